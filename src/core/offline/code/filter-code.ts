import { isYear } from '../clean-columns';
import type { Frame } from '../frame';
import type { Filter } from '../intent';
import { pythonList, pythonNumber, pythonString } from '../python-literal';
import { columnCode } from './expressions';
import { findColumn } from './names';

const UNITS = {
  day: ['days', 1],
  week: ['weeks', 1],
  month: ['months', 1],
  quarter: ['months', 3],
  year: ['years', 1]
} as const;

/** The condition as a Python expression over the rows of `data`. */
export function filterCode(filter: Filter, data: string, frame: Frame): string {
  const series = columnCode(data, filter.column);
  switch (filter.kind) {
    case 'values':
      return valuesCode(filter, series, frame);
    case 'compare':
      return `${series} ${filter.operator} ${pythonNumber(filter.value)}`;
    case 'between':
      return `${series}.between(${pythonNumber(filter.low)}, ${pythonNumber(filter.high)})`;
    case 'numbers':
      return `${series}${among(filter.numbers)}`;
    case 'dates':
      return datesCode(filter, series);
    case 'years': {
      const column = findColumn(frame, filter.column);
      const years = column && isYear(column) ? series : `${series}.dt.year`;
      return `${years}${among(filter.years)}`;
    }
    case 'months':
      return `${series}.dt.month${among(filter.months)}`;
    case 'recent': {
      const [unit, times] = UNITS[filter.unit];
      return `${series} > ${series}.max() - pd.DateOffset(${unit}=${pythonNumber(filter.count * times)})`;
    }
    case 'present':
      return `${series}.${filter.exclude ? 'isna' : 'notna'}()`;
    case 'weekdays':
      return `${series}.dt.day_of_week${among(filter.days)}`;
  }
}

function valuesCode(
  filter: Filter & { kind: 'values' },
  series: string,
  frame: Frame
): string {
  const dtype = findColumn(frame, filter.column)?.dtype ?? 'str';
  // Numbers and truth values are known by their text.
  const texts = /^(str|string|object|category|large_string|)$/.test(dtype)
    ? series
    : `${series}.astype(str)`;
  const [only] = filter.values;
  if (filter.values.length === 1 && only !== undefined) {
    return `${texts} ${filter.exclude ? '!=' : '=='} ${pythonString(only)}`;
  }
  return `${filter.exclude ? '~' : ''}${texts}.isin(${pythonList(filter.values)})`;
}

function datesCode(filter: Filter & { kind: 'dates' }, series: string): string {
  const parts = [
    ...(filter.from === null
      ? []
      : [`${series} >= ${pythonString(filter.from)}`]),
    ...(filter.until === null
      ? []
      : [`${series} < ${pythonString(filter.until)}`])
  ];
  return parts.length === 1
    ? (parts[0] ?? '')
    : parts.length === 0
      ? `${series}.notna()`
      : parts.map(part => `(${part})`).join(' & ');
}

function among(numbers: readonly number[]): string {
  const [only] = numbers;
  return numbers.length === 1 && only !== undefined
    ? ` == ${pythonNumber(only)}`
    : `.isin(${pythonList(numbers)})`;
}
