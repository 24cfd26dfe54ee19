import { isYear } from '../clean-columns';
import type { Column } from '../frame';
import type { Filter } from '../intent';
import { weekdayName, weekdayNumber, type DateAtom } from './date-phrases';
import type { Restriction } from './reading';
import { monthNumber } from '../vocabulary';

export type Bound = 'in' | 'from' | 'until' | 'after' | 'before' | 'range';

type Calendar = Exclude<DateAtom, { unit: 'recent' | 'weekdays' }>;

function iso(year: number, month: number, day = 1): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** First day, and the day behind the last one; null without a year. */
function extent(atom: Calendar): readonly [string, string] | null {
  switch (atom.unit) {
    case 'year':
      return [iso(atom.year, 1), iso(atom.year + 1, 1)];
    case 'years':
      return [iso(atom.first, 1), iso(atom.last + 1, 1)];
    case 'day':
      return [
        iso(atom.year, atom.month, atom.day),
        iso(atom.year, atom.month, atom.day + 1)
      ];
    default: {
      const [first, last] = monthSpan(atom);
      return atom.year === null
        ? null
        : [iso(atom.year, first), iso(atom.year, last + 1)];
    }
  }
}

function monthSpan(
  atom: Extract<Calendar, { number: number }>
): readonly [number, number] {
  const length = { half: 6, quarter: 3, month: 1 }[atom.unit];
  return [(atom.number - 1) * length + 1, atom.number * length];
}

function months(from: number, to: number): number[] {
  return from <= to
    ? Array.from({ length: to - from + 1 }, (_, i) => from + i)
    : [...months(from, 12), ...months(1, to)];
}

function yearsOf(atom: Calendar): number[] {
  return atom.unit === 'years'
    ? Array.from(
        { length: Math.min(200, atom.last - atom.first + 1) },
        (_, i) => atom.first + i
      )
    : atom.unit === 'year'
      ? [atom.year]
      : [];
}

function isCalendar(atom: DateAtom): atom is Calendar {
  return atom.unit !== 'recent' && atom.unit !== 'weekdays';
}

/** The conditions that stretches of time put on a column; empty when it cannot be asked that. */
export function dateFilters(
  atoms: readonly DateAtom[],
  bound: Bound,
  column: Column
): Restriction[] {
  const first = atoms[0];
  if (!first) {
    return [];
  }
  if (first.unit === 'weekdays') {
    const days = atoms.flatMap(atom =>
      atom.unit === 'weekdays' ? atom.days : []
    );
    return onWeekdays([...new Set(days)], column);
  }
  if (first.unit === 'recent') {
    return column.kind === 'date'
      ? [recentFilter(first, atoms.length, column)]
      : [];
  }
  const calendar = atoms.filter(isCalendar);
  const filters =
    column.kind === 'date'
      ? onDates(calendar, bound, column.name)
      : isYear(column)
        ? onYears(calendar, bound, column.name)
        : onNames(calendar, column);
  return filters.map(filter => ({ filter, notes: [] }));
}

/** Days of the week, of dates or by their names. */
function onWeekdays(days: readonly number[], column: Column): Restriction[] {
  if (column.kind === 'date') {
    return [
      { filter: { kind: 'weekdays', column: column.name, days }, notes: [] }
    ];
  }
  const known = column.values.filter(value =>
    days.includes(weekdayNumber(value) ?? -1)
  );
  const values =
    known.length < days.length && column.values.length < (column.distinct ?? 7)
      ? days.map(day => weekdayName(day, column.values[0] ?? ''))
      : known;
  return column.kind === 'text' && values.length > 0
    ? [
        {
          filter: {
            kind: 'values',
            column: column.name,
            values,
            exclude: false
          },
          notes: []
        }
      ]
    : [];
}

function recentFilter(
  atom: Extract<DateAtom, { unit: 'recent' }>,
  times: number,
  column: Column
): Restriction {
  return {
    filter: {
      kind: 'recent',
      column: column.name,
      // "This year and last year" are the last two.
      count: Math.max(1, atom.count) * times,
      unit: atom.of
    },
    notes: ['counted back from the last date in the data']
  };
}

function onDates(
  atoms: readonly Calendar[],
  bound: Bound,
  column: string
): Filter[] {
  const [first, last] = [atoms[0], atoms.at(-1)];
  if (!first || !last) {
    return [];
  }
  if (atoms.every(atom => 'number' in atom && atom.year === null)) {
    return [{ kind: 'months', column, months: boundMonths(atoms, bound) }];
  }
  const years = [...new Set(atoms.flatMap(yearsOf))];
  if (
    (bound === 'in' || bound === 'range') &&
    atoms.every(atom => atom.unit === 'year' || atom.unit === 'years')
  ) {
    const [low, high] = [Math.min(...years), Math.max(...years)];
    return [
      {
        kind: 'years',
        column,
        years:
          bound === 'range'
            ? yearsOf({ unit: 'years', first: low, last: high })
            : years
      }
    ];
  }
  const yearless = withYear(atoms);
  const extents = yearless.flatMap(atom => {
    const each = extent(atom);
    return each ? [each] : [];
  });
  return spanOf(extents, yearless, bound, column);
}

/** "January to March 2024": the year at the end is meant for all. */
function withYear(atoms: readonly Calendar[]): Calendar[] {
  const year = [...atoms]
    .reverse()
    .find(atom => 'year' in atom && atom.year !== null);
  return atoms.map(atom =>
    'number' in atom && atom.year === null && year && 'year' in year
      ? { ...atom, year: year.year }
      : atom
  );
}

function spanOf(
  extents: readonly (readonly [string, string])[],
  atoms: readonly Calendar[],
  bound: Bound,
  column: string
): Filter[] {
  const from = extents.map(each => each[0]).sort()[0] ?? null;
  const until =
    extents
      .map(each => each[1])
      .sort()
      .at(-1) ?? null;
  const dates = (low: string | null, high: string | null): Filter[] => [
    { kind: 'dates', column, from: low, until: high }
  ];
  switch (bound) {
    case 'from':
      return dates(from, null);
    case 'after':
      return dates(until, null);
    case 'before':
      return dates(null, from);
    case 'until':
      return dates(null, until);
    default:
      return extents.length > 1 && bound === 'in'
        ? (apart(atoms, column) ?? dates(from, until))
        : dates(from, until);
  }
}

/** "Q1 2023 and Q1 2024": the same part of several years, or several parts of one. */
function apart(atoms: readonly Calendar[], column: string): Filter[] | null {
  const pairs: string[] = [];
  const years = new Set<number>();
  const parts = new Set<number>();
  for (const atom of atoms) {
    if (!('number' in atom) || atom.year === null) {
      return null;
    }
    years.add(atom.year);
    const [low, high] = monthSpan(atom);
    for (const month of months(low, high)) {
      parts.add(month);
      pairs.push(`${atom.year}-${month}`);
    }
  }
  return new Set(pairs).size === years.size * parts.size
    ? [
        { kind: 'years', column, years: [...years] },
        { kind: 'months', column, months: [...parts] }
      ]
    : null;
}

function boundMonths(atoms: readonly Calendar[], bound: Bound): number[] {
  const spans = atoms.flatMap(atom =>
    'number' in atom ? [monthSpan(atom)] : []
  );
  const low = spans[0]?.[0] ?? 1;
  const high = spans.at(-1)?.[1] ?? 12;
  switch (bound) {
    case 'range':
      return months(low, high);
    case 'from':
      return months(low, 12);
    case 'after':
      return high < 12 ? months(high + 1, 12) : [];
    case 'before':
      return low > 1 ? months(1, low - 1) : [];
    case 'until':
      return months(1, high);
    case 'in':
      return [...new Set(spans.flatMap(([from, to]) => months(from, to)))];
  }
}

function onYears(
  atoms: readonly Calendar[],
  bound: Bound,
  column: string
): Filter[] {
  const years = atoms.flatMap(yearsOf);
  const [low, high] = [Math.min(...years), Math.max(...years)];
  if (years.length === 0) {
    return [];
  }
  const compare = (
    operator: '>' | '>=' | '<' | '<=',
    value: number
  ): Filter[] => [{ kind: 'compare', column, operator, value }];
  switch (bound) {
    case 'from':
      return compare('>=', low);
    case 'after':
      return compare('>', high);
    case 'before':
      return compare('<', low);
    case 'until':
      return compare('<=', high);
    case 'range':
      return [{ kind: 'between', column, low, high }];
    case 'in':
      return [{ kind: 'years', column, years: [...new Set(years)] }];
  }
}

/** Names of periods can only be looked at: those with the year in them. */
function onNames(atoms: readonly Calendar[], column: Column): Filter[] {
  const years = new Set(atoms.flatMap(yearsOf).map(String));
  const wanted = new Set(
    atoms.flatMap(atom =>
      atom.unit === 'month' && atom.year === null ? [atom.number] : []
    )
  );
  const months =
    wanted.size === atoms.length
      ? column.values.filter(value =>
          wanted.has(monthNumber(value.trim(), 'M') ?? 0)
        )
      : [];
  if (months.length > 0) {
    return [
      { kind: 'values', column: column.name, values: months, exclude: false }
    ];
  }
  const values = column.values.filter(value =>
    [...years].some(
      year => value.includes(year) || value.includes(`'${year.slice(2)}`)
    )
  );
  return values.length > 0
    ? [{ kind: 'values', column: column.name, values, exclude: false }]
    : [];
}
