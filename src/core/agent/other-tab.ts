import type { Entry } from '../transcript/entries';

/** How long a turn of another tab counts as running after its last sign of life. */
const ALIVE_MS = 60_000;

/**
 * The number of a turn that another tab is in the middle of, as far as its entries tell; null when there is none.
 * @param clientId this tab
 * @param now milliseconds since 1970
 */
export function foreignTurn(
  entries: readonly Entry[],
  clientId: string,
  now: number
): number | null {
  const running = new Map<number, number>();
  for (const entry of entries) {
    if (entry.kind === 'turn' && entry.state === 'ended') {
      running.delete(entry.turn);
    } else if (
      entry.kind === 'turn' &&
      entry.client !== undefined &&
      entry.client !== clientId
    ) {
      running.set(entry.turn, Date.parse(entry.ts));
    } else if (running.has(entry.turn)) {
      running.set(entry.turn, Date.parse(entry.ts));
    }
  }
  for (const [turn, seen] of running) {
    if (now - seen < ALIVE_MS) {
      return turn;
    }
  }
  return null;
}
