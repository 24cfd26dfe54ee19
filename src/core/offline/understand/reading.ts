import type { Column } from '../frame';
import type {
  ChartKind,
  Filter,
  GroupKey,
  Measure,
  Period,
  Statistic
} from '../intent';
import type { Command, Cue } from './roles';

/** What is measured, found in the table. */
export interface Subject {
  readonly measure: Measure;
  /** Its values can be added up. */
  readonly adds: boolean;
  /** It tells rows apart: counted, never added. */
  readonly identifies: boolean;
  readonly notes: readonly string[];
}

export interface Asked {
  readonly subject: Subject;
  /** Null when the prompt does not say how. */
  readonly statistic: Statistic | null;
}

export interface Grouping {
  readonly key: GroupKey;
  readonly notes: readonly string[];
  /** Named behind a word such as `by`. */
  readonly asked: boolean;
  /** As the prompt writes it. */
  readonly words: string;
  /** A number by which it may also be meant to rank. */
  readonly number?: Subject;
}

export interface Ranking {
  readonly descending: boolean;
  readonly limit: number | null;
  /** The single first one is wanted. */
  readonly extreme: boolean;
  readonly superlative: boolean;
  /** `best` or `worst`: of delays the worst is the highest. */
  readonly quality: boolean;
  readonly concepts: readonly string[];
}

export interface Restriction {
  readonly filter: Filter;
  readonly notes: readonly string[];
}

/** What one request of a prompt says, with the names in it found in the table. */
export interface Reading {
  readonly command: Command | null;
  /** A number that stands with the command: `first 10 rows`. */
  readonly count: number | null;
  readonly asked: readonly Asked[];
  /** Statistics named without what they are of. */
  readonly statistics: readonly Statistic[];
  readonly groupings: readonly Grouping[];
  readonly period: Period | null;
  /** A column of dates that the prompt names. */
  readonly time: Column | null;
  readonly ranking: Ranking | null;
  readonly sort: { readonly descending: boolean | null } | null;
  readonly charts: readonly (ChartKind | 'any')[];
  readonly noChart: boolean;
  readonly share: boolean;
  readonly growth: boolean;
  readonly trend: boolean;
  readonly distribution: boolean;
  readonly relation: boolean;
  /** All the items of a turned sheet, by the name that their column has in the file. */
  readonly items: boolean;
  readonly correlation: boolean;
  readonly compared: boolean;
  /** How many of something are asked for. */
  readonly counting: boolean;
  /** How much of something is asked for. */
  readonly amount: boolean;
  /** Amounts that flow out are negative: the largest is the lowest number. */
  readonly outflow: boolean;
  /** What rows are called, when the prompt mentions them. */
  readonly rows: string | null;
  /** `which`, `who`, `what`. */
  readonly question: boolean;
  readonly filters: readonly Restriction[];
  readonly everything: boolean;
  readonly cues: readonly Cue[];
  readonly notes: readonly string[];
  readonly unknown: readonly string[];
  readonly lookUp: readonly string[];
  /** Without the words that are to be looked up the request would say something else. */
  readonly waits: boolean;
  readonly cannot: readonly string[];
}

export const NOTHING: Reading = {
  command: null,
  count: null,
  asked: [],
  statistics: [],
  groupings: [],
  period: null,
  time: null,
  ranking: null,
  sort: null,
  charts: [],
  noChart: false,
  share: false,
  growth: false,
  trend: false,
  distribution: false,
  relation: false,
  items: false,
  correlation: false,
  compared: false,
  counting: false,
  amount: false,
  outflow: false,
  rows: null,
  question: false,
  filters: [],
  everything: false,
  cues: [],
  notes: [],
  unknown: [],
  lookUp: [],
  waits: false,
  cannot: []
};

export type Draft = { -readonly [K in keyof Reading]: Reading[K] };
