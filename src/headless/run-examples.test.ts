import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  it,
  vi
} from 'vitest';
import { NotebookFolder, runReport } from '../testing/notebook-folder';
import { OpenAIServer } from '../testing/openai-server';
import { serversOn } from '../testing/processes';

// Each run starts a server and a kernel, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 240_000 });

let model: OpenAIServer;
let folder: NotebookFolder;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  folder = await NotebookFolder.make(model);
});

afterEach(async () => {
  expect(serversOn(folder.path)).toEqual([]);
  await folder.remove();
});

it.each([
  [
    'sales_report',
    'sales_2024.csv',
    ['sales_dashboard.png', 'sales_report.pptx']
  ],
  [
    'financial_report',
    'quarterly_financials.xlsx',
    [
      'expense_breakdown.png',
      'financial_report.pptx',
      'profit_margins.png',
      'revenue_growth.png'
    ]
  ]
])(
  'R28 R36 the example %s runs phase by phase without a model and ends in a deck; the next run replays it',
  async (name, data, files) => {
    for (const file of [`${name}.ipynb`, data]) {
      await copyFile(join('examples', file), join(folder.path, file));
    }
    const run = ['run', `${name}.ipynb`, '--output', 'out.ipynb', '--json'];
    const first = await folder.runOffline(...run, '--approve', 'auto');
    expect(first.stderr.match(/✓ Phase \d complete/g)).toEqual([
      '✓ Phase 1 complete',
      '✓ Phase 2 complete',
      '✓ Phase 3 complete'
    ]);
    // The second and the third phase read nothing anew.
    expect(
      first.stderr.match(/→ Reusing context for 1 file\(s\)/g)
    ).toHaveLength(2);
    const report = runReport(first);
    expect(report).toMatchObject({ success: true, error: null });
    expect(report.artifacts.map(({ path }) => path).sort()).toEqual(files);
    expect(first.exitCode).toBe(0);
    const { cells } = await folder.read('out.ipynb');
    expect(JSON.stringify(cells.at(-1)?.outputs)).toContain(`${name}.pptx`);
    expect(JSON.stringify(cells)).toContain('"image/png"');

    const again = await folder.runOffline(...run, '--replay-only');
    expect(runReport(again)).toMatchObject({
      success: true,
      requests: 0,
      turns: [{ replayed: 1 }, { replayed: 2 }, { replayed: 3 }]
    });
    expect(again.exitCode).toBe(0);
  }
);
