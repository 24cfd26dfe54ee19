import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, type Locator } from '@playwright/test';
import type { AgentPage } from './agent-page';

/** A notebook of given cells with the sidebar closed, as somebody uses it who writes agent cells. */
export class AgentCells {
  private constructor(readonly agent: AgentPage) {}

  static async open(
    agent: AgentPage,
    ...sources: string[]
  ): Promise<AgentCells> {
    await agent.page.contents.uploadContent(
      JSON.stringify(notebookOf(sources)),
      'text',
      `${agent.folder}/cells.ipynb`
    );
    const cells = new AgentCells(agent);
    // After a reload there is only one notebook then.
    await cells.run('application:close-all');
    await agent.open('cells.ipynb');
    await cells.run('application:toggle-right-area');
    await expect(agent.sidebar).toBeHidden();
    return cells;
  }

  cell(index: number): Locator {
    return this.agent.page.locator('.jp-Notebook:visible .jp-Cell').nth(index);
  }

  prompt(index: number): Locator {
    return this.cell(index).locator('.jp-InputArea-prompt').first();
  }

  /** What the cell printed. */
  printed(index: number): Locator {
    return this.cell(index).locator('.jp-OutputArea-output').first();
  }

  button(index: number, name: string): Locator {
    return this.cell(index).getByRole('button', { name, exact: true });
  }

  /** The line of the first tool call. */
  step(index: number): Locator {
    return this.cell(index).getByRole('button', { name: /Ran Python/ });
  }

  /** Runs one cell by itself; does not wait for its end. */
  async start(index: number): Promise<void> {
    await this.agent.page.notebook.selectCells(index);
    await this.agent.page.evaluate(() => {
      void window.jupyterapp.commands.execute('notebook:run-cell');
    });
  }

  /** Runs all cells; resolves at the end of the run, however that ended. */
  async runAll(): Promise<void> {
    await this.run('notebook:run-all-cells');
  }

  async run(command: string): Promise<void> {
    await this.agent.page.evaluate(async id => {
      await window.jupyterapp.commands.execute(id);
    }, command);
  }

  /** The notebook as it lies on disk, once it is saved. */
  async saved(): Promise<string> {
    await this.run('docmanager:save');
    return readFileSync(this.path, 'utf8');
  }

  /** The saved notebook as a page, made by nbconvert. Throws when it is no valid notebook. */
  exported(): string {
    const validate =
      'import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], as_version=4))';
    execFileSync('python', ['-W', 'error', '-c', validate, this.path]);
    return execFileSync(
      'jupyter',
      ['nbconvert', '--to', 'html', '--stdout', '--log-level=ERROR', this.path],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
    );
  }

  private get path(): string {
    return this.agent.diskPath('cells.ipynb');
  }
}

function notebookOf(sources: readonly string[]): Record<string, unknown> {
  return {
    cells: sources.map((source, index) => ({
      cell_type: 'code',
      id: `cell-${index}`,
      metadata: {},
      source,
      outputs: [],
      execution_count: null
    })),
    metadata: {
      kernelspec: {
        name: 'python3',
        display_name: 'Python 3 (ipykernel)',
        language: 'python'
      },
      language_info: { name: 'python' }
    },
    nbformat: 4,
    nbformat_minor: 5
  };
}
