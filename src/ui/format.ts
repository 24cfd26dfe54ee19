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

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
