import { isYear } from '../clean-columns';
import type { Column, Frame } from '../frame';
import { filtersOf, task, type Built } from './task';
import {
  isUnique,
  measureColumns,
  stemsOf,
  timeColumn,
  usualPeriod
} from './choose-columns';
import { marginOf } from './derived-measures';
import { stem } from '../words';
import type { Reading } from './reading';
import { isGrandTotal } from './total-rows';

const set = (words: string): Set<string> => new Set(words.split(' ').map(stem));
const EXPENSE = set(
  'cost cogs expense salary wage payroll rent marketing advertising research development administration administrative general tax interest ' +
    'depreciation amortization amortisation insurance utility travel training software legal office recruiting maintenance fee spending'
);
const INCOME = set(
  'revenue income profit earning margin ebit ebitda result turnover subscription'
);
/** Words that make an expense of anything they stand with: cost of sales, income tax. */
const CLEARLY_EXPENSE = set('cost cogs expense tax marketing spending');
const TOTAL = set('total sum overall operating net gross');

/** A table with one row for each period and the items of a statement as its columns. */
export function isStatement(frame: Frame): boolean {
  if (frame.turned) {
    return true;
  }
  const time = timeColumn(frame);
  return (
    time !== null &&
    measureColumns(frame).length >= 4 &&
    (isUnique(time.column, frame) || isYear(time.column)) &&
    (frame.rows ?? 0) <= 200 &&
    frame.columns.some(
      column => hasAny(column, EXPENSE) || stemsOf(column).includes('revenue')
    )
  );
}

/** Columns that are expenses, without the sums of others. */
export function expenseItems(frame: Frame): Column[] {
  return withoutTotals(
    measureColumns(frame).filter(
      column =>
        hasAny(column, EXPENSE) &&
        !isIncome(column) &&
        column.unit !== '%' &&
        !stemsOf(column).includes('margin')
    )
  );
}

function incomeItems(frame: Frame): Column[] {
  return withoutTotals(
    measureColumns(frame).filter(
      column =>
        stemsOf(column).some(each => /^(revenue|sale|turnover)$/.test(each)) &&
        isIncome(column)
    )
  );
}

function hasAny(column: Column, words: ReadonlySet<string>): boolean {
  return stemsOf(column).some(each => words.has(each));
}

function isIncome(column: Column): boolean {
  return (
    (hasAny(column, INCOME) || stemsOf(column).includes('sale')) &&
    !hasAny(column, CLEARLY_EXPENSE)
  );
}

/** A sum of other items would count them twice. */
function withoutTotals(columns: readonly Column[]): Column[] {
  const single = columns.filter(column => !hasAny(column, TOTAL));
  return single.length > 1 ? single : [...columns];
}

/** Breakdowns and margins of statements, whose columns are what elsewhere would be rows. */
export function itemTasks(reading: Reading, frame: Frame): Built {
  if (reading.items && frame.turned) {
    return allItems(reading, frame);
  }
  if (reading.command === 'margins' && reading.groupings.length === 0) {
    return marginTasks(reading, frame);
  }
  const wanted =
    reading.command === 'breakdown' ||
    reading.share ||
    reading.charts.includes('pie') ||
    (reading.ranking !== null &&
      (reading.ranking.limit !== null || !reading.ranking.superlative));
  const about = subjectOf(reading, frame);
  return wanted && about && isStatement(frame) && reading.groupings.length === 0
    ? breakdown(reading, frame, about)
    : null;
}

/** All that the rows of the file were, compared with each other, or over time. */
function allItems(reading: Reading, frame: Frame): Built {
  const columns = frame.columns
    .slice(1)
    .filter(each => !isGrandTotal(each.name));
  const statistic = reading.statistics[0] ?? 'sum';
  const time = timeColumn(frame);
  const quantities = columns.slice(0, MOST_ITEMS).map(column => ({
    measure: { kind: 'column' as const, column: column.name },
    statistic
  }));
  const filters = filtersOf(reading);
  const notes =
    columns.length < frame.columns.length - 1
      ? ['the totals that the file has itself were left out']
      : [];
  if (time && isAlongTime(reading)) {
    return {
      tasks: [
        task(
          {
            kind: 'trend',
            filters,
            quantities,
            column: time.column.name,
            period: usualPeriod(time, frame),
            split: null,
            growth: reading.growth,
            chart: reading.charts.length > 0 || reading.trend ? 'line' : null
          },
          reading,
          notes
        )
      ]
    };
  }
  if (statistic !== 'sum') {
    return {
      tasks: [task({ kind: 'total', filters, quantities }, reading, notes)]
    };
  }
  const [chart] = reading.charts;
  return {
    tasks: [
      task(
        {
          kind: 'items',
          filters,
          title: `total by ${frame.turned?.itemColumn ?? 'item'}`,
          columns: columns.map(column => column.name),
          limit: reading.ranking?.limit ?? null,
          chart: chart === undefined ? null : chart === 'any' ? 'bar' : chart
        },
        reading,
        notes
      )
    ]
  };
}

function isAlongTime(reading: Reading): boolean {
  return (
    reading.trend ||
    reading.growth ||
    reading.charts.includes('line') ||
    reading.groupings.some(each => each.key.kind === 'period')
  );
}

const MOST_ITEMS = 12;

/** Whether expenses or revenue are to be taken apart; null when it is neither. */
function subjectOf(
  reading: Reading,
  frame: Frame
): 'expenses' | 'revenue' | null {
  if (reading.asked.length !== 1) {
    return reading.command === 'breakdown' && reading.asked.length === 0
      ? 'expenses'
      : null;
  }
  const name = reading.asked.flatMap(({ subject }) =>
    subject.measure.kind === 'column' ? [subject.measure.column] : []
  )[0];
  const column = frame.columns.find(each => each.name === name);
  const stems = column ? stemsOf(column) : [];
  return stems.some(each => /^(expense|cost|spending|expenditure)$/.test(each))
    ? 'expenses'
    : stems.some(each => /^(revenue|sale|turnover)$/.test(each))
      ? 'revenue'
      : null;
}

function breakdown(
  reading: Reading,
  frame: Frame,
  about: 'expenses' | 'revenue'
): Built {
  const income = about === 'revenue';
  const columns = income ? incomeItems(frame) : expenseItems(frame);
  if (columns.length < 2) {
    return null;
  }
  const [chart] = reading.charts;
  return {
    tasks: [
      task(
        {
          kind: 'items',
          filters: filtersOf(reading),
          title: income ? 'Revenue' : 'Expenses',
          columns: columns.map(column => column.name),
          limit: reading.ranking?.limit ?? null,
          chart: chart === undefined ? null : chart === 'any' ? 'bar' : chart
        },
        reading
      )
    ]
  };
}

function marginTasks(reading: Reading, frame: Frame): Built {
  const found = ['gross', 'operating', 'net'].flatMap(
    kind => marginOf(frame, kind) ?? []
  );
  const margins =
    found.length > 0
      ? found
      : [marginOf(frame, null)].flatMap(each => each ?? []);
  const time = timeColumn(frame);
  if (margins.length === 0) {
    return null;
  }
  const quantities = margins.map(({ measure }) => ({
    measure,
    statistic: 'mean' as const
  }));
  const notes = margins.flatMap(each => each.notes);
  return {
    tasks: [
      time
        ? task(
            {
              kind: 'trend',
              filters: filtersOf(reading),
              quantities,
              column: time.column.name,
              period: usualPeriod(time, frame),
              split: null,
              growth: false,
              chart: reading.charts.length > 0 || reading.trend ? 'line' : null
            },
            reading,
            notes
          )
        : task(
            { kind: 'total', filters: filtersOf(reading), quantities },
            reading,
            notes
          )
    ]
  };
}
