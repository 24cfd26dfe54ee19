import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  AnalystLoop,
  REPORT_TOOLS,
  throughClient
} from '../../../testing/analyst-loop';
import { findingEntry } from '../../../testing/entries';
import { PythonNotebook } from '../../../testing/python-notebook';

const ANALYSE =
  'Analyze shop.csv and calculate:\n1. revenue by region\n2. monthly revenue\nStore the findings.';
const CHARTS = 'Create a dashboard, saved as shop.png';
const DECK = 'Create a PowerPoint report shop.pptx';

// Real Python draws and builds decks.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let notebook: PythonNotebook;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offline-talk-'));
  const rows = Array.from(
    { length: 60 },
    (_, n) =>
      `2024-${String((n % 6) + 1).padStart(2, '0')}-${String((n % 27) + 1).padStart(2, '0')},${n % 3 === 0 ? 'East' : 'West'},${100 + n}`
  );
  writeFileSync(
    join(folder, 'shop.csv'),
    `date,region,revenue\n${rows.join('\n')}\n`
  );
  notebook = new PythonNotebook(folder);
});
afterEach(() => {
  notebook.close();
  rmSync(folder, { recursive: true, force: true });
});

function talk(tools: readonly string[] = REPORT_TOOLS): AnalystLoop {
  return new AnalystLoop(notebook, throughClient(tools), tools);
}

function texts(loop: AnalystLoop): string {
  return JSON.stringify(loop.outlines.at(-1)?.slides);
}

it('R23 computes again from the file what a restart of the kernel took away', async () => {
  const loop = talk();
  await loop.ask(ANALYSE, ['shop.csv']);
  await notebook.reset();
  const { code, answer } = await loop.ask(DECK, [], true);
  expect(code).toHaveLength(1);
  expect(code[0]).toContain('read_csv');
  expect(answer).toContain('Wrote shop.pptx');
});

it('R32 draws charts that were never prepared, and says that it read the file', async () => {
  const { code, answer } = await talk().ask(CHARTS, ['shop.csv']);
  expect(code).toHaveLength(2);
  expect(answer).toContain('shop.png');
  expect(answer).toContain('computed from the file first');
});

it('R30 repeats findings that others noted, to the letter', async () => {
  const loop = talk();
  await loop.ask(ANALYSE, ['shop.csv']);
  loop.findings.push(
    findingEntry(1, 'growth', '42.5%', 'growth'),
    findingEntry(1, 'budget', '$1.2M', 'budget'),
    findingEntry(1, 'open {items}', '15 items', 'items')
  );
  await loop.ask(DECK);
  expect(texts(loop)).toContain('growth: 42.5%');
  expect(texts(loop)).toContain('budget: $1.2M');
  expect(texts(loop)).toContain('open {{items}}: 15 items');
});

it('R30 R36 findings of its own are expressions, so that a deck written again does not contradict itself', async () => {
  const loop = talk();
  await loop.ask(ANALYSE, ['shop.csv']);
  loop.findings.push(findingEntry(1, 'budget', '$1.2M', 'budget'));
  await loop.ask(DECK);
  const bullets =
    loop.outlines
      .at(-1)
      ?.slides.flatMap(slide =>
        slide.title === 'Findings' ? (slide.bullets ?? []) : []
      ) ?? [];
  expect(bullets.length).toBeGreaterThan(2);
  expect(bullets.filter(each => !JSON.stringify(each).includes('{'))).toEqual([
    'budget: $1.2M'
  ]);
});

it('R36 finds the charts that any code of the conversation saved', async () => {
  const loop = talk();
  await loop.ask(ANALYSE, ['shop.csv']);
  const code =
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.savefig('by_hand.png')\nplt.show()";
  const result = await notebook.run(code);
  loop.messages.push(
    { role: 'user', content: 'draw a line' },
    {
      role: 'assistant',
      content: '',
      tool_calls: [
        {
          id: 'hand',
          function: {
            name: 'execute_python',
            arguments: JSON.stringify({ code })
          }
        }
      ]
    },
    { role: 'tool', tool_call_id: 'hand', content: result }
  );
  await loop.ask(CHARTS);
  await loop.ask(DECK);
  const figures = loop.outlines
    .at(-1)
    ?.slides.flatMap(slide => slide.figure?.path ?? []);
  expect(figures).toEqual(['by_hand.png', 'shop.png']);
});

it('leaves out a picture that cannot be used, and says so', async () => {
  const loop = talk();
  await loop.ask(ANALYSE, ['shop.csv']);
  await loop.ask(CHARTS);
  writeFileSync(join(folder, 'shop.png'), 'no picture');
  const { answer } = await loop.ask(DECK);
  expect(loop.outlines).toHaveLength(2);
  expect(answer).toContain('Wrote shop.pptx');
  expect(answer).toContain('had to be left out');
});

it('does not claim a deck that was not written', async () => {
  const loop = talk();
  await loop.ask(ANALYSE, ['shop.csv']);
  await notebook.block('pptx');
  const { answer } = await loop.ask(DECK);
  expect(answer).toContain('could not be built');
  expect(answer).not.toContain('Wrote');
});

it('says so where no tool for decks is offered', async () => {
  const loop = talk(['execute_python', 'dataset_info']);
  await loop.ask(ANALYSE, ['shop.csv']);
  const { answer, code } = await loop.ask(DECK);
  expect(code).toEqual([]);
  expect(answer).toContain('`build_report`, is not offered');
});

it('asks for the same deck twice in the same way', async () => {
  const loop = talk();
  await loop.ask(ANALYSE, ['shop.csv']);
  await loop.ask(DECK);
  await loop.ask(DECK);
  expect(loop.outlines[1]).toEqual(loop.outlines[0]);
});

it('R33 goes on with ordinary questions in between', async () => {
  const loop = talk();
  await loop.ask(ANALYSE, ['shop.csv']);
  const { answer } = await loop.ask('average revenue by region');
  expect(answer).toContain('| West |');
  await loop.ask(DECK);
  expect(texts(loop)).toContain('revenue_by_region');
});
