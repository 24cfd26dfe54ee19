import type { Frame } from '../frame';
import type { ChartKind, GroupKey, Period } from '../intent';
import { filtersOf, task, type Built } from './task';
import { timeColumn, usualPeriod } from './choose-columns';
import { askedOf, quantitiesOf, rowsAsked } from './quantities';
import type { Grouping, Reading } from './reading';
import { groupByPeriod } from './resolve-names';

/** Charts that show values along time; the others want groups. */
const ALONG_TIME: readonly (ChartKind | 'any')[] = [
  'line',
  'bar',
  'any',
  'scatter',
  'histogram'
];

const FINER: readonly Period[] = [
  'given',
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour'
];

/** Requests about development over time. */
export function trendTasks(reading: Reading, frame: Frame): Built {
  const periods = reading.groupings.filter(each => each.key.kind === 'period');
  const others = reading.groupings.filter(each => each.key.kind !== 'period');
  const plotted = isPlottedOverTime(reading, frame);
  if (
    (periods.length === 0 && !reading.trend && !reading.growth && !plotted) ||
    (reading.ranking !== null && !reading.trend && !reading.growth) ||
    reading.share ||
    others.some(each => each.key.kind === 'cycle') ||
    reading.charts.some(chart => !ALONG_TIME.includes(chart))
  ) {
    return null;
  }
  const time = periodOf(reading, frame, finest(periods));
  if (!time) {
    return {
      tasks: [],
      cannot: [
        reading.growth
          ? 'compute growth, because no column tells the time'
          : 'show a development over time, because no column tells the time'
      ]
    };
  }
  const asked =
    reading.charts.length > 0 &&
    reading.asked.length === 0 &&
    reading.rows !== null
      ? [rowsAsked(reading.rows)]
      : askedOf(reading, frame, 'measure');
  const { quantities, notes } = quantitiesOf(asked);
  const split = others.find(
    each => each.key.kind === 'column' || each.key.kind === 'ranges'
  );
  return {
    tasks: [
      task(
        {
          kind: 'trend',
          filters: filtersOf(reading),
          quantities,
          column: time.key.column,
          period: time.period,
          split: split?.key.column ?? null,
          growth: reading.growth,
          chart: chartOf(reading)
        },
        reading,
        [...notes, ...time.notes, ...(split?.notes ?? []), ...tooMany(others)]
      )
    ]
  };
}

/** "Plot revenue": a number that adds up is drawn over time when there is one. */
function isPlottedOverTime(reading: Reading, frame: Frame): boolean {
  const time = reading.time ?? timeColumn(frame)?.column ?? null;
  const numbers = reading.asked.every(each => !each.subject.identifies);
  return (
    (reading.groupings.length === 0 &&
      numbers &&
      time !== null &&
      (reading.charts.includes('any') ||
        reading.charts.includes('line') ||
        (reading.charts.includes('bar') && reading.time !== null)) &&
      (reading.asked.length > 0 ||
        reading.rows !== null ||
        reading.charts.includes('line'))) ||
    (reading.relation &&
      reading.time !== null &&
      reading.groupings.length === 0)
  );
}

function finest(periods: readonly Grouping[]): Grouping | null {
  const rank = ({ key }: Grouping): number =>
    key.kind === 'period' ? FINER.indexOf(key.period) : -1;
  return [...periods].sort((a, b) => rank(b) - rank(a))[0] ?? null;
}

interface Time {
  readonly key: GroupKey;
  readonly period: Period;
  readonly notes: readonly string[];
}

function periodOf(
  reading: Reading,
  frame: Frame,
  grouping: Grouping | null
): Time | null {
  if (grouping?.key.kind === 'period') {
    return {
      key: grouping.key,
      period: grouping.key.period,
      notes: grouping.notes
    };
  }
  const time = reading.time
    ? { column: reading.time, given: reading.time.kind !== 'date' }
    : timeColumn(frame);
  if (!time) {
    return null;
  }
  const found = groupByPeriod(
    reading.period ?? usualPeriod(time, frame),
    frame,
    reading.time,
    null
  );
  return found?.key.kind === 'period'
    ? { key: found.key, period: found.key.period, notes: found.notes }
    : null;
}

function chartOf(reading: Reading): ChartKind | null {
  const [named] = reading.charts.filter(chart => chart !== 'any');
  if (named) {
    return named === 'bar' ? 'bar' : 'line';
  }
  return !reading.noChart && (reading.charts.length > 0 || reading.trend)
    ? 'line'
    : null;
}

function tooMany(others: readonly Grouping[]): string[] {
  return others.length > 1
    ? [
        `only split by ${others[0]?.key.column ?? ''}: two splits at once would be hard to read`
      ]
    : [];
}
