import { isRecord, parseLenientJson } from './json';

export type ParsedArguments =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  /** `reason` is one sentence for the model to read. */
  | { readonly ok: false; readonly reason: string };

/**
 * The arguments of a tool call: always an object. Nothing (empty, `null`) means no arguments; an object inside a JSON
 * string is taken out; raw line breaks inside strings are allowed, since they can mean only one thing. Nothing
 * is guessed, and JSON that was cut off is never accepted.
 */
export function parseArguments(
  text: string | null | undefined
): ParsedArguments {
  const trimmed = (text ?? '').trim();
  if (trimmed === '') {
    return { ok: true, value: {} };
  }
  let value = parseLenientJson(trimmed);
  if (value === undefined) {
    return { ok: false, reason: whyUnreadable(trimmed) };
  }
  if (typeof value === 'string') {
    value = value.trim() === '' ? null : (parseLenientJson(value) ?? value);
  }
  if (value === null) {
    return { ok: true, value: {} };
  }
  return isRecord(value)
    ? { ok: true, value }
    : {
        ok: false,
        reason: `they are ${nameOf(value)}, not a JSON object such as {"name": "value"}.`
      };
}

function nameOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function whyUnreadable(text: string): string {
  const outside = text.replace(/"(?:[^"\\]|\\[^])*"/g, '""');
  if (isCutOff(text, outside)) {
    return 'the JSON ends too early, as if it had been cut off.';
  }
  if (/,\s*[}\]]/.test(outside)) {
    return 'the JSON has a comma before a closing bracket.';
  }
  if (/\b(?:None|True|False)\b|'/.test(outside)) {
    return 'the text is Python, not JSON: write null, true, false, and strings in double quotes.';
  }
  if (!/^[{["\d-]/.test(text)) {
    return 'the text is not JSON; it must be one object that begins with { and ends with }.';
  }
  return 'the text is not valid JSON; look at quotes, backslashes and line breaks inside strings.';
}

function isCutOff(text: string, outside: string): boolean {
  const count = (pattern: RegExp): number =>
    outside.match(pattern)?.length ?? 0;
  const hasOpenString = outside.replace(/""/g, '').includes('"');
  return (
    /^[{[]/.test(text) &&
    (hasOpenString || count(/[{[]/g) > count(/[}\]]/g)) &&
    !/\}\s*$/.test(outside)
  );
}
