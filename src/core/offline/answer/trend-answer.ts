import { GROUPS } from '../code/grouping';
import { capitalised, keyName, quantityName } from '../code/names';
import { quantityUnit } from '../code/number-format';
import {
  CHANGE,
  FIRST,
  GROWTH,
  INCOMPLETE,
  LAST,
  PEAK,
  trendFact,
  trendKey,
  trendTitle,
  TROUGH,
  type TrendAnalysis
} from '../code/trend-names';
import type { Quantity } from '../intent';
import { filterWords } from './filter-words';
import { bold, markdownTable, plain, withUnit } from './markdown';
import {
  cellText,
  countOf,
  fact,
  firstTable,
  labelText,
  type Told
} from './task-context';

/** How something went over time: from, to, highest, lowest, and the last periods in a table. */
export function trendAnswer(told: Told<TrendAnalysis>): string {
  const { analysis, output, frame } = told;
  const table = firstTable(output);
  if (!table) {
    return `There are no rows with a date${filterWords(analysis.filters)}.`;
  }
  const sentences =
    analysis.split === null
      ? analysis.quantities.map(quantity => sentence(told, quantity))
      : [
          `${plain(trendTitle(analysis))}${filterWords(analysis.filters)}, the largest first:`
        ];
  const rows = table.rows.slice(-12);
  const units = table.header.map((_, i) =>
    analysis.split === null ? analysis.quantities[i] : analysis.quantities[0]
  );
  const shown = markdownTable({
    header: [
      capitalised(keyName(trendKey(analysis))),
      ...table.header.map(labelText)
    ],
    rows: rows.map(row => [
      labelText(row.label),
      ...row.cells.map((value, i) => {
        const quantity = units[i];
        return table.header[i] === GROWTH
          ? (value?.replace(/^nan%?$|^\+?nan%$/, '–') ?? '–')
          : cellText(value, quantity ? quantityUnit(quantity, frame) : '');
      })
    ])
  });
  const periods = countOf(output, GROUPS);
  const rest =
    periods !== null && rows.length < table.rows.length
      ? `The last ${rows.length} of ${periods} periods:`
      : '';
  const incomplete = fact(output, INCOMPLETE);
  const note =
    incomplete === null
      ? ''
      : `The data ends before ${named(incomplete)} is over, so do not compare that value with the others.`;
  return [...sentences, note, rest, shown]
    .filter(part => part !== '')
    .join('\n\n');
}

function sentence(
  { analysis, output, frame }: Told<TrendAnalysis>,
  quantity: Quantity
): string {
  const name = quantityName(quantity);
  const unit = quantityUnit(quantity, frame);
  const about = (label: string): readonly [string, string] | null => {
    const value = fact(output, trendFact(label, quantity, analysis));
    const match = /^(.*): (\S+)$/.exec(value ?? '');
    return match
      ? [plain(match[1] ?? ''), withUnit(match[2] ?? '', unit)]
      : null;
  };
  const first = about(FIRST);
  const last = about(LAST);
  const peak = about(PEAK);
  const trough = about(TROUGH);
  if (!first || !last) {
    return '';
  }
  const change = fact(output, trendFact(CHANGE, quantity, analysis));
  const went =
    first[0] === last[0]
      ? `${name}${filterWords(analysis.filters)} is ${bold(first[1])} ${at(first[0])}, the only period there is`
      : `${name}${filterWords(analysis.filters)} went from ${bold(first[1])} (${named(first[0])}) to ${bold(last[1])} (${named(last[0])})` +
        (change === null || /nan|inf/.test(change)
          ? ''
          : `, a change of ${bold(change)}`);
  const extremes =
    peak && trough && peak[0] !== trough[0]
      ? ` It was highest ${at(peak[0])} (${peak[1]}) and lowest ${at(trough[0])} (${trough[1]}).`
      : '';
  return `${went}.${extremes}`;
}

/** A week is called by its first day. */
function named(period: string): string {
  const [first, last] = period.split('/');
  return last === undefined ? period : `the week of ${first ?? ''}`;
}

/** `in 2024-03`, `on 2024-03-01`, `in the week of 2024-03-04` */
function at(period: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}/.test(period) && !period.includes('/');
  return `${isDay ? 'on' : 'in'} ${named(period)}`;
}
