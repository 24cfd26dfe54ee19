/** A word begun with `@`, for which files and variables are offered. */
export interface Mention {
  /** Index of the `@`. */
  readonly start: number;
  /** Index of the caret. */
  readonly end: number;
  /** What stands between. */
  readonly query: string;
}

const LONGEST = 80;

/** The mention the caret stands in; null when there is none, for instance inside an e-mail address. */
export function mentionAt(text: string, caret: number): Mention | null {
  const before = text.slice(Math.max(0, caret - LONGEST - 2), caret);
  const match = /(?:^|[\s([{'"`,;:])@([^\s@`'"()[\]{},;]*)$/u.exec(before);
  if (match === null) {
    return null;
  }
  const query = match[1] ?? '';
  return { start: caret - query.length - 1, end: caret, query };
}

/** `text` with the mention replaced, and where the caret goes. */
export function replaceMention(
  text: string,
  mention: Mention,
  value: string
): { readonly text: string; readonly caret: number } {
  const after = text.slice(mention.end);
  const inserted = /^\s/.test(after) ? value : `${value} `;
  return {
    text: text.slice(0, mention.start) + inserted + after,
    caret: mention.start + inserted.length + (inserted === value ? 1 : 0)
  };
}
