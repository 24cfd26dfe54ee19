/** Looking into values of unknown shape. */

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` if it is a string that says something, otherwise an empty string. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The parsed text, or undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const LITERAL = /"[^"\\]*(?:\\[^][^"\\]*)*"/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t'
};

/** Writes control characters inside string literals the way JSON wants them. */
export function escapeControls(text: string): string {
  return text.replace(LITERAL, literal =>
    literal.replace(
      // eslint-disable-next-line no-control-regex -- these are what is looked for
      /[\u0000-\u001f]/g,
      control =>
        ESCAPES[control] ??
        `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`
    )
  );
}

/** JSON, or JSON whose strings hold raw line breaks or tabs; undefined when it is neither. */
export function parseLenientJson(text: string): unknown {
  const value = parseJson(text);
  return value === undefined ? parseJson(escapeControls(text)) : value;
}

/** Lenient JSON in which a server's Python may have left `NaN` and `Infinity`; they become null. */
export function parseServerJson(text: string): unknown {
  const value = parseLenientJson(text);
  return value === undefined
    ? parseJson(
        escapeControls(text).replace(
          /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g,
          part => (part.startsWith('"') ? part : 'null')
        )
      )
    : value;
}

/**
 * Where the object or list ends that begins at `start`, looking at brackets and string literals only; -1 when it
 * is cut off, or nothing of the kind begins there.
 */
export function jsonEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"' && depth > 0) {
      at = literalEnd(text, at);
    } else if (character === '{' || character === '[') {
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
    if (depth === 0) {
      return -1;
    }
  }
  return -1;
}

/** Position of the quote that closes the literal that begins at `start`; the end of the text without one. */
function literalEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text[at] === '"') {
      return at;
    }
  }
  return text.length;
}
