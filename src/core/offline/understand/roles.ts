import type { ChartKind, Cycle, Period, Statistic } from '../intent';

/** What can be asked of a table without naming a measure. */
export type Command =
  | 'overview'
  | 'describe'
  | 'columns'
  | 'shape'
  | 'missing'
  | 'duplicates'
  | 'values'
  | 'head'
  | 'tail'
  | 'sample'
  | 'rows'
  | 'first date'
  | 'last date'
  | 'date range'
  | 'breakdown'
  | 'margins';

export type Operator = '>' | '>=' | '<' | '<=' | '==' | '!=';

/** How a prompt leans on the one before it. */
export type Cue = 'instead' | 'also' | 'now' | 'about' | 'only' | 'same';

/** The part that a working word plays in a prompt. */
export type Role =
  | { readonly is: 'statistic'; readonly statistic: Statistic }
  | { readonly is: 'count' }
  /** How much of it there is. */
  | { readonly is: 'how much' }
  /** What an order comes to: its revenue, not that of a line of it. */
  | { readonly is: 'order value' }
  | { readonly is: 'by' }
  | {
      readonly is: 'period';
      readonly period: Period;
      /** `monthly` stands for itself; `month` has to be asked for. */
      readonly adverb: boolean;
    }
  | { readonly is: 'cycle'; readonly cycle: Cycle }
  | { readonly is: 'trend'; readonly period: Period | null }
  | { readonly is: 'growth'; readonly period: Period | null }
  | { readonly is: 'share' }
  | {
      readonly is: 'rank';
      readonly descending: boolean;
      /** `highest`, not `top`: one value of a measure may be meant. */
      readonly superlative: boolean;
      /** What is compared, when the word says so: the price for `cheapest`. */
      readonly concepts: readonly string[];
    }
  | { readonly is: 'sort'; readonly descending: boolean | null }
  /** Null: a picture of any kind. */
  | { readonly is: 'chart'; readonly chart: ChartKind | null }
  | { readonly is: 'table' }
  | { readonly is: 'distribution' }
  /** Values far from the others: a box plot shows them. */
  | { readonly is: 'outliers' }
  /** What the rows of a turned sheet were: all of its columns are meant. */
  | { readonly is: 'items' }
  | { readonly is: 'relation' }
  | { readonly is: 'correlation' }
  | { readonly is: 'compared' }
  | { readonly is: 'command'; readonly command: Command }
  | {
      readonly is: 'compare';
      readonly operator: Operator;
      readonly concepts: readonly string[];
    }
  /** `negative`, `positive`: above or below nothing. */
  | { readonly is: 'sign'; readonly operator: Operator }
  | { readonly is: 'at least after' | 'at most after' }
  | { readonly is: 'between' }
  | { readonly is: 'not' }
  /** `strong`: what follows must be a value or a condition. */
  | { readonly is: 'filter'; readonly strong: boolean }
  | {
      readonly is: 'bound';
      readonly bound: 'from' | 'until' | 'after' | 'before';
    }
  | { readonly is: 'question' }
  | { readonly is: 'verb' }
  | { readonly is: 'and' }
  | { readonly is: 'or' }
  | { readonly is: 'then' }
  | { readonly is: 'rows' }
  | { readonly is: 'cue'; readonly cue: Cue }
  | { readonly is: 'everything' }
  | { readonly is: 'filler' };

export type RoleName = Role['is'];
