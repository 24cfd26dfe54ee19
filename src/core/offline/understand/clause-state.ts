import type { Column, Frame } from '../frame';
import type { Statistic } from '../intent';
import type { ConditionState } from './condition-state';
import type { Item, ItemOf } from './item';
import {
  NOTHING,
  type Asked,
  type Draft,
  type Reading,
  type Subject
} from './reading';
import { groupBy } from './resolve-names';

/** What has been read of a request so far, and what the next words belong to. */
export class ClauseState {
  readonly draft: Draft = { ...NOTHING };
  /** Statistics that wait for what they are of, or were just given to it. */
  statistics: Statistic[] = [];
  given = false;
  /** The next name is one to group by. */
  grouping = false;
  /** The next name is to be counted. */
  counting = false;
  /** Numbers behind `by`: whether they group or measure, only the whole request tells. */
  readonly late: ItemOf<'column'>[] = [];
  /** Names of what rows are about, which are groups only when something is ranked or compared. */
  readonly entities: ItemOf<'column'>[] = [];
  /** A share was read as the rate of a yes-or-no column. */
  isRate = false;
  /** What a row is called, when figures are asked for each row: `per order`. */
  perRow: string | null = null;
  /** Measures named by a verb, which count when no other is named. */
  readonly verbs: Subject[] = [];
  /** Words that were read as a measure made of columns. */
  readonly derived = new Set<Item>();

  constructor(
    readonly items: readonly Item[],
    readonly frame: Frame,
    readonly conditions: ConditionState
  ) {}

  addAsked(subject: Subject): void {
    const statistics: (Statistic | null)[] =
      this.statistics.length > 0 ? this.statistics : [null];
    const fresh = statistics
      .map(statistic => ({ subject, statistic }))
      .filter(each => !this.draft.asked.some(one => sameAsked(one, each)));
    this.draft.asked = [...this.draft.asked, ...fresh];
    this.given = true;
    this.grouping = false;
  }

  addGrouping(column: Column, words: string, asked: boolean): void {
    this.push(groupBy(column, this.frame, words, asked));
  }

  push(grouping: Reading['groupings'][number]): void {
    const same = this.draft.groupings.some(
      each =>
        each.key.kind === grouping.key.kind &&
        each.key.column === grouping.key.column
    );
    if (!same) {
      this.draft.groupings = [...this.draft.groupings, grouping];
    }
  }

  /** A margin that no column holds; the word before it says which one. */
  isMargin(at: number): boolean {
    const item = this.items[at];
    return (
      item?.kind === 'word' && /^(profit )?margins?$|^marge$/i.test(item.text)
    );
  }
}

function sameAsked(a: Asked, b: Asked): boolean {
  return (
    a.statistic === b.statistic &&
    JSON.stringify(a.subject.measure) === JSON.stringify(b.subject.measure)
  );
}

/** Rows, under the name that the prompt gives them. */
export function rowsSubject(noun: string): Subject {
  return {
    measure: { kind: 'rows', noun: noun.toLowerCase() },
    adds: true,
    identifies: false,
    notes: []
  };
}
