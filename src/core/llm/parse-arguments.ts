import { isRecord, parseJson } from './json';

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

/** JSON, or JSON whose strings hold raw line breaks or tabs; undefined when it is neither. */
export function parseLenientJson(text: string): unknown {
  const value = parseJson(text);
  return value === undefined ? parseJson(escapeControls(text)) : value;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t'
};

/** Writes control characters inside string literals the way JSON wants them. */
export function escapeControls(text: string): string {
  return text.replace(/"(?:[^"\\]|\\[^])*"/g, literal =>
    literal.replace(
      // eslint-disable-next-line no-control-regex -- these are what is looked for
      /[\u0000-\u001f]/g,
      control =>
        ESCAPES[control] ??
        `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`
    )
  );
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
