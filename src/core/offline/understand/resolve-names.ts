import { isYear } from '../clean-columns';
import type { Column, Frame } from '../frame';
import type { GroupKey, Period } from '../intent';
import { telling, type Candidate, type Mention } from '../match-columns';
import { nameStems } from '../words';
import {
  coarsest,
  isAddable,
  isIdentifier,
  isPeriodPart,
  isUnique,
  stemsOf,
  timeColumn,
  usualPeriod,
  type TimeColumn
} from './choose-columns';
import type { Grouping, Subject } from './reading';

/** How far behind the best a better fitting column may be and still be taken. */
const NEAR = 0.3;

function best(
  mention: Mention,
  fitness: (column: Column) => number
): Candidate | null {
  const top = mention.candidates[0]?.score ?? 0;
  return (
    mention.candidates
      .filter(each => each.score >= top - NEAR)
      .map(each => ({ each, total: each.score + fitness(each.column) }))
      .sort((a, b) => b.total - a.total)[0]?.each ?? null
  );
}

/** The column of a mention that can be measured; null when it names none. */
export function measureOf(mention: Mention): Column | null {
  const stems = nameStems(mention.words);
  const found = best(mention, column => {
    const own = stemsOf(column).filter(stem => !stems.includes(stem));
    return (
      (column.kind !== 'number'
        ? -1
        : isIdentifier(column) || isYear(column)
          ? -0.5
          : 0) +
      (own.some(stem => /^(total|overall)$/.test(stem)) ? 0.06 : 0) +
      // Profit without a word before it is what is left in the end.
      (own.includes('net') &&
      stems.some(stem => /^(profit|income|earning)$/.test(stem))
        ? 0.35
        : 0) -
      (own.some(stem =>
        /^(cost|tax|budget|target|previous|prior|plan|forecast)$/.test(stem)
      )
        ? 0.08
        : 0)
    );
  });
  const column = found?.column;
  return column?.kind === 'number' && !isYear(column) && !isIdentifier(column)
    ? column
    : null;
}

/** The column of a mention by which rows can be sorted into groups. */
export function keyColumnOf(mention: Mention, frame: Frame): Column | null {
  const stems = nameStems(mention.words);
  return (
    best(mention, column => {
      const own = stemsOf(column).filter(stem => !stems.includes(stem));
      const label =
        own.length > 0 && own.every(stem => /^(name|title|label)$/.test(stem));
      const kind = { text: 0.1, boolean: 0.08, date: -0.05, number: -0.15 }[
        column.kind
      ];
      return (
        kind +
        (label ? 0.1 : 0) -
        (isIdentifier(column) ? 0.05 : 0) -
        (isUnique(column, frame) ? 0.1 : 0)
      );
    })?.column ?? null
  );
}

/** “word” read as the column name, when the two differ in more than their form. */
export function readAs(words: string, column: Column): string[] {
  const typed = nameStems(words).join('');
  const names = [telling(column), stemsOf(column)].map(stems => stems.join(''));
  return names.includes(typed)
    ? []
    : [`“${words}” read as the column ${column.name}`];
}

/** A column as what is measured; `words` is how the prompt calls it, when a difference is to be told. */
export function columnSubject(column: Column, words: string | null): Subject {
  return {
    measure: { kind: 'column', column: column.name },
    adds: column.kind === 'number' && isAddable(column),
    identifies: column.kind !== 'number' || isIdentifier(column),
    notes: words === null ? [] : readAs(words, column)
  };
}

/** How rows are grouped by a column, whatever it holds. */
export function groupBy(
  column: Column,
  frame: Frame,
  words: string | null,
  asked: boolean
): Grouping {
  const notes = words === null ? [] : readAs(words, column);
  const of = (key: GroupKey): Grouping => ({
    key,
    notes,
    asked,
    words: words ?? column.name
  });
  if (column.kind === 'date') {
    const period = usualPeriod({ column, given: false }, frame);
    return of({ kind: 'period', column: column.name, period });
  }
  if (isYear(column) || isPeriodPart(column)) {
    return of({ kind: 'period', column: column.name, period: 'given' });
  }
  if (
    column.kind === 'number' &&
    !isIdentifier(column) &&
    !hasFewValues(column)
  ) {
    return of({ kind: 'ranges', column: column.name });
  }
  return of({ kind: 'column', column: column.name });
}

function hasFewValues(column: Column): boolean {
  if (column.distinct !== null) {
    return column.distinct <= 25;
  }
  const whole =
    /int/i.test(column.dtype) &&
    column.values.every(value => Number.isInteger(Number(value)));
  return (
    whole &&
    column.min !== null &&
    column.max !== null &&
    column.max - column.min <= 25
  );
}

const ORDER: readonly Period[] = [
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year'
];

/** How rows are grouped by a period of time; null when no column tells the time. */
export function groupByPeriod(
  period: Period,
  frame: Frame,
  time: Column | null,
  exact: Column | null
): Grouping | null {
  const of = (
    column: Column,
    as: Period,
    notes: readonly string[] = []
  ): Grouping => ({
    key: { kind: 'period', column: column.name, period: as },
    notes,
    asked: true,
    words: period
  });
  if (exact && exact.kind !== 'date') {
    return of(exact, 'given');
  }
  const dates: TimeColumn | null = time
    ? { column: time, given: time.kind !== 'date' }
    : exact
      ? { column: exact, given: false }
      : timeColumn(frame);
  const part = frame.columns.find(each => isPeriodPart(each) === period);
  const use =
    dates && !dates.given
      ? dates
      : part
        ? { column: part, given: true }
        : dates;
  if (!use) {
    return null;
  }
  const { column } = use;
  if (use.given) {
    return of(
      column,
      'given',
      isPeriodPart(column) === period || period === 'given'
        ? []
        : [`by ${column.name}, because no column tells the ${period}`]
    );
  }
  const coarse = coarsest(column);
  return coarse && ORDER.indexOf(period) < ORDER.indexOf(coarse)
    ? of(column, coarse, [
        `by ${coarse}, because ${column.name} tells no ${period}`
      ])
    : of(column, period);
}
