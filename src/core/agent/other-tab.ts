import { AgentError } from '../errors';
import type { Entry } from '../transcript/entries';

/** How long a turn of another tab counts as running after its last sign of life. */
const ALIVE_MS = 60_000;

/** A running turn that writes nothing else gives a sign of life this often. */
export const ALIVE_EVERY_MS = 20_000;

export function busyElsewhere(): AgentError {
  return new AgentError(
    'session-busy',
    'Another tab is in the middle of a turn in this session.',
    {
      advice:
        'Wait until it is done, or send the prompt again in a minute if that tab was closed.'
    }
  );
}

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
  const running = new Map<number, { client: string; seen: number }>();
  for (const entry of entries) {
    const known = running.get(entry.turn);
    if (known) {
      known.seen = Date.parse(entry.ts);
    }
    if (entry.kind !== 'turn') {
      continue;
    }
    const { client } = entry;
    if (entry.state === 'started') {
      if (!known && client !== undefined && client !== clientId) {
        running.set(entry.turn, { client, seen: Date.parse(entry.ts) });
      }
    } else if (entry.state === 'ended' || known?.client === client) {
      running.delete(entry.turn);
    }
  }
  for (const [turn, { seen }] of running) {
    if (now - seen < ALIVE_MS) {
      return turn;
    }
  }
  return null;
}

/** True when another tab began the same turn. */
export function hasRival(
  entries: readonly Entry[],
  turn: number,
  clientId: string
): boolean {
  return beginners(entries, turn).some(client => client !== clientId);
}

/** The tab whose beginning of the turn comes first. */
export function firstBeginner(
  entries: readonly Entry[],
  turn: number
): string | undefined {
  return beginners(entries, turn)[0];
}

function beginners(entries: readonly Entry[], turn: number): string[] {
  return entries.flatMap(entry =>
    entry.kind === 'turn' &&
    entry.turn === turn &&
    entry.state === 'started' &&
    entry.client !== undefined
      ? [entry.client]
      : []
  );
}
