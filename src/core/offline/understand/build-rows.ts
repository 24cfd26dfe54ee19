import { isYear } from '../clean-columns';
import type { Column, Frame } from '../frame';
import type { Measure } from '../intent';
import { stem } from '../words';
import { filtersOf, task, type Built } from './task';
import { timeColumn } from './choose-columns';
import { askedOf, conceptAsked, quantitiesOf } from './quantities';
import type { Reading } from './reading';

/** Words for rows of any table: the top ones stand at the top. */
const ROWS = /^(rows?|records?|entry|entries|lines?|zeilen?)$/;

/** Requests for single rows: "the 10 most expensive orders", "latest transactions", "orders sorted by price". */
export function rowTasks(reading: Reading, frame: Frame): Built {
  const { ranking, sort } = reading;
  if (
    reading.groupings.length > 0 ||
    reading.trend ||
    reading.growth ||
    (!ranking && (!sort || reading.charts.length > 0)) ||
    (reading.outflow && reading.question && reading.rows === null)
  ) {
    return null;
  }
  const chosen = sortMeasure(reading, frame);
  const upward = ranking?.descending ?? sort?.descending ?? true;
  const descending = chosen?.reversed ? !upward : upward;
  if (ranking && isEndOfTable(reading)) {
    return endOfTable(reading, descending);
  }
  if (!chosen) {
    return null;
  }
  if (isOneValue(reading)) {
    return oneValue(reading, frame, descending);
  }
  const singular =
    reading.rows !== null &&
    ranking !== null &&
    stem(reading.rows) === reading.rows;
  const single = (reading.question || singular) && reading.count === null;
  return {
    tasks: [
      task(
        {
          kind: 'rows',
          filters: filtersOf(reading),
          sort: { measure: chosen.measure, descending },
          limit: ranking?.limit ?? reading.count ?? (single ? 1 : 10)
        },
        reading,
        chosen.notes
      )
    ]
  };
}

/** "Top 5 rows" without a measure. */
function isEndOfTable({ ranking, rows, asked }: Reading): boolean {
  return (
    ROWS.test(rows ?? '') &&
    asked.length === 0 &&
    ranking?.concepts.length === 0
  );
}

function endOfTable(reading: Reading, first: boolean): Built {
  return {
    tasks: [
      task(
        {
          kind: 'preview',
          filters: filtersOf(reading),
          from: first ? 'head' : 'tail',
          rows: reading.ranking?.limit ?? reading.count ?? 5
        },
        reading
      )
    ]
  };
}

function oneValue(reading: Reading, frame: Frame, highest: boolean): Built {
  const { quantities, notes } = quantitiesOf(
    askedOf(reading, frame, 'measure').map(each => ({
      ...each,
      statistic: each.statistic ?? (highest ? 'max' : 'min')
    }))
  );
  return {
    tasks: [
      task(
        { kind: 'total', filters: filtersOf(reading), quantities },
        reading,
        notes
      )
    ]
  };
}

/** "The highest salary" is a number, "who has the highest salary" a row. */
function isOneValue({
  ranking,
  rows,
  question,
  asked,
  count
}: Reading): boolean {
  return (
    ranking !== null &&
    ranking.superlative &&
    ranking.limit === null &&
    count === null &&
    rows === null &&
    !question &&
    asked.length > 0
  );
}

function sortMeasure(reading: Reading, frame: Frame): Sorting | null {
  const byDate =
    reading.ranking?.concepts[0] === 'date' ||
    (reading.time !== null && reading.asked.length === 0);
  const time = reading.time ?? timeColumn(frame)?.column ?? null;
  if (byDate && reading.asked.length === 0) {
    return time && sortingBy(time, false);
  }
  const concepts = reading.ranking?.concepts ?? [];
  const aged =
    concepts.includes('date') && !conceptAsked(concepts, frame, null)
      ? (frame.columns.find(isYear) ?? time)
      : null;
  if (aged && reading.asked.length === 0) {
    // The oldest has the earliest date.
    return sortingBy(aged, true);
  }
  const [first] = askedOf(
    { ...reading, rows: null, counting: false },
    frame,
    'measure'
  );
  return first && first.subject.measure.kind !== 'rows'
    ? {
        measure: first.subject.measure,
        notes: first.subject.notes,
        reversed: false
      }
    : null;
}

interface Sorting {
  readonly measure: Measure;
  readonly notes: readonly string[];
  readonly reversed: boolean;
}

function sortingBy(column: Column, reversed: boolean): Sorting {
  return {
    measure: { kind: 'column', column: column.name },
    notes: [],
    reversed
  };
}
