import type { Column, Frame } from '../frame';
import type { Measure, Quantity } from '../intent';
import { findColumn, measureColumns } from './names';

/** How a quantity is printed: a Python format specification with thousands separators. */
export function quantityFormat(quantity: Quantity, frame: Frame): string {
  return `,.${quantityDecimals(quantity, frame)}f`;
}

function quantityDecimals(quantity: Quantity, frame: Frame): number {
  const { measure, statistic } = quantity;
  if (
    measure.kind === 'rows' ||
    statistic === 'count' ||
    statistic === 'distinct'
  ) {
    return 0;
  }
  const adds = ['sum', 'min', 'max'].includes(statistic);
  return measureDecimals(measure, frame, adds);
}

/** Digits behind the point; `exact` when whole numbers give whole numbers. */
export function measureDecimals(
  measure: Measure,
  frame: Frame,
  exact: boolean
): number {
  if (measure.kind === 'ratio') {
    return 1;
  }
  const columns = measureColumns(measure).map(name => findColumn(frame, name));
  if (
    exact &&
    columns.every(column => column && isWhole(column, frame)) &&
    !(
      measure.kind === 'formula' &&
      JSON.stringify(measure).includes('"without"')
    )
  ) {
    return 0;
  }
  const largest = columns.map(column =>
    column && column.min !== null && column.max !== null
      ? Math.max(Math.abs(column.min), Math.abs(column.max))
      : null
  );
  const known = largest.filter(each => each !== null);
  return known.length === columns.length && Math.max(...known, 0) < 1 ? 4 : 2;
}

/** Whole numbers, although they may be floats for the sake of missing values. */
function isWhole(column: Column, { turned }: Frame): boolean {
  if (turned) {
    return turned.rawColumns
      .filter(raw => turned.periodColumns.includes(raw.name))
      .every(raw => /^(u?int|bool)/i.test(raw.dtype));
  }
  const seen = [...column.values, column.min, column.max].filter(
    value => value !== null
  );
  return (
    /^(u?int|bool)/i.test(column.dtype) ||
    (column.cleaning === null &&
      column.values.length > 0 &&
      column.distinct !== null &&
      column.values.length >= column.distinct &&
      seen.every(value => Number.isInteger(Number(value))))
  );
}

/** The unit that a quantity's numbers are in; empty when it has none or none is known. */
export function quantityUnit(
  { measure, statistic }: Quantity,
  frame: Frame
): string {
  return statistic === 'count' || statistic === 'distinct'
    ? ''
    : measureUnit(measure, frame);
}

export function measureUnit(measure: Measure, frame: Frame): string {
  switch (measure.kind) {
    case 'rows':
      return '';
    case 'ratio':
      return '%';
    case 'column':
      return findColumn(frame, measure.column)?.unit ?? '';
    case 'formula': {
      // Money times pieces is money; two different units make neither.
      const units = new Set(
        measureColumns(measure)
          .map(name => findColumn(frame, name)?.unit ?? '')
          .filter(unit => unit !== '' && unit !== '%')
      );
      return units.size === 1 ? ([...units][0] ?? '') : '';
    }
  }
}
