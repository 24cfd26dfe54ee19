import type { Frame } from '../frame';
import type { Quantity, Statistic, Task } from '../intent';
import { filtersOf, task, type Built } from './task';
import { timeColumn } from './choose-columns';
import { overviewTasks } from './overview';
import { quantitiesOf, rowsAsked } from './quantities';
import type { Reading } from './reading';

const DESCRIBING: readonly Statistic[] = [
  'count',
  'mean',
  'median',
  'std',
  'min',
  'max'
];

/** Requests about the table as a whole: first rows, columns, missing values, a description. */
export function commandTasks(reading: Reading, frame: Frame): Built {
  const only = (built: readonly Task[]): Built => ({ tasks: built });
  const filters = filtersOf(reading);
  const bare = isBare(reading);
  switch (reading.command) {
    case 'head':
    case 'tail':
    case 'sample':
      return bare && reading.ranking === null
        ? only([
            task(
              {
                kind: 'preview',
                filters,
                from: reading.command,
                rows: reading.count ?? 5
              },
              reading
            )
          ])
        : null;
    case 'columns':
    case 'missing':
    case 'duplicates':
      return only([task({ kind: reading.command, filters }, reading)]);
    case 'shape':
      return shapeTasks(reading, filters.length === 0);
    case 'describe':
      return describeTasks(reading, bare);
    case 'overview':
      return bare && reading.asked.length === 0
        ? only(overviewTasks(reading, frame))
        : reading.groupings.length === 0 && bare
          ? describeTasks(reading, false)
          : null;
    case 'first date':
    case 'last date':
    case 'date range':
      return dateTasks(reading, frame);
    case 'values':
      return valuesTasks(reading);
    default:
      return (
        distinctValues(reading) ?? bareCategory(reading) ?? wholeTable(reading)
      );
  }
}

/** Nothing but the command, and perhaps conditions. */
function isBare(reading: Reading): boolean {
  return (
    reading.groupings.length === 0 &&
    reading.ranking === null &&
    !reading.trend &&
    !reading.growth &&
    !reading.share &&
    !reading.distribution &&
    !reading.correlation &&
    reading.charts.length === 0
  );
}

function shapeTasks(reading: Reading, whole: boolean): Built {
  if (reading.groupings.length > 0 || reading.trend) {
    return null;
  }
  const { quantities } = quantitiesOf([rowsAsked(reading.rows)]);
  return {
    tasks: [
      whole
        ? task({ kind: 'shape', filters: [] }, reading)
        : task(
            { kind: 'total', filters: filtersOf(reading), quantities },
            reading
          )
    ]
  };
}

function describeTasks(reading: Reading, bare: boolean): Built {
  const filters = filtersOf(reading);
  const measures = reading.asked.filter(each => !each.subject.identifies);
  if (measures.length > 0) {
    const quantities: Quantity[] = measures.flatMap(each =>
      DESCRIBING.map(statistic => ({
        measure: each.subject.measure,
        statistic
      }))
    );
    const notes = measures.flatMap(each => each.subject.notes);
    const keys = reading.groupings.map(each => each.key).slice(0, 2);
    return {
      tasks: [
        keys.length === 0
          ? task({ kind: 'total', filters, quantities }, reading, notes)
          : task(
              {
                kind: 'group',
                filters,
                quantities,
                keys,
                limit: null,
                descending: true,
                extreme: false,
                share: false,
                chart: null
              },
              reading,
              notes
            )
      ]
    };
  }
  return bare || reading.groupings.length === 0
    ? { tasks: [task({ kind: 'describe', filters }, reading)] }
    : null;
}

function valuesTasks(reading: Reading): Built {
  const columns = [
    ...reading.groupings.map(each => each.key.column),
    ...reading.asked.flatMap(({ subject }) =>
      subject.measure.kind === 'column' ? [subject.measure.column] : []
    ),
    ...(reading.time ? [reading.time.name] : [])
  ];
  if (
    columns.length === 0 ||
    reading.counting ||
    reading.ranking ||
    reading.groupings.some(each => each.asked)
  ) {
    return null;
  }
  return {
    tasks: [...new Set(columns)].map(column =>
      task({ kind: 'values', filters: filtersOf(reading), column }, reading)
    )
  };
}

/** The rows at the ends of the time that the table covers. */
function dateTasks(reading: Reading, frame: Frame): Built {
  const time = reading.time ?? timeColumn(frame)?.column ?? null;
  if (!time) {
    return { tasks: [], cannot: ['tell dates, because no column holds any'] };
  }
  const ends = [
    ...(reading.command === 'last date' ? [] : [false]),
    ...(reading.command === 'first date' ? [] : [true])
  ];
  return {
    tasks: ends.map(descending =>
      task(
        {
          kind: 'rows',
          filters: filtersOf(reading),
          sort: {
            measure: { kind: 'column', column: time.name },
            descending
          },
          limit: 1
        },
        reading
      )
    )
  };
}

/** "Which regions are there", or just "regions". */
function bareCategory(reading: Reading): Built {
  const bare =
    reading.command === null &&
    isBareOfFigures(reading) &&
    reading.groupings.length > 0 &&
    reading.groupings.every(each => !each.asked && each.key.kind === 'column');
  return bare ? valuesTasks(reading) : null;
}

/** "Show everything" */
function wholeTable(reading: Reading): Built {
  return reading.everything &&
    isBareOfFigures(reading) &&
    reading.groupings.length === 0 &&
    reading.filters.length === 0
    ? {
        tasks: [
          task(
            { kind: 'preview', filters: [], from: 'head', rows: 10 },
            reading
          )
        ]
      }
    : null;
}

function isBareOfFigures(reading: Reading): boolean {
  return (
    isBare({ ...reading, groupings: [] }) &&
    reading.asked.length === 0 &&
    reading.statistics.length === 0 &&
    reading.sort === null &&
    reading.rows === null &&
    !reading.counting &&
    !reading.amount &&
    !reading.compared &&
    !reading.relation
  );
}

/** "Unique products" wants to see them, "how many unique products" to count them. */
function distinctValues(reading: Reading): Built {
  const all = reading.asked.every(each => each.statistic === 'distinct');
  return all &&
    reading.asked.length > 0 &&
    !reading.counting &&
    reading.groupings.length === 0 &&
    reading.ranking === null &&
    reading.charts.length === 0
    ? valuesTasks({ ...reading, statistics: [] })
    : null;
}
