import type { Outline } from '../../report/outline';
import { code, list, markdownTable, plain, grouped } from '../answer/markdown';
import type { Step } from '../read-conversation';
import { readOutput, type Output } from '../read-output';
import type { WantedCharts } from './charts-wanted';
import { otherFormat } from './deck-path';
import { forAnswer, type Printed } from './render';
import type { Report } from './report';

/** Characters of a failure that are told. */
const MOST_TOLD = 600;
/** Variables named in an answer. */
const MOST_NAMED = 8;

/** What the analysis came to: sentences, tables, what was kept and what the data lacks. */
export function analysisAnswer(
  report: Report,
  printed: Printed,
  { tables }: Output,
  noted: readonly Step[]
): string {
  const { summary, trends, listings } = report;
  const sentences = [
    ...forAnswer(report, summary, printed),
    ...forAnswer(report, trends, printed)
  ];
  const kept = noted.filter(step => step.result.startsWith('Noted'));
  return [
    [...new Set(sentences)].map(sentence => `- ${sentence}`).join('\n'),
    ...listings.flatMap((listing, i) => {
      const table = tables[i];
      return table
        ? [
            `**${plain(listing.title)}**\n\n${markdownTable({
              header: ['', ...table.header],
              rows: table.rows.map(row => [
                row.label,
                ...row.cells.map(cell => grouped(cell ?? '–'))
              ])
            })}`
          ]
        : [];
    }),
    ...lacking(report),
    ...(kept.length > 0
      ? [
          `Noted as ${kept.length === 1 ? 'a finding' : `${kept.length} findings`}, to be repeated unchanged.`
        ]
      : []),
    keptIn(report)
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

function lacking({ lacks, assumed }: Report): string[] {
  return [
    ...lacks.map(plain),
    ...(assumed.length > 0 ? [`Assumed: ${plain(assumed.join('; '))}.`] : [])
  ];
}

function keptIn({ state, listings }: Report): string {
  const names = listings
    .map(each => /^\w+/.exec(each.variable)?.[0] ?? '')
    .slice(0, MOST_NAMED);
  const table = `The table is in ${code(state.frame.variable)}`;
  return names.length === 0
    ? `${table} in your kernel.`
    : `${table}, the results are in ${list(names.map(code))} in your kernel.`;
}

const ORIGINS = {
  results:
    'They are drawn from the results in memory; no file was read again for them.',
  table:
    'The results were not in memory, so they were computed first, from the table there; no file was read again.',
  file: 'The results were not in memory, so they were computed from the file first.'
};

/** Which charts were saved where, and from what they were drawn. */
export function chartsAnswer(
  wanted: WantedCharts,
  report: Report,
  result: string,
  from: 'results' | 'table' | 'file'
): string {
  const left = readOutput(result).facts.get('Left out of the pie');
  const charts =
    wanted.kind === 'dashboard'
      ? [
          `The dashboard is saved as ${code(wanted.file)}: ${list(wanted.views.map(view => plain(`${view.title} (${view.kind})`)))}.`
        ]
      : [
          wanted.charts
            .map(
              ({ view, file }) =>
                `- ${code(file)}: ${plain(view.title)} (${view.kind})`
            )
            .join('\n')
        ];
  return [
    ...charts,
    ...(left === undefined
      ? []
      : [
          `A pie cannot show what is not above zero; left out of it: ${plain(left)}.`
        ]),
    ...report.lacks.map(plain),
    ORIGINS[from]
  ].join('\n\n');
}

/** Whether the tool says that the deck is there. */
export function isWritten(built: Step): boolean {
  return built.result.startsWith('Wrote ');
}

/** The slide that kept the deck from being built, from 1; null when it was another reason. */
export function faultySlide(built: Step): number | null {
  const told = /\bSlide (\d+):/.exec(built.result)?.[1];
  return told === undefined || isWritten(built) ? null : Number(told);
}

/** What is in the deck, or why there is none. */
export function deckAnswer(
  built: Step,
  outline: Outline,
  { lacks }: Report,
  prompt: string,
  leftOut: string | null
): string {
  const [first = '', ...notes] = built.result.split('\n');
  if (!isWritten(built)) {
    return `The deck could not be built. ${plain(built.result.slice(0, MOST_TOLD))}`;
  }
  const other = otherFormat(prompt);
  return [
    plain(first),
    outline.slides.map(slide => `1. ${plain(slide.title)}`).join('\n'),
    'Every number in it is taken from the variables in memory; findings stand as they were noted.',
    ...(leftOut === null
      ? []
      : [`One slide had to be left out: ${plain(leftOut)}`]),
    ...notes.filter(note => note.trim() !== '').map(plain),
    ...(other === null
      ? []
      : [`I write decks only, so there is no ${code(other)}.`]),
    ...lacks.map(plain)
  ].join('\n\n');
}
