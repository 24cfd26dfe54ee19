import { isRecord } from './json';

/**
 * Seconds a server asks to wait: from `retry-after-ms`, `Retry-After` (seconds, a date, or "1m30s"), or a sentence such as
 * "try again in 4.2s". Undefined when it does not say.
 * @param now milliseconds since 1970
 */
export function retryAfterSeconds(
  headers: unknown,
  text: string,
  now: number
): number | undefined {
  const milliseconds = Number.parseFloat(header(headers, 'retry-after-ms'));
  if (milliseconds >= 0) {
    return milliseconds / 1000;
  }
  const value = header(headers, 'retry-after').trim();
  if (/^\d+(?:\.\d+)?$/.test(value)) {
    return Number.parseFloat(value);
  }
  if (DURATION.test(value)) {
    return secondsOf(value);
  }
  const date = Date.parse(value);
  return Number.isNaN(date)
    ? secondsInText(text)
    : Math.max(0, Math.ceil((date - now) / 1000));
}

const WAIT =
  /(?:again|retry|wait|delay)\D{0,30}?((?:\d+(?:\.\d+)?\s*(?:hours?|hrs?|h|minutes?|mins?|milliseconds?|ms|m|seconds?|secs?|s)\b\s*)+|(?:\d+h)?(?:\d+m)?\d+(?:\.\d+)?s\b)/i;
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|[hms]))+$/i;
const AMOUNT = /(\d+(?:\.\d+)?)\s*(h|milli|ms|m|s)/gi;
const SECONDS: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
  milli: 0.001
};

function secondsInText(text: string): number | undefined {
  const wait = WAIT.exec(text)?.[1];
  return wait === undefined ? undefined : secondsOf(wait);
}

function secondsOf(wait: string): number {
  let seconds = 0;
  for (const [, amount, unit] of wait.matchAll(AMOUNT)) {
    seconds +=
      Number.parseFloat(amount ?? '0') *
      (SECONDS[(unit ?? 's').toLowerCase()] ?? 1);
  }
  return Math.round(seconds * 1000) / 1000;
}

/** A header's value from a `Headers` object or a plain record; empty when it is not there. */
export function header(headers: unknown, name: string): string {
  if (typeof headers !== 'object' || headers === null) {
    return '';
  }
  if ('get' in headers && typeof headers.get === 'function') {
    const value: unknown = headers.get(name);
    return typeof value === 'string' ? value : '';
  }
  const entry = isRecord(headers)
    ? Object.entries(headers).find(([key]) => key.toLowerCase() === name)
    : undefined;
  return typeof entry?.[1] === 'string' ? entry[1] : '';
}
