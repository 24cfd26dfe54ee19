import { fileName, isTabular, stemOf } from '../knowledge';
import { comparable, nameStems, nearlySame } from '../words';

const DATA_FILE =
  /[^\s"'`“”,;:()[\]{}<>|]+\.(?:csv|tsv|tab|txt|xlsx|xlsm|xls|ods|jsonl?|ndjson|parquet|feather|arrow|pdf|docx?|pptx?|sqlite3?|db|h5|hdf5|sav|dta|xml|html?|zip|png|jpe?g|md|ya?ml|ipynb|py)(?:\.(?:gz|zst|bz2|xz))?(?![\p{L}\p{N}_])/giu;

export interface NamedFile {
  /** As the prompt writes it, without `@`. */
  readonly written: string;
  /** The file that is meant; null when none is like it. */
  readonly path: string | null;
}

/** Files that a prompt names with their extension, and names with blanks that stand in it letter by letter. */
export function filesNamed(
  prompt: string,
  files: readonly string[]
): NamedFile[] {
  const lower = prompt.toLowerCase();
  const spaced = files.filter(
    path =>
      /\s/.test(fileName(path)) && lower.includes(fileName(path).toLowerCase())
  );
  if (spaced.length > 0) {
    return spaced.map(path => ({ written: path, path }));
  }
  return [...prompt.matchAll(DATA_FILE)]
    .map(match => match[0].replace(/^@/, ''))
    .filter(written => !/^(https?:)?\/\//i.test(written))
    .map(written => ({ written, path: fileLike(written, files) }));
}

function fileLike(written: string, files: readonly string[]): string | null {
  const wanted = written.replace(/^\.\//, '').toLowerCase();
  const name = fileName(wanted);
  const tests: ((path: string) => boolean)[] = [
    path => path === written.replace(/^\.\//, ''),
    path => path.toLowerCase() === wanted,
    path => !wanted.includes('/') && fileName(path).toLowerCase() === name,
    path => path.toLowerCase().endsWith(`/${wanted}`),
    path =>
      isTabular(path) &&
      separated(stemOf(fileName(path))) === separated(stemOf(name)),
    path =>
      isTabular(path) &&
      nearlySame(separated(stemOf(fileName(path))), separated(stemOf(name)))
  ];
  for (const test of tests) {
    const found = files.find(test);
    if (found !== undefined) {
      return found;
    }
  }
  return null;
}

function separated(text: string): string {
  return nameStems(text).join(' ');
}

const TABLE_WORD =
  /^(?:data|dataset|datasets|dataframe|df|file|files|table|csv|excel|sheet|spreadsheet|workbook|tab|log|logs|datei|tabelle|daten|frame)$/;

/**
 * How far a prompt calls a table by its name: 2 when it clearly does (`the sales data`, `sales_2024`),
 * up to 1 when some of its words occur, 0 when none does.
 */
export function nameScore(prompt: string, name: string): number {
  const text = ` ${comparable(prompt).replace(/[^\p{L}\p{N}_]+/gu, ' ')} `;
  const plain = comparable(name);
  if (/[_\d]/.test(name) && text.includes(` ${plain} `)) {
    return 3;
  }
  const words = nameStems(prompt.slice(0, 2000));
  const parts = nameStems(name);
  const telling = parts.filter(
    part => /\p{L}/u.test(part) && part.length >= 2 && !TABLE_WORD.test(part)
  );
  if (telling.length === 0) {
    return parts.length === 1 && words.includes(parts[0] ?? '') ? 1 : 0;
  }
  const joined = ` ${words.join(' ')} `;
  if (parts.length > 1 && joined.includes(` ${parts.join(' ')} `)) {
    return 2.5;
  }
  const hits = telling.filter(part =>
    words.some(
      word => word === part || (part.length >= 5 && nearlySame(word, part))
    )
  );
  if (hits.length === 0) {
    return 0;
  }
  const last = hits.at(-1) ?? '';
  const called = words.some(
    (word, i) =>
      word === last &&
      (TABLE_WORD.test(words[i + 1] ?? '') ||
        TABLE_WORD.test(words[i - 1] ?? ''))
  );
  const share = hits.length / telling.length;
  return called ? 1.5 + share / 2 : hits.length > 1 ? 1 + share / 2 : share;
}
