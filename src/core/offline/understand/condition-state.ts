import type { Column, Frame } from '../frame';
import type { Period } from '../intent';
import { isRole, type Item } from './item';
import type { Restriction } from './reading';
import type { Operator } from './roles';

/** A comparison for which the prompt names no column. */
export interface OpenCondition {
  readonly operator: Operator;
  readonly value: number;
}

/** Values or times that a prompt sets against each other. */
export interface Sides {
  readonly column: Column;
  readonly period: Period | null;
}

/** What has been read of the conditions of a request so far. */
export class ConditionState {
  readonly filters: Restriction[] = [];
  readonly open: OpenCondition[] = [];
  /** Items that are used up. */
  readonly used = new Set<Item>();
  /** Columns that stand in a condition; they may be measured as well. */
  readonly compared = new Set<Item>();
  readonly cannot: string[] = [];
  sides: Sides | null = null;
  /** The column of the comparison before. */
  lastColumn: Column | null = null;

  constructor(
    readonly items: readonly Item[],
    readonly frame: Frame
  ) {}

  /** The nearest item in one direction that is more than a small word. */
  near(
    at: number,
    step: 1 | -1,
    also: (item: Item) => boolean = () => false
  ): number | null {
    for (let i = at + step; i >= 0 && i < this.items.length; i += step) {
      const item = this.items[i];
      if (item && !isRole(item, 'filler') && !also(item)) {
        return i;
      }
    }
    return null;
  }

  item(at: number | null): Item | undefined {
    return at === null ? undefined : this.items[at];
  }

  use(...places: number[]): void {
    for (const place of places) {
      const item = this.items[place];
      if (item) {
        this.used.add(item);
      }
    }
  }
}
