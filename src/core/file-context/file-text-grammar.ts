/** How the lines begin that `fileText` writes and `readContextText` reads. */
export const FILE_LINE = 'File: ';
export const TYPE_LINE = '- type ';
export const LOAD_LINE = '- load: ';
export const COLUMNS_LINE = '- columns:';
export const TABLES_LINE = '- tables:';
export const STRUCTURE_LINE = '- structure:';
export const DETAILS_LINE = '- details: ';
export const NOTES_LINE = '- notes: ';
export const PREVIEW_LINE = '- preview:';
/** One column, table, row, … of the list above it. */
export const ITEM_LINE = '  - ';
/** Columns of which only name and type are told. */
export const FURTHER_COLUMNS = '  - further columns: ';
/** How many columns are not even named. */
export const UNLISTED_COLUMNS = '  - not listed: ';

/** Between the fields of a column or table. */
export const FIELD = '; ';

/** Letters, digits and what is usual in paths, with single blanks inside. */
const PLAIN =
  /^[\p{L}\p{M}\p{N}_./*@~+()-]+(?: [\p{L}\p{M}\p{N}_./*@~+()-]+)*$/u;

/**
 * JSON of a text. It stays the same text for whoever parses it, and closes nothing that it travels in: a tag of the
 * envelope around it does not stand in it literally.
 */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/<(?=\/?context>)/gi, '\\u003c');
}

/** The text itself where it holds plain characters only, otherwise its JSON. */
export function plainOrQuoted(text: string): string {
  return PLAIN.test(text) ? text : quoted(text);
}

/** The rest of a line: as it is unless that would be misread. */
export function lineOrQuoted(text: string): string {
  return text.startsWith('"') ||
    text !== text.trim() ||
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    /[\u0000-\u001f\u0085\u2028\u2029]|<\/?context>/i.test(text)
    ? quoted(text)
    : text;
}
