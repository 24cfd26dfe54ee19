const OPEN = '<context>';
const CLOSE = '</context>';

/**
 * The user message of a turn: what changed since the last one in a delimited envelope, then the user's own words.
 * The envelope is stored with the message, so that the prefix of every later request stays the same.
 */
export function envelope(lines: readonly string[], prompt: string): string {
  return lines.length === 0
    ? prompt
    : [OPEN, ...lines.map(defuse), CLOSE, '', prompt].join('\n');
}

/** Data may neither close the envelope that it travels in nor begin a line of its own. */
function defuse(line: string): string {
  return line
    .replace(/<(\s*\/?\s*context\b[^<>]*)>/gi, '‹$1›')
    .replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' ');
}
