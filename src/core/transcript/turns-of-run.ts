import type { Entry, TurnEntry } from './entries';
import { currentRun } from './run';

/** The turns of the current run: where each begins, where it ends, and its entries. */
export interface TurnsOfRun {
  readonly entries: readonly Entry[];
  /**
   * By number, in the order in which they began. Of two tabs that began the same turn, the one that took its beginning back
   * did not begin it.
   */
  readonly beginnings: ReadonlyMap<number, TurnEntry>;
  /** By number; those that are running, or were cut off, have none. */
  readonly endings: ReadonlyMap<number, TurnEntry>;
}

/** Looks at each entry once. */
export function turnsOfRun(entries: readonly Entry[]): TurnsOfRun {
  const run = currentRun(entries);
  const begun = new Map<number, TurnEntry[]>();
  const endings = new Map<number, TurnEntry>();
  for (const entry of run) {
    if (entry.kind !== 'turn') {
      continue;
    }
    const { turn, state } = entry;
    const known = begun.get(turn) ?? [];
    if (state === 'started') {
      begun.set(turn, [...known, entry]);
    } else if (state === 'withdrawn') {
      begun.set(
        turn,
        known.filter(({ client }) => client !== entry.client)
      );
    } else if (!endings.has(turn)) {
      endings.set(turn, entry);
    }
  }
  const beginnings = new Map<number, TurnEntry>();
  for (const [turn, [first]] of begun) {
    if (first) {
      beginnings.set(turn, first);
    }
  }
  return { entries: run, beginnings, endings };
}
