import { understandColumn } from '../clean-columns';
import { columnCode } from '../code/expressions';
import { keyCode } from '../code/key-code';
import { keyName } from '../code/names';
import { prepareData } from '../code/prepare-data';
import type { TableState } from '../code/table-state';
import type { Column, Frame } from '../frame';
import type { Period } from '../intent';
import { pythonList, pythonString } from '../python-literal';
import {
  isUnique,
  mainMeasure,
  timeColumn
} from '../understand/choose-columns';
import { isStatement } from '../understand/financial-items';
import { reportPeriod } from './report-period';
import { areFinancial, itemsOf, type Items } from './statement-items';

/** A table that can be read as a statement: one row for each period, one column for each item. */
export interface Statement {
  readonly state: TableState;
  readonly time: Column;
  readonly period: Period;
  /** `quarter` */
  readonly name: string;
  readonly items: Items;
  /** The column whose values are the items, with that of their amounts; null when items are columns. */
  readonly long: { readonly item: string; readonly amount: string } | null;
}

/** Rows of a statement at most: more are records. */
const MOST_PERIODS = 400;
const FINANCIAL =
  /growth|margin|expense|profit|financ|statement|wachstum|marge|kosten|gewinn|finanz|ergebnis/i;

/** The table as a statement; null when it is none. */
export function statementOf(
  prompt: string,
  state: TableState
): Statement | null {
  const { frame } = state;
  const time = timeColumn(frame);
  if (!time) {
    return null;
  }
  const period = reportPeriod(time, frame);
  const common = {
    state,
    time: time.column,
    period,
    name: keyName({ kind: 'period', column: time.column.name, period })
  };
  const items = itemsOf(frame);
  const isOnePerPeriod =
    (frame.rows ?? 0) <= MOST_PERIODS && isUnique(time.column, frame);
  if (
    areFinancial(items) &&
    (frame.turned !== null ||
      isStatement(frame) ||
      (isOnePerPeriod && (FINANCIAL.test(prompt) || items.expenses.length > 1)))
  ) {
    return { ...common, items, long: null };
  }
  const long = longItems(frame);
  return long && { ...common, ...long };
}

/** Accounts down the side, with an amount for each period. */
function longItems(frame: Frame): Pick<Statement, 'items' | 'long'> | null {
  const amount = mainMeasure(frame);
  if (!amount) {
    return null;
  }
  for (const column of frame.columns) {
    const isKnown =
      column.kind === 'text' &&
      column.distinct !== null &&
      column.distinct >= 3 &&
      column.values.length >= column.distinct;
    if (isKnown) {
      const values = [...new Set(column.values.map(value => value.trim()))];
      const items = itemsOf({ ...frame, columns: values.map(itemColumn) });
      if (items.revenue.length > 0 && areFinancial(items)) {
        return { items, long: { item: column.name, amount: amount.name } };
      }
    }
  }
  return null;
}

function itemColumn(name: string): Column {
  return understandColumn({
    name,
    dtype: 'float64',
    nulls: null,
    distinct: null,
    values: [],
    min: null,
    max: null
  });
}

/** Lines that leave one row for each period in `variable`, with its periods as text. */
export function statementBlocks(
  { state, time, period, items, long }: Statement,
  variable: string
): (readonly string[])[] {
  const columns = [
    ...new Set([
      ...items.revenue,
      ...items.expenses,
      ...items.margins.flatMap(([, column]) => column ?? [])
    ])
  ];
  const prepared = prepareData(
    state,
    { kind: 'describe', filters: [] },
    {
      columns: long
        ? [time.name, long.item, long.amount]
        : [time.name, ...columns],
      measures: []
    }
  );
  const { data } = prepared;
  const key = keyCode(
    { kind: 'period', column: time.name, period },
    data,
    state.frame
  );
  const sort = key.text ? ', sort=False' : '';
  const lines = long
    ? [
        `${variable} = ${data}.groupby([${key.by}, ${columnCode(data, long.item)}.str.strip()]${sort})[${pythonString(long.amount)}].sum().unstack()`
      ]
    : [
        `${variable} = ${data}.groupby(${key.by}${sort})[${pythonList(columns)}].sum(min_count=1)`
      ];
  return [
    ...prepared.script.written(),
    [...lines, `${variable}.index = ${variable}.index.astype(str)`]
  ];
}
