import type { Frame } from '../frame';
import type { ChartKind } from '../intent';
import { filtersOf, task, type Built } from './task';
import { categories, timeColumn, usualPeriod } from './choose-columns';
import { quantitiesOf, rowsAsked, usualAsked } from './quantities';
import type { Reading } from './reading';
import { groupBy } from './resolve-names';

/**
 * A chart of a table or of a number as such: a development when there are dates, a distribution for a single number,
 * groups otherwise.
 */
export function overallChart(
  reading: Reading,
  frame: Frame,
  groups: (reading: Reading, frame: Frame) => Built
): Built {
  const [chart] = reading.charts;
  if (chart === undefined) {
    return null;
  }
  return (
    sideBySide(reading, chart) ??
    oneNumber(reading, chart) ??
    development(reading, frame, chart) ??
    usualGroups(reading, frame, groups)
  );
}

function sideBySide(reading: Reading, chart: ChartKind | 'any'): Built {
  const columns = reading.asked.flatMap(({ subject }) =>
    subject.measure.kind === 'column' ? [subject.measure.column] : []
  );
  return columns.length < 2 || columns.length < reading.asked.length
    ? null
    : {
        tasks: [
          task(
            {
              kind: 'items',
              filters: filtersOf(reading),
              title: columns.join(', '),
              columns,
              limit: null,
              chart: chart === 'any' ? 'bar' : chart
            },
            reading
          )
        ]
      };
}

function oneNumber(reading: Reading, chart: ChartKind | 'any'): Built {
  const [only, ...others] = reading.asked;
  if (!only || others.length > 0 || chart !== 'any') {
    return null;
  }
  const { measure, notes } = only.subject;
  return measure.kind === 'rows'
    ? null
    : {
        tasks: [
          task(
            {
              kind: 'distribution',
              filters: filtersOf(reading),
              measure,
              by: null,
              chart: 'histogram'
            },
            reading,
            notes
          )
        ]
      };
}

function development(
  reading: Reading,
  frame: Frame,
  chart: ChartKind | 'any'
): Built {
  const time = timeColumn(frame);
  if (!time || (chart !== 'any' && chart !== 'line')) {
    return null;
  }
  const { quantities, notes } = quantitiesOf(
    reading.asked.length > 0
      ? reading.asked
      : reading.rows !== null
        ? [rowsAsked(reading.rows)]
        : [usualAsked(frame, null)]
  );
  return {
    tasks: [
      task(
        {
          kind: 'trend',
          filters: filtersOf(reading),
          quantities,
          column: time.column.name,
          period: usualPeriod(time, frame),
          split: null,
          growth: false,
          chart: 'line'
        },
        reading,
        notes
      )
    ]
  };
}

function usualGroups(
  reading: Reading,
  frame: Frame,
  groups: (reading: Reading, frame: Frame) => Built
): Built {
  const usual = categories(frame)[0];
  return usual
    ? groups(
        {
          ...reading,
          groupings: [
            {
              ...groupBy(usual, frame, null, true),
              notes: [`no groups were named; ${usual.name} was taken`]
            }
          ]
        },
        frame
      )
    : null;
}
