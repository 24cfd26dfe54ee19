import { LIMITS } from '../limits';
import { cutText, cutValue } from './cut';
import * as grammar from './file-text-grammar';
import type { ColumnProfile, FileProfile, Value } from './profile';

/** Characters kept for naming columns that are not described. */
const NAMES_ROOM = 1_500;

/**
 * A line a column, within `room` characters. What has no room is listed by name and type, then counted.
 */
export function columnLines(profile: FileProfile, room: number): string[] {
  const { columns } = profile;
  if (columns.length === 0) {
    return [];
  }
  const described = fittingColumns(columns, room - grammar.COLUMNS_LINE.length);
  const further = columns.slice(described.length);
  const named = fittingNames(further);
  const left =
    Math.max(profile.total_columns ?? 0, columns.length) -
    described.length -
    named.length;
  return [
    grammar.COLUMNS_LINE,
    ...described,
    ...(named.length > 0
      ? [grammar.FURTHER_COLUMNS + named.join(grammar.FIELD)]
      : []),
    ...(left > 0 ? [`${grammar.UNLISTED_COLUMNS}${left} more`] : [])
  ];
}

function fittingColumns(
  columns: readonly ColumnProfile[],
  room: number
): string[] {
  const lines = columns.slice(0, LIMITS.fileTextColumns).map(columnLine);
  const total = lines.reduce((sum, line) => sum + line.length + 1, 0);
  if (lines.length === columns.length && total <= room) {
    return lines;
  }
  let left = room - NAMES_ROOM;
  return lines.filter(line => {
    left -= line.length + 1;
    return left >= 0;
  });
}

function fittingNames(columns: readonly ColumnProfile[]): string[] {
  let left = NAMES_ROOM - grammar.FURTHER_COLUMNS.length - 40;
  return columns.map(nameAndType).filter(text => {
    left -= text.length + grammar.FIELD.length;
    return left >= 0;
  });
}

function nameAndType({ name, dtype }: ColumnProfile): string {
  return `${grammar.quoted(cutText(name, LIMITS.fileNameText))}: ${typeText(dtype)}`;
}

/** `"region": str; nulls 0; distinct 4; top "North" 520, "South" 500` */
export function columnLine(column: ColumnProfile): string {
  return (
    grammar.ITEM_LINE +
    [nameAndType(column), ...statistics(column)].join(grammar.FIELD)
  );
}

function typeText(dtype: string): string {
  return /^[\w ,.[\]<>:-]*$/.test(dtype) &&
    grammar.lineOrQuoted(dtype) === dtype
    ? dtype
    : grammar.quoted(dtype);
}

function statistics(column: ColumnProfile): string[] {
  const { nulls, distinct, distinct_at_least: atLeast, mean } = column;
  const top = column.top ?? [];
  const examples = column.examples ?? [];
  return [
    ...field('nulls', nulls),
    ...field('distinct', distinct),
    ...(typeof distinct === 'number'
      ? []
      : field('distinct at least', atLeast)),
    ...field('min', column.min),
    ...field('max', column.max),
    ...field('mean', typeof mean === 'number' ? rounded(mean) : null),
    ...(top.length > 0
      ? [
          `top ${top
            .slice(0, LIMITS.fileTextTop)
            .map(([value, count]) => `${valueText(value)} ${count}`)
            .join(', ')}`
        ]
      : []),
    ...(top.length === 0 && examples.length > 0
      ? [
          `e.g. ${examples.slice(0, LIMITS.fileTextExamples).map(valueText).join(', ')}`
        ]
      : [])
  ];
}

function field(name: string, value: Value | undefined): string[] {
  return value === null || value === undefined
    ? []
    : [`${name} ${valueText(value)}`];
}

/** Digits beyond these say nothing of a mean, and cost. */
function rounded(mean: number): number {
  return Number(mean.toPrecision(8));
}

function valueText(value: Value): string {
  const cut = cutValue(value, LIMITS.fileTextValue);
  return typeof cut === 'string' ? grammar.quoted(cut) : String(cut);
}
