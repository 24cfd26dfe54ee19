import { columnCode } from '../code/expressions';
import { chain } from '../code/script';
import { pythonList, pythonString } from '../python-literal';
import {
  CHANGE,
  COUNT,
  keptFigure,
  NAME,
  part,
  ref,
  SHARE,
  shownFigure,
  type Part
} from './part';
import { withUnitName } from './names';
import { percentChange } from './records-trend';
import type { Figure, Report, Sentence, View } from './report';
import { REVENUE_GROWTH } from './statement-growth';
import type { StatementParts } from './statement-report';

/** Categories in the deck's table. */
const MOST_CATEGORIES = 10;

interface ExpenseFigures {
  readonly count: Figure;
  readonly total: Figure;
  readonly top: Figure;
  readonly topValue: Figure;
  readonly share: Figure;
  /** Null where expenses are not told by period. */
  readonly growth: Figure | null;
}

/** What is spent on what, the largest first. */
export function expensePart(parts: StatementParts): Part {
  const { state, money, statement, expenseSheet } = parts;
  if (statement.items.expenses.length === 0 && expenseSheet === null) {
    return part({});
  }
  const variable = state.name('expenses by category');
  const figures = expenseFigures(parts, variable);
  const { count, total, top, topValue, share } = figures;
  return part({
    blocks: expenseBlocks(parts, variable),
    views: expenseViews(variable, money, expenseSheet?.mayBeNegative ?? false),
    figures: Object.values(figures).filter(each => each !== null),
    listings: [
      {
        variable: `${variable}.head(${MOST_CATEGORIES})`,
        title: 'Largest expense categories',
        category: 'Category',
        heading: 'Amount',
        format: money.format,
        columns: [],
        isSlide: true
      }
    ],
    summary: [
      {
        text: `${ref(top)} is the largest of ${ref(count)} expense categories with ${ref(topValue)}, ${ref(share)} of ${ref(total)}.`,
        when: value => (value(count.id) ?? 0) > 1
      }
    ],
    trends: comparison(parts, figures, 'Expenses changed by', () => true),
    recommendations: [
      {
        text: `Start with ${ref(top)} when looking for savings: it makes up ${ref(share)} of all expenses.`,
        when: value => (value(count.id) ?? 0) > 1
      },
      ...comparison(
        parts,
        figures,
        'Bring costs under control: expenses changed by',
        (expenses, revenue) => expenses > revenue
      ),
      ...comparison(
        parts,
        figures,
        'Keep the cost discipline: expenses changed by',
        (expenses, revenue) => expenses <= revenue
      )
    ]
  });
}

function byPeriod({ state, statement }: StatementParts): string {
  return state.name(`expenses by ${statement.name}`);
}

function expenseBlocks(
  parts: StatementParts,
  variable: string
): (readonly string[])[] {
  const { table, statement, expenseSheet } = parts;
  const { expenses } = statement.items;
  const [only = ''] = expenses;
  const all =
    expenses.length === 1
      ? columnCode(table, only)
      : `${table}[${pythonList(expenses)}].sum(axis=1)`;
  return [
    ...(expenseSheet?.blocks ?? []),
    expenseSheet
      ? [
          chain(
            variable,
            `${expenseSheet.data}.groupby(${pythonString(expenseSheet.category)})[${pythonString(expenseSheet.amount)}]`,
            ['.sum()', '.sort_values(ascending=False)']
          )
        ]
      : [
          chain(variable, `${table}[${pythonList(expenses)}]`, [
            '.sum()',
            '.sort_values(ascending=False)',
            '.rename_axis("category")'
          ])
        ],
    expenses.length > 0 ? [`${byPeriod(parts)} = ${all}`] : []
  ];
}

function expenseFigures(
  parts: StatementParts,
  variable: string
): ExpenseFigures {
  const { state, money, statement } = parts;
  const all = byPeriod(parts);
  return {
    count: shownFigure(
      'number of expense categories',
      `len(${variable})`,
      COUNT
    ),
    total: keptFigure(state, 'total expenses', `${variable}.sum()`, money),
    top: shownFigure('largest expense', `${variable}.index[0]`, NAME, true),
    topValue: shownFigure(
      'amount of largest expense',
      `${variable}.iloc[0]`,
      money
    ),
    share: keptFigure(
      state,
      'share of largest expense',
      `100 * ${variable}.iloc[0] / ${variable}.sum()`,
      SHARE,
      true
    ),
    growth:
      statement.items.expenses.length === 0
        ? null
        : keptFigure(
            state,
            'growth of expenses',
            percentChange(`${all}.iloc[-1]`, `${all}.iloc[0]`),
            CHANGE
          )
  };
}

/** Expenses against revenue, where both are known by period. */
function comparison(
  { revenue }: StatementParts,
  { growth }: ExpenseFigures,
  opening: string,
  holds: (expenses: number, revenue: number) => boolean
): Sentence[] {
  return growth && revenue !== null
    ? [
        {
          text: `${opening} ${ref(growth)}, revenue by «${REVENUE_GROWTH}».`,
          when: value =>
            holds(value(growth.id) ?? 0, value(REVENUE_GROWTH) ?? 0)
        }
      ]
    : [];
}

function expenseViews(
  variable: string,
  { format, unit }: { readonly format: string; readonly unit: string },
  mayBeNegative: boolean
): Report['views'] {
  const bar: View = {
    kind: 'bar',
    variable,
    title: 'Expenses by category',
    category: 'Category',
    value: withUnitName('Expenses', unit),
    format,
    unit,
    columns: [],
    leftOut: null,
    periods: false,
    size: null,
    mayBeNegative
  };
  return [bar, { ...bar, kind: 'pie', title: 'Expense breakdown' }];
}
