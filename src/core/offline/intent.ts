/** What the user wants, as plain data. */

export type Statistic =
  'sum' | 'mean' | 'median' | 'min' | 'max' | 'std' | 'count' | 'distinct';

export type ChartKind =
  'bar' | 'line' | 'pie' | 'histogram' | 'scatter' | 'box' | 'heatmap';

export type Period =
  | 'year'
  | 'quarter'
  | 'month'
  | 'week'
  | 'day'
  | 'hour'
  /** As the column has them: years, or names of periods. */
  | 'given';

/** Parts of a cycle, over all the cycles there are: all Mondays, all Januaries. */
export type Cycle = 'weekday' | 'hour-of-day' | 'month-of-year';

export type Expression =
  | { readonly op: 'column'; readonly column: string }
  | {
      readonly op: '*' | '-' | '+';
      readonly left: Expression;
      readonly right: Expression;
    }
  /** What is left after a discount. */
  | {
      readonly op: 'without';
      readonly column: string;
      readonly percent: boolean;
    };

export type Measure =
  /** Counts rows; `noun` is what a row is called. */
  | { readonly kind: 'rows'; readonly noun: string }
  | { readonly kind: 'column'; readonly column: string }
  | {
      readonly kind: 'formula';
      readonly name: string;
      readonly formula: Expression;
    }
  /** One sum as a percentage of another. */
  | {
      readonly kind: 'ratio';
      readonly name: string;
      readonly top: Expression;
      readonly bottom: Expression;
    };

export interface Quantity {
  readonly measure: Measure;
  readonly statistic: Statistic;
}

export type GroupKey =
  | { readonly kind: 'column'; readonly column: string }
  | {
      readonly kind: 'period';
      readonly column: string;
      readonly period: Period;
    }
  | { readonly kind: 'cycle'; readonly column: string; readonly cycle: Cycle }
  /** A number cut into ranges. */
  | { readonly kind: 'ranges'; readonly column: string };

export type Filter =
  | {
      readonly kind: 'values';
      readonly column: string;
      readonly values: readonly string[];
      readonly exclude: boolean;
    }
  | {
      readonly kind: 'compare';
      readonly column: string;
      readonly operator: '>' | '>=' | '<' | '<=' | '==' | '!=';
      readonly value: number;
    }
  | {
      readonly kind: 'between';
      readonly column: string;
      readonly low: number;
      readonly high: number;
    }
  /** Whole numbers, for instance of a year column. */
  | {
      readonly kind: 'numbers';
      readonly column: string;
      readonly numbers: readonly number[];
    }
  /** ISO dates, `until` excluded; null when open. */
  | {
      readonly kind: 'dates';
      readonly column: string;
      readonly from: string | null;
      readonly until: string | null;
    }
  | {
      readonly kind: 'years';
      readonly column: string;
      readonly years: readonly number[];
    }
  | {
      readonly kind: 'months';
      readonly column: string;
      readonly months: readonly number[];
    }
  /** The last stretch of time in the data, counted back from its last date. */
  | {
      readonly kind: 'recent';
      readonly column: string;
      readonly count: number;
      readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
    }
  | {
      readonly kind: 'present';
      readonly column: string;
      /** The rows without a value are meant. */
      readonly exclude: boolean;
    }
  /** Days of the week, Monday first, from 0. */
  | {
      readonly kind: 'weekdays';
      readonly column: string;
      readonly days: readonly number[];
    };

export type Analysis = { readonly filters: readonly Filter[] } & (
  | {
      readonly kind: 'preview';
      readonly from: 'head' | 'tail' | 'sample';
      readonly rows: number;
    }
  | { readonly kind: 'describe' }
  | { readonly kind: 'columns' }
  | { readonly kind: 'shape' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'duplicates' }
  | { readonly kind: 'values'; readonly column: string }
  | {
      readonly kind: 'rows';
      readonly sort: {
        readonly measure: Measure;
        readonly descending: boolean;
      } | null;
      readonly limit: number;
    }
  | { readonly kind: 'total'; readonly quantities: readonly Quantity[] }
  | {
      readonly kind: 'group';
      readonly quantities: readonly Quantity[];
      /** One or two keys. */
      readonly keys: readonly GroupKey[];
      readonly limit: number | null;
      readonly descending: boolean;
      /** The user asked which one comes first. */
      readonly extreme: boolean;
      readonly share: boolean;
      readonly chart: ChartKind | null;
    }
  | {
      readonly kind: 'trend';
      readonly quantities: readonly Quantity[];
      readonly column: string;
      readonly period: Period;
      readonly split: string | null;
      readonly growth: boolean;
      readonly chart: ChartKind | null;
    }
  | {
      readonly kind: 'distribution';
      readonly measure: Measure;
      readonly by: string | null;
      readonly chart: 'histogram' | 'box';
    }
  /** How large a part of the rows fulfils conditions. */
  | {
      readonly kind: 'part';
      readonly conditions: readonly Filter[];
      readonly noun: string;
    }
  | { readonly kind: 'relation'; readonly x: Measure; readonly y: Measure }
  /** All numeric columns when `columns` is empty. */
  | { readonly kind: 'correlation'; readonly columns: readonly string[] }
  /** Columns side by side, as the items of a financial sheet. */
  | {
      readonly kind: 'items';
      readonly title: string;
      readonly columns: readonly string[];
      readonly limit: number | null;
      readonly chart: ChartKind | null;
    }
);

export type AnalysisKind = Analysis['kind'];

/** One thing to compute, and what was assumed in reading it so. */
export interface Task {
  readonly analysis: Analysis;
  readonly notes: readonly string[];
}
