import { GROUPS, ROWS, SHARE, type GroupAnalysis } from '../code/grouping';
import { HIGHEST, LOWEST } from '../code/matrix-code';
import { findColumn, keyName, plural, quantityName } from '../code/names';
import { quantityUnit } from '../code/number-format';
import { addsUpToWhole } from '../code/aggregate-code';
import type { Frame } from '../frame';
import type { GroupKey, Quantity } from '../intent';
import { printedNumber, type Table } from '../read-output';
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

/** What came out of a grouping: who leads, a table, the whole. */
export function groupAnswer(told: Told<GroupAnalysis>): string {
  const { analysis, output, frame } = told;
  const table = firstTable(output);
  const [quantity] = analysis.quantities;
  if (!table || !quantity) {
    return `There is nothing to group${filterWords(analysis.filters)}.`;
  }
  const groups = countOf(output, GROUPS);
  const parts = [
    analysis.keys.length > 1
      ? matrixLead(told, quantity)
      : lead(told, table, quantity),
    groupTable(analysis, frame, table, groups),
    whole(told, quantity)
  ];
  return parts.filter(part => part !== '').join('\n\n');
}

function lead(
  { analysis, frame }: Told<GroupAnalysis>,
  table: Table,
  quantity: Quantity
): string {
  const name = lowerFirst(quantityName(quantity));
  const unit = quantityUnit(quantity, frame);
  const words = filterWords(analysis.filters);
  const tell = (row: Table['rows'][number] | undefined): string =>
    row ? cellText(row.cells[0], unit) : '';
  const ends = extremes(table, analysis.descending);
  const [first, last] = ends;
  const [key] = analysis.keys;
  const label = (row: Row): string =>
    plain(
      key && isBoolean(key, frame)
        ? `${keyName(key)}: ${labelText(row.label)}`
        : labelText(row.label)
    );
  if (!first) {
    return '';
  }
  if (last && last !== first && last.cells[0] === first.cells[0]) {
    return `${quantityName(quantity)}${words} is the same everywhere: ${bold(tell(first))}.`;
  }
  const top = analysis.descending ? 'highest' : 'lowest';
  const other = analysis.descending ? 'lowest' : 'highest';
  const begin = `${bold(label(first))} has the ${top} ${plain(name)}${words}: ${bold(tell(first))}`;
  if (analysis.extreme || analysis.limit !== null || !last || last === first) {
    const second = table.rows.find(row => row !== first);
    return second && analysis.extreme
      ? `${begin}. Next is ${label(second)} with ${tell(second)}.`
      : `${begin}.`;
  }
  return `${begin}; ${label(last)} has the ${other}, ${tell(last)}.`;
}

type Row = Table['rows'][number];

/** The rows with the highest and the lowest number, in the order asked for. */
function extremes(table: Table, descending: boolean): readonly [Row?, Row?] {
  const rows = table.rows.filter(row => printedNumber(row.cells[0]) !== null);
  const sorted = [...rows].sort(
    (a, b) =>
      (printedNumber(b.cells[0]) ?? 0) - (printedNumber(a.cells[0]) ?? 0)
  );
  const ordered = descending ? sorted : sorted.reverse();
  return [ordered[0], ordered.at(-1)];
}

function matrixLead(
  { analysis, output, frame }: Told<GroupAnalysis>,
  quantity: Quantity
): string {
  const label = analysis.descending ? HIGHEST : LOWEST;
  const match = /^(.*): (\S+)$/.exec(fact(output, label) ?? '');
  return match
    ? `The ${label.toLowerCase()} ${plain(lowerFirst(quantityName(quantity)))}${filterWords(analysis.filters)} is ` +
        `${bold(withUnit(match[2] ?? '', quantityUnit(quantity, frame)))}, in ${bold(plain(match[1] ?? ''))}.`
    : '';
}

function groupTable(
  { quantities, keys, limit }: GroupAnalysis,
  frame: Frame,
  table: Table,
  groups: string | null
): string {
  // Who asks for the first ten knows that there are more.
  const total = limit === null ? printedNumber(groups) : null;
  const units =
    keys.length > 1
      ? table.header.map(() => quantities[0])
      : table.header.map((_, i) => quantities[i]);
  const [first] = keys;
  return markdownTable(
    {
      header: [first ? keyName(first) : '', ...table.header].map((name, i) =>
        i === 0 ? name.charAt(0).toUpperCase() + name.slice(1) : labelText(name)
      ),
      rows: table.rows.map(row => [
        labelText(row.label),
        ...row.cells.map((value, i) => {
          const quantity = units[i];
          return cellText(
            value,
            quantity && table.header[i] !== SHARE
              ? quantityUnit(quantity, frame)
              : ''
          );
        })
      ])
    },
    total
  );
}

function whole(
  { analysis, output, frame }: Told<GroupAnalysis>,
  quantity: Quantity
): string {
  const groups = countOf(output, GROUPS);
  const rows = countOf(output, ROWS);
  const value = fact(output, quantityName(quantity));
  const [key] = analysis.keys;
  const kinds =
    groups === null || !key
      ? ''
      : ` in ${groups} ${groups === '1' ? 'group' : groupNoun(key, frame)}`;
  const sum =
    value !== null &&
    (addsUpToWhole(quantity) || quantity.measure.kind === 'ratio')
      ? `${quantityName(quantity)} overall: ${withUnit(value, quantityUnit(quantity, frame))}`
      : '';
  return [sum, rows === null ? '' : `from ${rows} rows${kinds}`]
    .filter(part => part !== '')
    .join(' ')
    .replace(/^from/, 'From')
    .concat('.');
}

function isBoolean(key: GroupKey, frame: Frame): boolean {
  return (
    key.kind === 'column' && findColumn(frame, key.column)?.kind === 'boolean'
  );
}

/** What several groups are called, where the name of the column makes a word. */
function groupNoun(key: GroupKey, frame: Frame): string {
  const name = keyName(key);
  return /^[a-z ]{2,20}$/i.test(name) && !isBoolean(key, frame)
    ? plural(lowerFirst(name))
    : 'groups';
}

export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
