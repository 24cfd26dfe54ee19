import type { TableState } from '../code/table-state';

/** The phases of a report: the figures, their pictures, and the deck that tells them. */
export type Phase = 'analysis' | 'charts' | 'deck';

/** A result in memory that can be drawn: a series by category or period, or a frame of several. */
export interface View {
  readonly kind: 'bar' | 'line' | 'pie';
  /** The variable that holds it. */
  readonly variable: string;
  readonly title: string;
  /** What its categories or periods are: `Region`, `Month`. */
  readonly category: string;
  /** What its numbers are, with their unit. */
  readonly value: string;
  /** Python format of its numbers on axes and labels. */
  readonly format: string;
  readonly unit: string;
  /** Headings of its columns when it is a frame; empty for a series. */
  readonly columns: readonly string[];
  /** A pie: how many parts are not above zero and left out; null when none can be. */
  readonly leftOut: Figure | null;
  /** Its categories are periods, in their order. */
  readonly periods: boolean;
  /** How many categories or periods there are at most; null when that is not known. */
  readonly size: number | null;
  /** Some of its numbers may be below zero, which a pie cannot show. */
  readonly mayBeNegative: boolean;
}

/** A single number or name, taken from results in memory. */
export interface Figure {
  /** Names it in sentences. */
  readonly id: string;
  /** The variable that keeps it; null where its expression is as short. */
  readonly variable: string | null;
  readonly code: string;
  /** `Total revenue` */
  readonly label: string;
  /** Python format; empty for names. */
  readonly format: string;
  readonly unit: string;
  /** It is noted as a finding, and is a card of the deck. */
  readonly key: boolean;
}

/** A sentence of the report; `«id»` stands for a figure. It is left out when `when` does not hold. */
export interface Sentence {
  readonly text: string;
  readonly when?: (value: NumberOf) => boolean;
}

/** What was printed of a figure, as a number; null for names and what is not known. */
export type NumberOf = (id: string) => number | null;

/** A result that is printed, and can be a slide of its own. */
export interface Listing {
  readonly variable: string;
  readonly title: string;
  /** Heading of its labels. */
  readonly category: string;
  /** Heading of its numbers; those of a frame have their own. */
  readonly heading: string | null;
  readonly format: string;
  readonly columns: readonly string[];
  /** It is a table in the deck. */
  readonly isSlide: boolean;
}

/** Everything that the three phases need to know of one table. */
export interface Report {
  readonly state: TableState;
  readonly title: string;
  /** Python that loads and computes, in blocks. */
  readonly blocks: readonly (readonly string[])[];
  readonly views: readonly View[];
  readonly figures: readonly Figure[];
  readonly listings: readonly Listing[];
  readonly summary: readonly Sentence[];
  readonly trends: readonly Sentence[];
  readonly recommendations: readonly Sentence[];
  /** Charts get a picture each unless one for all of them is asked for. */
  readonly drawnApart: boolean;
  /** How wide in time and rows the data is, for the title slide. */
  readonly subtitle: string;
  /** Full sentences on what the data lacks. */
  readonly lacks: readonly string[];
  /** What was taken for what, in phrases. */
  readonly assumed: readonly string[];
}
