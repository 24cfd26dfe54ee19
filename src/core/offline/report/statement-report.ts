import { columnCode } from '../code/expressions';
import { plural, readable } from '../code/names';
import { measureDecimals } from '../code/number-format';
import type { TableState } from '../code/table-state';
import { pythonList } from '../python-literal';
import { unmetParts } from './wanted';
import { titleOf } from './records-report';
import type { ExpenseSheet } from './expense-sheet';
import { joinParts, type Shown } from './part';
import { braced } from './render';
import { expensePart } from './statement-expenses';
import { growthPart } from './statement-growth';
import { marginPart } from './statement-margins';
import { statementBlocks, type Statement } from './statement-frame';
import type { Report } from './report';

/** What every part of a report on a statement needs. */
export interface StatementParts {
  readonly statement: Statement;
  readonly state: TableState;
  /** The variable with one row for each period. */
  readonly table: string;
  /** The variable of the revenue by period; null when there is none. */
  readonly revenue: string | null;
  readonly money: Shown;
  readonly expenseSheet: ExpenseSheet | null;
}

/** The report on a financial statement: growth, expenses, margins. */
export function statementReport(
  prompt: string,
  statement: Statement,
  expenseSheet: ExpenseSheet | null
): Report {
  const { state, name, items } = statement;
  const table = state.name(`statement by ${name}`);
  const parts: StatementParts = {
    statement,
    state,
    table,
    revenue: items.revenue.length > 0 ? state.name(`revenue by ${name}`) : null,
    money: moneyOf(statement),
    expenseSheet
  };
  const joined = joinParts([
    growthPart(parts),
    expensePart(parts),
    marginPart(parts)
  ]);
  return {
    ...joined,
    state,
    title: titleOf(state),
    blocks: [
      ...statementBlocks(statement, table),
      ...(parts.revenue === null
        ? []
        : [[`${parts.revenue} = ${revenueCode(parts)}`]]),
      ...joined.blocks
    ],
    drawnApart: true,
    subtitle: `${braced(state.frame.source?.path ?? state.frame.label)} · {len(${table}):,} ${plural(name)} · {${table}.index[0]} to {${table}.index[-1]}`,
    lacks: [...unmet(prompt, parts), ...lacks(parts)],
    assumed: assumed(parts)
  };
}

function revenueCode({ statement, table }: StatementParts): string {
  const { revenue } = statement.items;
  const [only = ''] = revenue;
  return revenue.length === 1
    ? columnCode(table, only)
    : `${table}[${pythonList(revenue)}].sum(axis=1, min_count=1)`;
}

function moneyOf({ state, items, long }: Statement): Shown {
  const [column = ''] = long
    ? [long.amount]
    : items.revenue.concat(items.expenses);
  const { frame } = state;
  const found = frame.columns.find(each => each.name === column);
  const digits = measureDecimals({ kind: 'column', column }, frame, true);
  return { format: `,.${digits}f`, unit: found?.unit ?? '' };
}

function unmet(prompt: string, { state }: StatementParts): string[] {
  const parts = unmetParts(prompt, state.frame, true);
  return parts.length === 0
    ? []
    : [
        `${parts.map(part => `“${part}”`).join(' and ')} cannot be answered: ${state.frame.label} has no column for it.`
      ];
}

function lacks({ statement, revenue, expenseSheet }: StatementParts): string[] {
  const { items, state } = statement;
  const { label } = state.frame;
  return [
    ...(revenue === null
      ? [
          `${label} has no revenue, so there is neither a growth of revenue nor a margin.`
        ]
      : []),
    ...(items.expenses.length === 0 && expenseSheet === null
      ? [`${label} has no expenses, so there are no expense categories.`]
      : []),
    ...(revenue !== null && items.margins.length === 0
      ? [
          `${label} has neither a profit nor costs, so margins cannot be computed.`
        ]
      : [])
  ];
}

function assumed({ statement, expenseSheet }: StatementParts): string[] {
  const { revenue, margins, expenses } = statement.items;
  return [
    ...(revenue.length > 0
      ? [`revenue = ${revenue.map(readable).join(' + ')}`]
      : []),
    ...margins.map(([margin, profit]) =>
      profit === null
        ? `${margin} = (revenue − ${expenses.map(readable).join(' − ')}) ÷ revenue`
        : `${margin} = ${readable(profit)} ÷ revenue`
    ),
    ...(expenseSheet
      ? [`expense categories from the sheet ${expenseSheet.sheet}`]
      : [])
  ];
}
