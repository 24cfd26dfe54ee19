import { isYear } from '../clean-columns';
import type { Frame } from '../frame';
import type { Cycle, GroupKey, Period } from '../intent';
import { pythonList, pythonString } from '../python-literal';
import { columnCode } from './expressions';
import { findColumn, keyName } from './names';
import { MONTH_NAMES } from '../vocabulary';

export interface KeyCode {
  /** What `groupby` is given. */
  readonly by: string;
  /** Its values have an order of their own, such as months. */
  readonly ordered: boolean;
  /** Its values are text from the data, which a chart must not take for a formula. */
  readonly text: boolean;
  /** Periods of time, which can be drawn on an axis of dates. */
  readonly periods: boolean;
  /** Categories that do not occur have to be left out. */
  readonly categories: boolean;
}

export const PERIOD_CODES: Record<Exclude<Period, 'given'>, string> = {
  year: 'Y',
  quarter: 'Q',
  month: 'M',
  week: 'W',
  day: 'D',
  hour: 'h'
};

/** What stands for a missing value among groups. */
export const MISSING_GROUP = '(missing)';

export function keyCode(key: GroupKey, data: string, frame: Frame): KeyCode {
  const plain = {
    ordered: true,
    text: false,
    periods: false,
    categories: false
  };
  const series = columnCode(data, key.column);
  const column = findColumn(frame, key.column);
  switch (key.kind) {
    case 'column':
      if (
        column?.cleaning?.to === 'date' &&
        column.cleaning.reading.how === 'quarter'
      ) {
        return keyCode(
          { kind: 'period', column: key.column, period: 'quarter' },
          data,
          frame
        );
      }
      return columnKey(key.column, data, frame);
    case 'period':
      if (key.period === 'given') {
        return givenKey(key.column, data, frame);
      }
      return {
        ...plain,
        by: `${series}.dt.to_period("${PERIOD_CODES[key.period]}").rename("${keyName(key)}")`,
        periods: true
      };
    case 'cycle':
      return { ...plain, ...cycleKey(key.cycle, series) };
    case 'ranges':
      return {
        ...plain,
        by: rangesCode(series, column?.min ?? null, column?.max ?? null),
        categories: true
      };
  }
}

function columnKey(name: string, data: string, frame: Frame): KeyCode {
  const column = findColumn(frame, name);
  const text = column === undefined || column.kind === 'text';
  const fills =
    text &&
    column?.nulls !== 0 &&
    /^(str|string|object|large_string)?$/.test(column?.dtype ?? '');
  return {
    by: fills
      ? `${columnCode(data, name)}.fillna("${MISSING_GROUP}")`
      : pythonString(name),
    ordered: column !== undefined && (isYear(column) || column.kind === 'date'),
    text,
    periods: false,
    categories: column?.dtype === 'category'
  };
}

/** Names of periods keep the order of the table, unless they sort by themselves. */
function givenKey(name: string, data: string, frame: Frame): KeyCode {
  const column = findColumn(frame, name);
  const quarter =
    column?.cleaning?.to === 'date' &&
    column.cleaning.reading.how === 'quarter';
  if (quarter) {
    return {
      by: `${columnCode(data, name)}.dt.to_period("Q").rename("quarter")`,
      ordered: true,
      text: false,
      periods: true,
      categories: false
    };
  }
  return {
    by: pythonString(name),
    ordered: true,
    text: column?.kind === 'text',
    periods: false,
    categories: column?.dtype === 'category'
  };
}

const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday'
];

function cycleKey(
  cycle: Cycle,
  series: string
): { by: string; categories: boolean } {
  switch (cycle) {
    case 'hour-of-day':
      return { by: `${series}.dt.hour.rename("hour")`, categories: false };
    case 'weekday':
      return {
        by: categoriesCode(`${series}.dt.day_name()`, WEEKDAYS, 'weekday'),
        categories: true
      };
    case 'month-of-year':
      return {
        by: categoriesCode(`${series}.dt.month_name()`, MONTH_NAMES, 'month'),
        categories: true
      };
  }
}

function categoriesCode(
  names: string,
  order: readonly string[],
  name: string
): string {
  return `${names}.astype(pd.CategoricalDtype(${pythonList(order)}, ordered=True)).rename("${name}")`;
}

/** Cuts at round numbers when the extent is known. */
function rangesCode(
  series: string,
  min: number | null,
  max: number | null
): string {
  if (min === null || max === null || max <= min) {
    return `pd.cut(${series}, bins=8)`;
  }
  const step = roundStep((max - min) / 7);
  const first = Math.floor(min / step) * step;
  const count = Math.floor((max - first) / step) + 2;
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const edges = Array.from({ length: count }, (_, i) =>
    Number((first + i * step).toFixed(digits + 1))
  );
  return `pd.cut(${series}, bins=${pythonList(edges)}, right=False)`;
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find(each => each * power >= rough) ?? 10;
  return step * power;
}
