import type { Frame } from '../frame';
import type { Period } from '../intent';
import {
  stemsOf,
  usualPeriod,
  type TimeColumn
} from '../understand/choose-columns';

const NAMED: readonly (readonly [RegExp, Period])[] = [
  [/^(?:month|monat)$/, 'month'],
  [/^(?:quarter|quartal)$/, 'quarter'],
  [/^(?:year|jahr)$/, 'year']
];
const ENOUGH = 3;

/** The period of a report: single days only where the data covers too few months to compare them. */
export function reportPeriod(time: TimeColumn, frame: Frame): Period {
  const usual = usualPeriod(time, frame);
  if (usual !== 'day') {
    return usual;
  }
  const stems = stemsOf(time.column);
  const named = NAMED.find(([word]) => stems.some(stem => word.test(stem)));
  return named?.[1] ?? spacing(time.column.values) ?? usual;
}

/** One date a year, a quarter or a month; or at least several months. */
function spacing(values: readonly string[]): Period | null {
  const dates = values.flatMap(value => {
    const match = /^(\d{4})-(\d{2})-\d{2}/.exec(value);
    return match ? [{ year: match[1] ?? '', month: Number(match[2]) }] : [];
  });
  const months = new Set(dates.map(({ year, month }) => `${year}-${month}`));
  if (months.size < ENOUGH) {
    return null;
  }
  if (months.size < dates.length) {
    return 'month';
  }
  if (new Set(dates.map(({ month }) => month)).size === 1) {
    return 'year';
  }
  return new Set(dates.map(({ month }) => month % 3)).size === 1
    ? 'quarter'
    : 'month';
}
