import type { Frame } from '../frame';
import type { Filter } from '../intent';
import type { Reading } from './reading';
import { severalRowsEach } from './several-rows';
import { filtersOf, task, type Built } from './task';

const TIMES: readonly Filter['kind'][] = ['dates', 'years', 'months', 'recent'];

/** "What percentage of flights is more than 15 minutes late": a part of the rows, not shares of groups. */
export function partTasks(reading: Reading, frame: Frame): Built {
  const filters = filtersOf(reading);
  const conditions = filters.filter(each => !TIMES.includes(each.kind));
  const ofRows = reading.asked.every(
    each => each.subject.measure.kind === 'rows'
  );
  return reading.share &&
    ofRows &&
    !reading.amount &&
    conditions.length > 0 &&
    reading.groupings.length === 0 &&
    reading.charts.length === 0 &&
    !reading.trend &&
    reading.ranking === null
    ? {
        tasks: [
          task(
            {
              kind: 'part',
              filters: filters.filter(each => TIMES.includes(each.kind)),
              conditions,
              noun:
                reading.rows !== null && !severalRowsEach(frame, reading.rows)
                  ? reading.rows
                  : 'rows'
            },
            reading
          )
        ]
      }
    : null;
}
