import type { Column, Frame } from '../frame';
import { measureColumns } from '../understand/choose-columns';
import { expenseItems } from '../understand/financial-items';

const REVENUE =
  /revenue|\bsales\b|turnover|umsatz|umsätze|erlös|einnahmen|proceeds/i;
const EXPENSE =
  /\bcosts?\b|\bcogs\b|expense|expenditure|kosten|aufwand|aufwendung|ausgaben|miete|gehält|löhne|personal|steuern?\b|abschreibung|\btax(?:es)?\b|salar|wages|\brent\b/i;
const SUM = /\btotal\b|gesamt|summe|insgesamt/i;

/** Margins by the profit that they are made of, the widest first. */
const PROFITS: readonly (readonly [string, RegExp])[] = [
  [
    'Gross margin',
    /gross (?:profit|income|result)|rohertrag|rohergebnis|brutto(?:gewinn|ergebnis)/i
  ],
  [
    'Operating margin',
    /operating (?:income|profit|result|earnings)|\bebit\b|betriebsergebnis|operatives ergebnis/i
  ],
  [
    'Net margin',
    /net (?:income|profit|result|earnings)|jahresüberschuss|(?:netto|rein)(?:gewinn|ergebnis)|periodenergebnis/i
  ]
];
const PLAIN_PROFIT =
  /^(?:total |gesamt)?(?:profit|gewinn|ergebnis|result|earnings|surplus)$/i;

/** The items of a financial statement. */
export interface Items {
  /** One column, or those that add up to it; empty when there is none. */
  readonly revenue: readonly string[];
  readonly expenses: readonly string[];
  /** Name of the margin and the column of its profit; null: revenue less expenses. */
  readonly margins: readonly (readonly [string, string | null])[];
}

export function itemsOf(frame: Frame): Items {
  const measures = measureColumns(frame).filter(column => column.unit !== '%');
  const revenue = revenueColumns(measures);
  const expenses = expenseColumns(frame, measures, revenue);
  const margins = marginsOf(measures);
  return {
    revenue,
    expenses,
    margins:
      revenue.length === 0
        ? []
        : margins.length > 0
          ? margins
          : expenses.length > 0
            ? [['Profit margin', null]]
            : []
  };
}

function revenueColumns(measures: readonly Column[]): string[] {
  const all = measures.filter(
    ({ name }) =>
      REVENUE.test(name) &&
      !EXPENSE.test(name) &&
      !/marketing|per\b|growth|margin/i.test(name)
  );
  const total = all.find(({ name }) => SUM.test(name));
  return (total ? [total] : all).map(({ name }) => name);
}

function expenseColumns(
  frame: Frame,
  measures: readonly Column[],
  revenue: readonly string[]
): string[] {
  const known = new Set(expenseItems(frame).map(column => column.name));
  const isProfit = (name: string): boolean =>
    PLAIN_PROFIT.test(name) || PROFITS.some(([, words]) => words.test(name));
  const all = measures
    .map(column => column.name)
    .filter(
      name =>
        (known.has(name) || EXPENSE.test(name)) &&
        !revenue.includes(name) &&
        !isProfit(name)
    );
  const single = all.filter(
    name => !SUM.test(name) && !/^operating expenses?$/i.test(name)
  );
  return single.length > 1 ? single : all;
}

function marginsOf(measures: readonly Column[]): [string, string][] {
  const found = PROFITS.flatMap(([margin, words]): [string, string][] => {
    const column = measures.find(({ name }) => words.test(name));
    return column ? [[margin, column.name]] : [];
  });
  const plain = measures.find(({ name }) => PLAIN_PROFIT.test(name.trim()));
  return found.length > 0 || !plain ? found : [['Profit margin', plain.name]];
}

/** Whether these are the items of a statement rather than, say, cities. */
export function areFinancial({ revenue, expenses, margins }: Items): boolean {
  return (
    (revenue.length > 0 && (expenses.length > 0 || margins.length > 0)) ||
    expenses.length >= 3
  );
}
