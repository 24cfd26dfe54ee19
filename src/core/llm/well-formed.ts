import { isRecord, type JsonRecord } from './json';

const REPLACEMENT = '\ufffd';

/*
 * Every lone half of a surrogate pair is replaced. Such halves cannot be written as UTF-8: a file that holds one cannot
 * be saved, and strict servers refuse every request that repeats it.
 */

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') {
    return wellFormedText(value);
  }
  if (Array.isArray(value)) {
    return value.map(wellFormed);
  }
  return isRecord(value) ? wellFormedFields(value) : value;
}

export function wellFormedFields(fields: JsonRecord): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, inner]) => [
      wellFormedText(name),
      wellFormed(inner)
    ])
  );
}

export function wellFormedText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, REPLACEMENT);
}

/** The same for JSON text, where a half may also be written as an escape. */
export function wellFormedJson(text: string): string {
  return wellFormedText(text).replace(
    /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[dD][89a-fA-F][\da-fA-F]{2}|[^])/g,
    escape =>
      /^\\u[dD]/.test(escape) && escape.length === 6 ? '\\ufffd' : escape
  );
}
