import type { ColumnProfile, Value } from '../../core/file-context/profile';

/** Longer values are cut: a cell can hold a whole document. */
const LONGEST_VALUE = 200;
/** Numbers beyond this are written with a power of ten. */
const LARGEST_PLAIN = 1e15;
const SMALLEST_PLAIN = 1e-4;
/** A column of whole numbers within these bounds holds years more often than amounts. */
const YEARS = { from: 1000, to: 9999 };

/** How the values of one column are written. */
export type WriteValue = (value: Value | undefined) => string;

/** Numbers as the user's language writes them; years without a separator; dates without an empty time. */
export function valueWriter(column: ColumnProfile | undefined): WriteValue {
  const grouped = !(
    column?.dtype.startsWith('int') &&
    isWithin(column.min) &&
    isWithin(column.max)
  );
  return value =>
    typeof value === 'number'
      ? formatNumber(value, grouped)
      : plainText(value ?? null);
}

/** Seven digits are enough to tell numbers apart; whole numbers keep all of theirs. */
export function formatNumber(value: number, grouped = true): string {
  const size = Math.abs(value);
  if (size >= LARGEST_PLAIN || (size > 0 && size < SMALLEST_PLAIN)) {
    return value.toExponential(3);
  }
  return value.toLocaleString(undefined, {
    useGrouping: grouped,
    ...(Number.isInteger(value)
      ? { maximumFractionDigits: 0 }
      : { maximumSignificantDigits: 7 })
  });
}

function plainText(value: string | boolean | null): string {
  if (value === null) {
    return '';
  }
  const text = String(value).replace(
    /^(\d{4}-\d\d-\d\d)[T ]00:00:00(\.0+)?$/,
    '$1'
  );
  return text.length > LONGEST_VALUE
    ? `${text.slice(0, LONGEST_VALUE - 1)}…`
    : text;
}

function isWithin(value: Value | undefined): boolean {
  return typeof value === 'number' && value >= YEARS.from && value <= YEARS.to;
}
