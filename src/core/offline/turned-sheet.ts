import type { Column, Frame } from './frame';
import { understandColumn } from './clean-columns';
import { pythonName } from './python-literal';
import { MONTHS } from './vocabulary';

const MONTH = MONTHS.map(month => `${month}|${month.slice(0, 3)}`).join('|');
const YEAR = String.raw`(?:FY\s*)?(?:(?:19|20)\d{2}|'\d{2})`;

/** What stands at the head of a column that holds one period. */
const PERIOD = new RegExp(
  [
    String.raw`Q[1-4](?:[\s\-/_']*(?:FY)?\s*(?:\d{4}|\d{2}))?`,
    String.raw`${YEAR}[\s\-/_]*Q[1-4]`,
    YEAR,
    String.raw`FY\s*\d{2}`,
    String.raw`(?:${MONTH})[\s\-/_.']*(?:\d{4}|\d{2})?`,
    String.raw`\d{4}-\d{2}(?:-\d{2}(?:[ T]00:00:00)?)?`,
    String.raw`H[12][\s\-/_']*(?:\d{4}|\d{2})?`
  ]
    .map(each => `^(?:${each})$`)
    .join('|'),
  'i'
);

export function isPeriodName(name: string): boolean {
  return PERIOD.test(name.trim());
}

/** The name of the column of periods in a turned sheet. */
const PERIOD_COLUMN = 'period';
/** Numbers are known for years by the name of their column. */
const YEAR_COLUMN = 'year';

/**
 * Recognises a sheet with items down the side and periods across the top, and gives it with one row for each period
 * and one column for each item; any other frame comes back as it is. The items are known only once all the values of
 * the first column are.
 */
export function turnedFrame(frame: Frame): Frame {
  const shape = wideShape(frame);
  if (!shape || !itemsKnown(frame, shape.item) || repeats(frame, shape.item)) {
    return frame;
  }
  const items = shape.item.values
    .map(value => value.trim())
    .filter(value => value !== '');
  const periods = shape.periods.map(column => column.name);
  const period = understandColumn({
    name: periods.every(name => /^\s*\d{4}\s*$/.test(name))
      ? YEAR_COLUMN
      : PERIOD_COLUMN,
    dtype: 'object',
    nulls: 0,
    distinct: periods.length,
    values: periods,
    min: null,
    max: null
  });
  return {
    ...frame,
    variable: turnedName(frame.variable, periods),
    rows: periods.length,
    columns: [period, ...[...new Set(items)].map(itemColumn)],
    turned: {
      rawVariable: frame.variable,
      itemColumn: shape.item.name,
      periodColumns: periods,
      rawColumns: frame.columns
    }
  };
}

/** The first text column and the period columns of a wide sheet; null for any other frame. */
export function wideShape(
  frame: Frame
): { readonly item: Column; readonly periods: readonly Column[] } | null {
  const periods = frame.columns.filter(column => isPeriodName(column.name));
  const item = frame.columns.find(
    column => column.kind === 'text' && !periods.includes(column)
  );
  return item &&
    periods.length >= 3 &&
    periods.length >= frame.columns.length * 0.5 &&
    (frame.rows ?? 0) <= 500
    ? { item, periods }
    : null;
}

/** Where names come back in several rows they group the rows, and do not name one item each. */
function repeats(frame: Frame, item: Column): boolean {
  const named = (frame.rows ?? 0) - (item.nulls ?? 0);
  return item.distinct !== null && named > 2 && item.distinct < named * 0.75;
}

function itemsKnown(frame: Frame, item: Column): boolean {
  return item.distinct !== null
    ? item.values.length >= item.distinct
    : frame.inspected;
}

function turnedName(variable: string, periods: readonly string[]): string {
  const all = (pattern: RegExp): boolean =>
    periods.every(period => pattern.test(period));
  const unit = all(/Q[1-4]/i)
    ? 'quarter'
    : all(/^(FY)?\s*'?\d{2,4}$/i)
      ? 'year'
      : all(new RegExp(MONTH, 'i'))
        ? 'month'
        : 'period';
  return pythonName(
    variable.includes(unit) ? `${variable}_turned` : `${variable} by ${unit}`
  );
}

function itemColumn(name: string): Column {
  return {
    name,
    kind: 'number',
    cleaning: null,
    dtype: 'float64',
    nulls: null,
    distinct: null,
    values: [],
    min: null,
    max: null,
    unit: /margin|rate|growth|%|percent/i.test(name) ? '%' : ''
  };
}
