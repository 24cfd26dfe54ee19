import type { Column, Frame } from '../frame';
import type { Measure, Quantity, Statistic } from '../intent';
import {
  isAddable,
  isTelling,
  mainMeasure,
  measureColumns
} from './choose-columns';
import {
  derivedMeasure,
  looseConceptColumn,
  marginOf,
  revenueOf
} from './derived-measures';
import type { Asked, Reading, Subject } from './reading';
import { columnSubject } from './resolve-names';

export interface Quantities {
  readonly quantities: readonly Quantity[];
  readonly notes: readonly string[];
}

/** What is asked for, each with a statistic that suits it when the prompt names none. */
export function quantitiesOf(asked: readonly Asked[]): Quantities {
  const parts = asked.map(each => ({
    quantity: quantityOf(each),
    notes: [...each.subject.notes, ...reasons(each)]
  }));
  return {
    quantities: parts.map(part => part.quantity),
    notes: [...new Set(parts.flatMap(part => part.notes))]
  };
}

function quantityOf({ subject, statistic }: Asked): Quantity {
  const { measure } = subject;
  if (measure.kind === 'rows') {
    return { measure, statistic: 'count' };
  }
  if (measure.kind === 'ratio') {
    return { measure, statistic: 'mean' };
  }
  if (subject.identifies) {
    return {
      measure,
      statistic: statistic === 'count' ? 'count' : 'distinct'
    };
  }
  return { measure, statistic: statistic ?? usualStatistic(subject) };
}

function usualStatistic(subject: Subject): Statistic {
  return subject.adds ? 'sum' : 'mean';
}

function reasons({ subject, statistic }: Asked): string[] {
  const { measure } = subject;
  if (measure.kind !== 'column') {
    return [];
  }
  if (subject.identifies) {
    return statistic === null ||
      statistic === 'count' ||
      statistic === 'distinct'
      ? []
      : [
          `different values of ${measure.column} were counted: they cannot be calculated with`
        ];
  }
  return statistic === null && !subject.adds
    ? [`averages of ${measure.column}, because its values do not add up`]
    : [];
}

/** Rows to be counted, under the name that the prompt gives them. */
export function rowsAsked(noun: string | null): Asked {
  return {
    subject: {
      measure: { kind: 'rows', noun: noun ?? 'rows' },
      adds: true,
      identifies: false,
      notes: []
    },
    statistic: null
  };
}

/** The measure that is meant when none is named, or rows when nothing in the table measures anything. */
export function usualAsked(frame: Frame, statistic: Statistic | null): Asked {
  const main = mainMeasure(frame);
  const built = revenueOf(frame);
  const derived =
    built && built.expression.op !== 'column'
      ? derivedMeasure('revenue', frame)
      : null;
  const subject = derived ?? (main ? columnSubject(main, null) : null);
  if (
    statistic === null &&
    main &&
    !derived &&
    isAddable(main) &&
    !isTelling(main)
  ) {
    const rows = rowsAsked(null);
    return {
      ...rows,
      subject: {
        ...rows.subject,
        notes: ['no measure was named; rows were counted']
      }
    };
  }
  return subject
    ? {
        subject: {
          ...subject,
          notes: [
            ...subject.notes,
            `no measure was named; ${nameOf(subject.measure)} was taken`
          ]
        },
        statistic
      }
    : rowsAsked(null);
}

/** What a measure is called in a note. */
export function nameOf(measure: Measure): string {
  switch (measure.kind) {
    case 'rows':
      return `the number of ${measure.noun}`;
    case 'column':
      return measure.column;
    default:
      return measure.name;
  }
}

/** The only number in a unit of time tells how long something takes, whatever it is called. */
function timed(frame: Frame): Column | null {
  const [only, ...others] = measureColumns(frame).filter(column =>
    /^(ms|s|secs?|seconds?|mins?|minutes|h|hrs?|hours|days)$/i.test(column.unit)
  );
  return others.length === 0 ? (only ?? null) : null;
}

/** What a word such as `cheapest` compares; null when the table has nothing of the kind. */
export function conceptAsked(
  concepts: readonly string[],
  frame: Frame,
  rows: string | null
): Asked | null {
  for (const concept of concepts) {
    if (concept === 'rows') {
      return rowsAsked(rows);
    }
    const column =
      looseConceptColumn(frame, concept) ??
      (concept === 'duration' ? timed(frame) : null);
    const subject = column
      ? columnSubject(column, null)
      : derivedMeasure(concept, frame);
    if (subject) {
      return { subject, statistic: null };
    }
  }
  return null;
}

/** The measures of a request: those it names, else what its other words let expect. */
export function askedOf(
  reading: Reading,
  frame: Frame,
  usual: 'measure' | 'rows'
): readonly Asked[] {
  if (reading.asked.length > 0) {
    return reading.asked;
  }
  const concept = conceptAsked(
    reading.ranking?.concepts ?? [],
    frame,
    reading.rows
  );
  if (concept) {
    return [concept];
  }
  const margin = reading.command === 'margins' && marginOf(frame, null);
  if (margin) {
    return [{ subject: margin, statistic: null }];
  }
  if (reading.counting) {
    return [rowsAsked(reading.rows)];
  }
  if (reading.statistics.length > 0) {
    return reading.statistics.map(statistic => usualAsked(frame, statistic));
  }
  return (usual === 'rows' && !reading.amount) ||
    (reading.rows !== null && reading.ranking === null)
    ? [rowsAsked(reading.rows)]
    : [usualAsked(frame, null)];
}
