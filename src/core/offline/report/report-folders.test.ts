import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  AnalystLoop,
  REPORT_TOOLS,
  throughClient,
  type AskedAnswer
} from '../../../testing/analyst-loop';
import { PythonNotebook } from '../../../testing/python-notebook';
import {
  PREAMBLE,
  RECORD_FOLDERS,
  STATEMENT_FOLDERS,
  type ReportFolder
} from '../../../testing/report-folders';
import type { Outline } from '../../report/outline';

const ExpectedSchema = z.record(z.string(), z.record(z.string(), z.number()));
const PairsSchema = z.array(z.tuple([z.string(), z.number()]));

/** What python-pptx finds in a deck: the texts, and how many native charts and pictures there are. */
const READ_DECK = `
from pptx import Presentation
deck = Presentation(path)
texts = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
texts += [cell.text for slide in deck.slides for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
found = {"texts": texts, "charts": sum(shape.has_chart for slide in deck.slides for shape in slide.shapes), "pictures": sum(shape.shape_type == 13 for slide in deck.slides for shape in slide.shapes), "slides": len(deck.slides)}
`;
const DeckSchema = z.object({
  texts: z.array(z.string()),
  charts: z.number(),
  pictures: z.number(),
  slides: z.number()
});

const folders: string[] = [];
const notebooks: PythonNotebook[] = [];
afterEach(() => notebooks.splice(0).forEach(each => each.close()));
afterAll(() =>
  folders.forEach(each => rmSync(each, { recursive: true, force: true }))
);

function open(folder: string): PythonNotebook {
  const notebook = new PythonNotebook(folder);
  notebooks.push(notebook);
  return notebook;
}

/** The three phases on a folder, each in its own turn; the last one without files. */
async function report(of: ReportFolder) {
  const folder = mkdtempSync(join(tmpdir(), 'offline-report-'));
  folders.push(folder);
  const other = open(folder);
  expect(await other.run(`${PREAMBLE}${of.make}`)).not.toContain('Traceback');
  const expected = ExpectedSchema.parse(await other.value('expected'));
  const notebook = open(folder);
  const loop = new AnalystLoop(
    notebook,
    throughClient(REPORT_TOOLS),
    REPORT_TOOLS
  );
  const [analysis, charts, deck] = of.prompts;
  const answers: AskedAnswer[] = [
    await loop.ask(analysis, [of.file]),
    await loop.ask(charts, [of.file]),
    await loop.ask(deck)
  ];
  return { folder, other, notebook, loop, expected, answers };
}

type Made = Awaited<ReturnType<typeof report>>;

/** Charts and tables of the outline hold the numbers that were computed apart from it. */
async function expectNumbers(
  { notebook, expected }: Made,
  outline: Outline
): Promise<void> {
  for (const [title, numbers] of Object.entries(expected)) {
    const slide = outline.slides.find(
      each =>
        each.title.includes(title) ||
        (each.chart?.y ?? []).includes(title) === true
    );
    const data = slide?.chart?.data ?? slide?.table?.data;
    expect(data, `a slide on ${title}`).toBeDefined();
    const isColumn = (slide?.chart?.y ?? []).includes(title);
    const series = isColumn
      ? `(${data ?? ''})[${JSON.stringify(title)}]`
      : `(${data ?? ''})`;
    const pairs = PairsSchema.parse(
      await notebook.value(
        `[(str(k), float(v)) for k, v in (${series}.iloc[:, 0] if hasattr(${series}, "columns") else ${series}).items()]`
      )
    );
    const right = Object.entries(numbers);
    const kept = pairs.slice(0, Math.max(right.length, 1));
    expect(kept.map(([label]) => label).sort()).toEqual(
      right.map(([label]) => label).sort()
    );
    for (const [label, value] of kept) {
      expect(value, `${title}: ${label}`).toBeCloseTo(numbers[label] ?? NaN, 4);
    }
  }
}

async function expectReport(of: ReportFolder): Promise<void> {
  const made = await report(of);
  const { folder, loop, answers, other } = made;
  for (const { outputs, answer } of answers) {
    expect(outputs.join('\n')).not.toMatch(/Traceback|Warning/);
    expect(answer).not.toMatch(/failed|undefined|«/);
  }
  const [analysis, charts, deck] = answers;
  // R22, R23: what was loaded once is not loaded again.
  expect([...(charts?.code ?? []), ...(deck?.code ?? [])].join()).not.toMatch(
    /pd\.read_/
  );
  of.pictures.forEach(path =>
    expect(existsSync(join(folder, path)), path).toBe(true)
  );
  const all = answers.map(each => each.answer).join('\n');
  if (of.lacks) {
    expect(all).toMatch(of.lacks);
  } else {
    expect(all).not.toMatch(/cannot be answered|has no /);
  }
  const [outline] = loop.outlines;
  expect(outline).toBeDefined();
  if (!outline) {
    return;
  }
  await expectNumbers(made, outline);
  await other.run(`path = ${JSON.stringify(outline.path)}\n${READ_DECK}`);
  const read = DeckSchema.parse(await other.value('found'));
  // R30: findings stand in the deck as they were noted.
  const findings = loop.findings.flatMap(each =>
    each.kind === 'finding' ? [`${each.name}: ${each.value}`] : []
  );
  expect(analysis?.answer).toContain('Noted as');
  expect(findings.length).toBeGreaterThan(0);
  const text = read.texts.join('\n');
  findings.forEach(each => expect(text).toContain(each));
  expect(text).toContain('Executive summary');
  expect(text).not.toMatch(/\bnan\b|\{(?!Ltd)|(?<!Ltd)\}/);
  expect(read.pictures).toBe(of.pictures.length);
  expect(read.charts).toBe(
    outline.slides.filter(each => each.kind === 'chart').length
  );
}

describe('R21 R22 R23 R26 R30 R32 R36 reports on records that nobody has seen before', () => {
  it.each(RECORD_FOLDERS.map(each => [each.name, each] as const))(
    '%s',
    async (_, each) => expectReport(each),
    60_000
  );
});

describe('R21 R22 R23 R27 R30 R31 R36 reports on statements that nobody has seen before', () => {
  it.each(STATEMENT_FOLDERS.map(each => [each.name, each] as const))(
    '%s',
    async (_, each) => expectReport(each),
    60_000
  );
});
