import {
  COLUMNS,
  DATES,
  DISTINCT,
  DUPLICATES,
  EMPTY_COLUMNS,
  INCOMPLETE,
  MISSING
} from '../code/overview-code';
import { ROWS } from '../code/grouping';
import { readable } from '../code/names';
import type { Analysis } from '../intent';
import type { Output, Table } from '../read-output';
import { filterWords } from './filter-words';
import {
  bold,
  code,
  columnList,
  grouped,
  markdownTable,
  plain
} from './markdown';
import {
  cellText,
  countOf,
  fact,
  isZero,
  labelText,
  type Told
} from './task-context';

type Of<Kind extends Analysis['kind']> = Told<
  Analysis & { readonly kind: Kind }
>;

function size(output: Output): string {
  const rows = countOf(output, ROWS);
  const columns = countOf(output, COLUMNS);
  const parts = [
    ...(rows === null ? [] : [`${rows} ${rows === '1' ? 'row' : 'rows'}`]),
    ...(columns === null
      ? []
      : [`${columns} ${columns === '1' ? 'column' : 'columns'}`])
  ];
  return parts.map(bold).join(' and ');
}

export function shapeAnswer({ analysis, frame, output }: Of<'shape'>): string {
  return `${code(frame.label)} has ${size(output)}${filterWords(analysis.filters)}.`;
}

export function previewAnswer({
  analysis,
  frame,
  output
}: Of<'preview'>): string {
  const [table] = output.tables;
  const which = {
    head: 'The first rows',
    tail: 'The last rows',
    sample: 'Some rows drawn at random'
  }[analysis.from];
  return table
    ? `${which} of ${code(frame.label)}, which has ${size(output)}${filterWords(analysis.filters)}:\n\n${listing(table)}`
    : `${code(frame.label)} has no rows${filterWords(analysis.filters)}. Its columns: ${columnList(frame.columns.map(column => column.name))}.`;
}

export function rowsAnswer({ analysis, frame, output }: Of<'rows'>): string {
  const [table] = output.tables;
  const rows = countOf(output, ROWS) ?? 'no';
  if (!table) {
    return `No row of ${code(frame.label)} fits${filterWords(analysis.filters)}.`;
  }
  const { sort } = analysis;
  const by =
    sort === null
      ? ''
      : `, the ${sort.descending ? 'highest' : 'lowest'} ${plain(sort.measure.kind === 'column' ? readable(sort.measure.column) : 'value')} first`;
  const shown = grouped(String(table.rows.length));
  const all = shown === rows;
  const noun = rows === '1' ? 'row' : 'rows';
  return `${all ? `All ${rows}` : `${shown} of ${rows}`} ${noun}${filterWords(analysis.filters)}${by}:\n\n${listing(table)}`;
}

/** Rows as they are in the table; their numbers in front say nothing. */
function listing(table: Table): string {
  return markdownTable({
    header: table.header,
    rows: table.rows.map(row =>
      row.cells.map(value => (value === null ? '–' : value))
    )
  });
}

export function columnsAnswer({ frame, output }: Of<'columns'>): string {
  const [table] = output.tables;
  const lead = `${code(frame.label)} has ${size(output)}.`;
  return table
    ? `${lead}\n\n${markdownTable(withHeader('Column', table), Number(fact(output, COLUMNS)?.replace(/,/g, '') ?? 0))}`
    : lead;
}

function withHeader(
  first: string,
  table: Table
): { header: string[]; rows: string[][] } {
  return {
    header: [first, ...table.header],
    rows: table.rows.map(row => [
      labelText(row.label),
      ...row.cells.map(value => cellText(value, ''))
    ])
  };
}

export function describeAnswer({
  analysis,
  frame,
  output
}: Of<'describe'>): string {
  const missing = countOf(output, MISSING);
  const duplicates = countOf(output, DUPLICATES);
  const dates = [...output.facts]
    .filter(([label]) => label.startsWith(`${DATES} in `))
    .map(
      ([label, value]) =>
        `${code(label.slice(DATES.length + 4))} runs from ${value.replace(/ 00:00:00/g, '')}.`
    );
  const empty = fact(output, EMPTY_COLUMNS);
  const health = [
    missing === null
      ? ''
      : isZero(missing)
        ? 'No value is missing'
        : `${missing} values are missing`,
    duplicates === null
      ? ''
      : isZero(duplicates)
        ? 'no row is there twice'
        : `${duplicates} rows are repeated`
  ].filter(part => part !== '');
  const parts = [
    `${code(frame.label)} has ${size(output)}${filterWords(analysis.filters)}. ${dates.join(' ')}`.trim(),
    health.length > 0 ? `${health.join('; ')}.` : '',
    empty === null ? '' : `Without any value: ${plain(empty)}.`,
    ...output.tables.map(table =>
      markdownTable(
        withHeader(table.header.includes('Median') ? 'Number' : 'Text', table)
      )
    )
  ];
  return parts.filter(part => part !== '').join('\n\n');
}

export function missingAnswer({
  analysis,
  frame,
  output
}: Of<'missing'>): string {
  const missing = countOf(output, MISSING);
  const [table] = output.tables;
  const where = `${code(frame.label)}${filterWords(analysis.filters)}`;
  if (missing === null || isZero(missing) || !table) {
    return `Nothing is missing in ${where}: all ${size(output)} are filled.`;
  }
  return (
    `${bold(`${missing} values are missing`)} in ${where}, in ${countOf(output, INCOMPLETE) ?? 'some'} of ${countOf(output, ROWS) ?? 'its'} rows. ` +
    `Columns that are not listed are complete.\n\n${markdownTable(withHeader('Column', table))}`
  );
}

export function duplicatesAnswer({
  analysis,
  frame,
  output
}: Of<'duplicates'>): string {
  const duplicates = countOf(output, DUPLICATES);
  const where = `${code(frame.label)}${filterWords(analysis.filters)}`;
  const rows = countOf(output, ROWS) ?? '';
  if (duplicates === null || isZero(duplicates)) {
    return `No row of ${where} is there twice; all ${rows} rows differ.`;
  }
  const [table] = output.tables;
  return `${bold(`${duplicates} of ${rows} rows`)} of ${where} repeat an earlier row in every column.${table ? `\n\nRows that are there more than once:\n\n${listing(table)}` : ''}`;
}

export function valuesAnswer({
  analysis,
  frame,
  output
}: Of<'values'>): string {
  const [table] = output.tables;
  const name = code(analysis.column);
  const distinct = countOf(output, DISTINCT);
  const [first] = table?.rows ?? [];
  if (!table || !first) {
    return `${name} has no values in ${code(frame.label)}${filterWords(analysis.filters)}.`;
  }
  const total = Number((fact(output, DISTINCT) ?? '0').replace(/,/g, ''));
  return (
    `${name} has ${bold(`${distinct ?? 'some'} different ${distinct === '1' ? 'value' : 'values'}`)}${filterWords(analysis.filters)}; ` +
    `the most frequent is ${plain(labelText(first.label))}, in ${cellText(first.cells[0], '')} of ${countOf(output, ROWS) ?? 'all'} rows.\n\n` +
    markdownTable(withHeader(readable(analysis.column), table), total)
  );
}
