import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import * as z from 'zod';
import {
  AnalystLoop,
  REPORT_TOOLS,
  throughClient
} from '../../../testing/analyst-loop';
import { PythonNotebook } from '../../../testing/python-notebook';
import { parseAgentCell } from '../../agent-cell/parse-cell';

const EXAMPLES = resolve(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  'examples'
);
const NotebookSchema = z.object({
  cells: z.array(
    z.object({ cell_type: z.string(), source: z.array(z.string()) })
  )
});

/** Native charts, pictures and texts of a deck, as python-pptx reads them. */
const READ_DECK = `
from pptx import Presentation
slides = list(Presentation(path).slides)
shapes = [shape for slide in slides for shape in slide.shapes]
found = {"slides": len(slides), "charts": [str(s.chart.chart_type).split(" ")[0] for s in shapes if s.has_chart], "pictures": sum(s.shape_type == 13 for s in shapes), "tables": sum(s.has_table for s in shapes), "texts": [s.text_frame.text for s in shapes if s.has_text_frame]}
`;
const DeckSchema = z.object({
  slides: z.number(),
  charts: z.array(z.string()),
  pictures: z.number(),
  tables: z.number(),
  texts: z.array(z.string())
});

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach(close => close()));

/** Runs the agent cells of an example from the top, in a folder of their own. */
async function run(notebook: string, data: string) {
  const folder = mkdtempSync(join(tmpdir(), 'example-report-'));
  cpSync(join(EXAMPLES, data), join(folder, data));
  const kernel = new PythonNotebook(folder);
  closing.push(
    () => kernel.close(),
    () => rmSync(folder, { recursive: true, force: true })
  );
  const { cells } = NotebookSchema.parse(
    JSON.parse(readFileSync(join(EXAMPLES, notebook), 'utf8'))
  );
  const loop = new AnalystLoop(
    kernel,
    throughClient(REPORT_TOOLS),
    REPORT_TOOLS
  );
  const answers: string[] = [];
  const code: string[] = [];
  for (const cell of cells.filter(each => each.cell_type === 'code')) {
    const parsed = parseAgentCell(cell.source.join(''));
    if (parsed?.kind === 'prompt') {
      const turn = await loop.ask(parsed.prompt, parsed.options.files);
      expect(turn.outputs.join('\n')).not.toMatch(/Traceback|Warning/);
      answers.push(turn.answer);
      code.push(turn.code.join('\n'));
    }
  }
  const deck = async (path: string): Promise<z.infer<typeof DeckSchema>> => {
    await kernel.run(`path = ${JSON.stringify(path)}\n${READ_DECK}`);
    return DeckSchema.parse(await kernel.value('found'));
  };
  return { folder, loop, answers, code, deck };
}

it('R23 R26 R30 R36 the sales report: dashboard and deck of the example notebook', async () => {
  const made = await run('sales_report.ipynb', 'sales_2024.csv');
  expect(made.answers).toHaveLength(3);
  expect(made.answers[0]).toContain('1,752,289.82');
  expect(made.code.slice(1).join()).not.toContain('read_csv');
  expect(
    statSync(join(made.folder, 'sales_dashboard.png')).size
  ).toBeGreaterThan(50_000);
  const deck = await made.deck('sales_report.pptx');
  expect(deck.slides).toBeGreaterThanOrEqual(5);
  expect(deck.charts.join()).toMatch(/BAR.*PIE.*LINE/);
  expect(deck.pictures).toBe(1);
  expect(deck.tables).toBe(1);
  const text = deck.texts.join('\n');
  expect(text).toContain('Executive summary');
  expect(text).toContain('Total revenue: 1,752,289.82');
  expect(text).toContain('Top region: North America');
  expect(text).toContain('Recommendations');
}, 60_000);

it('R23 R27 R30 R36 the financial report: three charts and a deck of the example notebook', async () => {
  const made = await run('financial_report.ipynb', 'quarterly_financials.xlsx');
  expect(made.answers).toHaveLength(3);
  // 19,993 after 12,579 is 58.9 % more; a year before it was 16,951.
  expect(made.answers[0]).toContain('+58.9%');
  expect(made.answers[0]).toContain('+17.9%');
  expect(made.answers[0]).toContain('Salaries: engineering');
  expect(made.code.slice(1).join()).not.toContain('read_excel');
  for (const name of [
    'revenue_growth',
    'expense_breakdown',
    'profit_margins'
  ]) {
    expect(existsSync(join(made.folder, `${name}.png`)), name).toBe(true);
  }
  const deck = await made.deck('financial_report.pptx');
  expect(deck.slides).toBeGreaterThanOrEqual(5);
  expect(deck.charts.length).toBeGreaterThanOrEqual(4);
  expect(deck.pictures).toBe(3);
  const text = deck.texts.join('\n');
  expect(text).toContain('Executive summary');
  expect(text).toContain('Net margin of last quarter: 20.2%');
  expect(text).toContain('Recommendations');
}, 60_000);
