import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import { expect, type Locator } from '@playwright/test';
import type { OpenAIServer } from '../../src/testing/openai-server';
import { readChat, type Chat } from './chat';

/** The agent's sidebar beside a notebook, as a person uses it. */
export class AgentPage {
  readonly sidebar: Locator;
  readonly composer: Locator;
  readonly turns: Locator;
  notebook = '';

  constructor(
    readonly page: IJupyterLabPageFixture,
    /** The test's folder on the server. */
    readonly folder: string,
    private readonly model: OpenAIServer
  ) {
    this.sidebar = page.locator('.jp-KernelAgent-sidebar');
    this.composer = this.sidebar.getByRole('textbox', {
      name: 'Prompt',
      exact: true
    });
    // Conversations of notebooks behind stay in the page.
    this.turns = this.sidebar.locator(
      '.jp-KernelAgent-conversation:not(.lm-mod-hidden) .jp-KernelAgent-turn'
    );
  }

  /** Makes a notebook, opens it and shows the agent. */
  async createNotebook(name: string): Promise<void> {
    const path = `${this.folder}/${name}`;
    await this.page.contents.uploadContent(
      JSON.stringify(EMPTY_NOTEBOOK),
      'text',
      path
    );
    await this.open(name);
  }

  async open(name: string): Promise<void> {
    this.notebook = name;
    // By the command: in the file browser rows move while one clicks.
    await this.page.evaluate(
      path => window.jupyterapp.commands.execute('docmanager:open', { path }),
      `${this.folder}/${name}`
    );
    await this.page.notebook.activate(name);
    await this.show();
  }

  /** Reloads the page; JupyterLab opens the notebook again by itself. */
  async reload(): Promise<void> {
    // The second option is Galata's own, which Playwright's type of `reload` hides.
    const options = { timeout: 60_000, waitForIsReady: false };
    await this.page.reload(options);
    await this.page.locator('.jp-Notebook').waitFor();
    await this.page.notebook.activate(this.notebook);
    await this.show();
  }

  /** Shows the sidebar by the command behind the shortcut. */
  async show(): Promise<void> {
    await this.page.evaluate(() =>
      window.jupyterapp.commands.execute('kernel-agent:focus')
    );
    await expect(this.composer).toBeVisible();
  }

  /** Sends a prompt; resolves when it stands in the conversation. */
  async send(prompt: string): Promise<void> {
    const before = await this.turns.count();
    await this.composer.fill(prompt);
    await this.composer.press('Enter');
    await expect(this.turns).toHaveCount(before + 1);
  }

  /** Sends a prompt; resolves when its turn is over. */
  async ask(prompt: string): Promise<Locator> {
    await this.send(prompt);
    await this.idle();
    return this.lastTurn;
  }

  get lastTurn(): Locator {
    return this.turns.last();
  }

  /** Resolves when no turn runs. */
  async idle(): Promise<void> {
    await expect(this.button('Stop')).toBeHidden();
  }

  button(name: string): Locator {
    return this.sidebar.getByRole('button', { name, exact: true });
  }

  /** What a cell prints that runs `code` in the notebook's kernel. */
  async runCell(code: string): Promise<string> {
    const { notebook } = this.page;
    await notebook.activate(this.notebook);
    await notebook.addCell('code', code);
    const index = (await notebook.getCellCount()) - 1;
    await notebook.runCell(index, true);
    return ((await notebook.getCellTextOutput(index)) ?? []).join('\n').trim();
  }

  /** Path on disk of a file in the test's folder. */
  diskPath(path: string): string {
    return join(process.env.KERNEL_AGENT_TEST_ROOT ?? '', this.folder, path);
  }

  /** Puts a file beside the notebook. */
  async addFile(name: string, text: string): Promise<void> {
    await this.page.contents.uploadContent(
      text,
      'text',
      `${this.folder}/${name}`
    );
  }

  /** The transcript as it lies on disk. */
  get transcript(): string {
    const sidecar = this.notebook.replace(/\.ipynb$/, '.agent');
    return readFileSync(
      this.diskPath(`${sidecar}/main/transcript.jsonl`),
      'utf8'
    );
  }

  /** The requests that the model got, parsed. */
  get chats(): Chat[] {
    return this.model.chats.map(request => readChat(request.json));
  }
}

const EMPTY_NOTEBOOK = {
  cells: [
    {
      cell_type: 'code',
      id: 'first',
      metadata: {},
      source: '',
      outputs: [],
      execution_count: null
    }
  ],
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
