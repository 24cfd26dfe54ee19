import { AgentError } from '../errors';
import type { Entry, SessionEntry } from './entries';

export const DEFAULT_SESSION_ID = 'main';

const SESSION_ID = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,63}$/u;

/**
 * Returns `id` when it is fit to be a folder's name on every system; throws
 * `AgentError` `session-id-invalid` otherwise, so that no path can be smuggled in.
 */
export function checkSessionId(id: string): string {
  if (!SESSION_ID.test(id) || id.includes('..') || id.endsWith('.')) {
    throw new AgentError(
      'session-id-invalid',
      `“${id.slice(0, 80)}” cannot be a session's name.`,
      {
        advice:
          'Use up to 64 letters, digits, “_”, “-” or “.”, for instance sales_2024_q4.'
      }
    );
  }
  return id;
}

/** A name without folder and last extension: `data/sales 2024.csv` → `sales 2024`. */
export function stem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/**
 * `YYYYMMDD_HHMMSS_<name>` in UTC; characters that a file name or a shell may trip over become `_`.
 * @param now milliseconds since 1970
 */
export function makeRunId(now: number, name: string): string {
  const digits = new Date(now).toISOString().replace(/\D/g, '');
  const safe = name
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^[._]+|[._]+$/g, '')
    .slice(0, 60);
  return `${digits.slice(0, 8)}_${digits.slice(8, 14)}_${safe === '' ? 'notebook' : safe}`;
}

/**
 * The entries since the start of the session or its last reset. What a turn from before still wrote after the reset, for
 * instance in another tab, does not belong to them.
 */
export function currentRun(entries: readonly Entry[]): readonly Entry[] {
  const reset = entries.findLastIndex(entry => entry.kind === 'reset');
  if (reset === -1) {
    return entries;
  }
  const before = lastTurn(entries.slice(0, reset));
  return entries
    .slice(reset + 1)
    .filter(({ turn }) => turn === 0 || turn > before);
}

/** The entry that opened the current run; null before the first prompt. */
export function openRun(entries: readonly Entry[]): SessionEntry | null {
  for (const entry of currentRun(entries)) {
    if (entry.kind === 'session') {
      return entry;
    }
  }
  return null;
}

/** The highest turn number so far; 0 when there is none. */
export function lastTurn(entries: readonly Entry[]): number {
  return entries.reduce((last, entry) => Math.max(last, entry.turn), 0);
}

/** The highest step of a turn so far; 0 when there is none. */
export function lastStep(entries: readonly Entry[], turn: number): number {
  return entries.reduce(
    (last, entry) =>
      entry.kind === 'message' && entry.turn === turn
        ? Math.max(last, entry.step ?? 0)
        : last,
    0
  );
}
