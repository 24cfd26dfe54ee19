import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentPage } from '../support/agent-page';
import { expect, settings, test } from '../support/test';

const EXAMPLES = join(__dirname, '../../examples');

interface Report {
  readonly requirement: string;
  readonly notebook: string;
  readonly data: string;
  readonly deck: string;
  readonly pictures: readonly string[];
}

const REPORTS: readonly Report[] = [
  {
    requirement: 'R26 R36',
    notebook: 'sales_report.ipynb',
    data: 'sales_2024.csv',
    deck: 'sales_report.pptx',
    pictures: ['sales_dashboard.png']
  },
  {
    requirement: 'R27 R36',
    notebook: 'financial_report.ipynb',
    data: 'quarterly_financials.xlsx',
    deck: 'financial_report.pptx',
    pictures: [
      'revenue_growth.png',
      'expense_breakdown.png',
      'profit_margins.png'
    ]
  }
];

test.use(settings({ provider: 'offline', approvalMode: 'auto' }));

/** The report notebook, opened as somebody opens an example. */
async function openReport(
  agent: AgentPage,
  { notebook, data }: Report
): Promise<void> {
  for (const name of [notebook, data]) {
    copyFileSync(join(EXAMPLES, name), agent.diskPath(name));
  }
  await agent.open(notebook);
}

async function runAll(agent: AgentPage): Promise<void> {
  await agent.page.evaluate(() =>
    window.jupyterapp.commands.execute('notebook:run-all-cells')
  );
  await expect(
    agent.page.locator('.jp-Notebook:visible').getByText('[*]:')
  ).toHaveCount(0);
}

for (const report of REPORTS) {
  test(`${report.requirement} ${report.notebook}: Run All writes the deck without a model; in another kernel it is replayed to the same deck`, async ({
    agent
  }) => {
    await openReport(agent, report);
    const cells = agent.page.locator('.jp-Notebook:visible');
    const headers = cells.locator('.jp-KernelAgent-cellTurn');
    const errors = cells.locator(
      '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'
    );
    const names = [report.deck, ...report.pictures];
    const hashes = (): string[] =>
      names.map(name =>
        createHash('sha256')
          .update(readFileSync(agent.diskPath(name)))
          .digest('hex')
      );

    await runAll(agent);
    await expect(headers).toHaveCount(3);
    await expect(errors).toHaveCount(0);
    const first = hashes();
    for (const index of [0, 1, 2]) {
      await expect(headers.nth(index)).not.toContainText(/replayed/i);
    }

    await agent.page.evaluate(async () => {
      const { kernels } = window.jupyterapp.serviceManager;
      await Promise.all(
        [...kernels.running()].map(({ id }) =>
          kernels.connectTo({ model: { id, name: 'python3' } }).restart()
        )
      );
    });
    await runAll(agent);
    await expect(errors).toHaveCount(0);
    // Says why, if it was not.
    expect(await cells.getByText('Not replayed').allTextContents()).toEqual([]);
    for (const index of [0, 1, 2]) {
      await expect(headers.nth(index)).toContainText(/replayed/i);
    }
    expect(hashes()).toEqual(first);
  });
}
