import type { TranslationBundle } from '@jupyterlab/translation';
import type { Usage } from '../core/llm/chat-message';

/** `0.4 s`, `12 s`, `2 min 05 s`, `1 h 02 min`. */
export function formatDuration(
  milliseconds: number,
  trans: TranslationBundle
): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  return seconds < 9.95
    ? trans.__('%1 s', seconds.toFixed(1))
    : formatSeconds(Math.round(seconds), trans);
}

/** Time that is still passing, in whole seconds; empty during the first one. */
export function formatElapsed(
  milliseconds: number,
  trans: TranslationBundle
): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 1 ? '' : formatSeconds(seconds, trans);
}

function formatSeconds(seconds: number, trans: TranslationBundle): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) {
    return trans.__('%1 s', String(seconds));
  }
  if (minutes < 60) {
    return trans.__('%1 min %2 s', String(minutes), twoDigits(seconds % 60));
  }
  const hours = Math.floor(minutes / 60);
  return trans.__('%1 h %2 min', String(hours), twoDigits(minutes % 60));
}

/** `1,234 tokens`; empty when the server reported none. */
export function formatTokens(
  usage: Usage | null,
  trans: TranslationBundle
): string {
  const total =
    usage?.total_tokens ??
    (usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0);
  return total > 0
    ? trans._n('%2 token', '%2 tokens', total, total.toLocaleString())
    : '';
}

/** Bytes in decimal units, as file managers show them: `512 B`, `87.7 KB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(undefined, { maximumFractionDigits: digits })} ${units[unit] ?? ''}`;
}

/** `2,000 × 6`, `6 columns`, `2,000 rows`; empty when neither is known. */
export function formatShape(
  rows: number | null | undefined,
  columns: number | null | undefined,
  trans: TranslationBundle
): string {
  const knowsRows = rows !== null && rows !== undefined;
  const knowsColumns = columns !== null && columns !== undefined && columns > 0;
  if (knowsRows && knowsColumns) {
    return `${rows.toLocaleString()} × ${columns.toLocaleString()}`;
  }
  if (knowsColumns) {
    return trans._n(
      '%2 column',
      '%2 columns',
      columns,
      columns.toLocaleString()
    );
  }
  return knowsRows
    ? trans._n('%2 row', '%2 rows', rows, rows.toLocaleString())
    : '';
}

/** A moment in the past: the time if it was today, otherwise the date. Empty for what is no date. */
export function formatMoment(iso: string, now: number): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return '';
  }
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) {
    return date.toLocaleTimeString(undefined, { timeStyle: 'short' });
  }
  return date.toLocaleDateString(
    undefined,
    date.getFullYear() === today.getFullYear()
      ? { month: 'short', day: 'numeric' }
      : { dateStyle: 'medium' }
  );
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
