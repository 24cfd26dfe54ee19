import { readable } from '../code/names';
import type { Filter } from '../intent';
import { MONTH_NAMES } from '../vocabulary';
import { grouped, list, plain } from './markdown';

const OPERATORS: Record<string, string> = {
  '>': 'above',
  '>=': 'at least',
  '<': 'below',
  '<=': 'at most',
  '==': '',
  '!=': 'other than'
};

/** ` (region Europe, 2024)`; empty without filters. */
export function filterWords(filters: readonly Filter[]): string {
  return filters.length === 0 ? '' : ` (${filters.map(oneFilter).join(', ')})`;
}

function oneFilter(filter: Filter): string {
  const name = plain(readable(filter.column));
  switch (filter.kind) {
    case 'values': {
      const values = filter.values.slice(0, 6).map(plain);
      const more = filter.values.length - values.length;
      return `${name} ${filter.exclude ? 'other than ' : ''}${list(more > 0 ? [...values, `${more} more`] : values, 'or')}`;
    }
    case 'compare':
      return `${name} ${OPERATORS[filter.operator] ?? ''} ${number(filter.value)}`.replace(
        / {2}/g,
        ' '
      );
    case 'between':
      return `${name} from ${number(filter.low)} to ${number(filter.high)}`;
    case 'numbers':
      return `${name} ${list(filter.numbers.map(String), 'or')}`;
    case 'dates':
      return [
        name,
        filter.from === null ? '' : `from ${filter.from}`,
        filter.until === null
          ? ''
          : filter.from === null
            ? `before ${filter.until}`
            : `to ${dayBefore(filter.until)}`
      ]
        .filter(part => part !== '')
        .join(' ');
    case 'years':
      return list(filter.years.map(String), 'or');
    case 'months':
      return monthWords(filter.months);
    case 'recent':
      return `the last ${filter.count === 1 ? filter.unit : `${filter.count} ${filter.unit}s`} of the data`;
    case 'present':
      return filter.exclude ? `${name} missing` : `with a value in ${name}`;
    case 'weekdays':
      return weekdayWords(filter.days);
  }
}

function number(value: number): string {
  return grouped(String(value));
}

/** `March`, `January or March`, `January to June` */
function monthWords(months: readonly number[]): string {
  const names = months.map(month => MONTH_NAMES[month - 1] ?? String(month));
  const inARow = months.every(
    (month, i) => i === 0 || month === (months[i - 1] ?? 0) + 1
  );
  return inARow && months.length > 2
    ? `${names[0] ?? ''} to ${names.at(-1) ?? ''}`
    : list(names, 'or');
}

const DAY_NAMES = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday'
];

function weekdayWords(days: readonly number[]): string {
  const key = [...days].sort((a, b) => a - b).join('');
  return key === '56'
    ? 'weekends'
    : key === '01234'
      ? 'working days'
      : list(
          days.map(day => `${DAY_NAMES[day] ?? String(day)}s`),
          'or'
        );
}

/** The last day of a stretch that ends before `date`. */
function dayBefore(date: string): string {
  const time = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time)
    ? `before ${date}`
    : new Date(time - 86_400_000).toISOString().slice(0, 10);
}
