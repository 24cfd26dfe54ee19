import type { Frame } from '../frame';
import type { Measure } from '../intent';
import { filtersOf, task, type Built } from './task';
import { timeColumn } from './choose-columns';
import { askedOf, quantitiesOf } from './quantities';
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
    (!ranking && (!sort || reading.charts.length > 0))
  ) {
    return null;
  }
  const descending = ranking?.descending ?? sort?.descending ?? true;
  const chosen = sortMeasure(reading, frame);
  if (ranking && isEndOfTable(reading)) {
    return endOfTable(reading, descending);
  }
  if (!chosen) {
    return null;
  }
  if (isOneValue(reading)) {
    return oneValue(reading, frame, descending);
  }
  const single = reading.question && reading.count === null;
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

function sortMeasure(
  reading: Reading,
  frame: Frame
): { measure: Measure; notes: readonly string[] } | null {
  const byDate =
    reading.ranking?.concepts[0] === 'date' ||
    (reading.time !== null && reading.asked.length === 0);
  const time = reading.time ?? timeColumn(frame)?.column ?? null;
  if (byDate && reading.asked.length === 0) {
    return time
      ? { measure: { kind: 'column', column: time.name }, notes: [] }
      : null;
  }
  const [first] = askedOf(
    { ...reading, rows: null, counting: false },
    frame,
    'measure'
  );
  return first && first.subject.measure.kind !== 'rows'
    ? { measure: first.subject.measure, notes: first.subject.notes }
    : null;
}
