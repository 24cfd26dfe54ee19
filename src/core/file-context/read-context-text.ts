import * as grammar from './file-text-grammar';
import { LineReader } from './line-reader';
import type { Value } from './profile';

export interface DigestColumn {
  readonly name: string;
  readonly dtype: string;
  readonly nulls: number | null;
  readonly distinct: number | null;
  /** Set where there were too many to count. */
  readonly distinctAtLeast: number | null;
  readonly min: Value;
  readonly max: Value;
  readonly mean: number | null;
  readonly top: readonly (readonly [Value, number])[];
  readonly examples: readonly Value[];
}

export interface DigestTable {
  readonly name: string;
  readonly rows: number | null;
  readonly columns: readonly string[];
  readonly loadLine: string | null;
}

/** What the text on a file says of it. */
export interface FileDigest {
  readonly path: string;
  readonly type: string;
  readonly rows: number | null;
  /** Columns there are; `columns` may hold fewer. */
  readonly totalColumns: number;
  readonly columns: readonly DigestColumn[];
  readonly tables: readonly DigestTable[];
  readonly loadLine: string | null;
}

type Growing = {
  -readonly [
    Key in keyof FileDigest
  ]: FileDigest[Key] extends readonly (infer Item)[] ? Item[] : FileDigest[Key];
};

/** The first file in a text that `fileText` wrote; null when there is none. */
export function readFileText(text: string): FileDigest | null {
  return readContextText(text)[0] ?? null;
}

/** All files described in a text, in order. What is not of that grammar is passed over. */
export function readContextText(text: string): FileDigest[] {
  const files: Growing[] = [];
  let file: Growing | null = null;
  let section = '';
  for (const line of text.split('\n')) {
    if (line.startsWith(grammar.FILE_LINE)) {
      file = emptyDigest(new LineReader(line, grammar.FILE_LINE).rest());
      files.push(file);
      section = '';
    } else if (file && line.startsWith(grammar.ITEM_LINE)) {
      readItem(file, section, line);
    } else if (file && line.startsWith('- ')) {
      section = line;
      readHead(file, line);
    } else {
      file = null;
    }
  }
  return files;
}

function emptyDigest(path: string): Growing {
  return {
    path,
    type: '',
    rows: null,
    totalColumns: 0,
    columns: [],
    tables: [],
    loadLine: null
  };
}

function readHead(file: Growing, line: string): void {
  if (line.startsWith(grammar.TYPE_LINE)) {
    const [type = '', , ...rest] = line
      .slice(grammar.TYPE_LINE.length)
      .split(', ');
    const shape = rest.join(', ');
    file.type = type;
    file.rows = countBefore(shape, 'row');
    file.totalColumns = countBefore(shape, 'column') ?? 0;
  } else if (line.startsWith(grammar.LOAD_LINE)) {
    file.loadLine = new LineReader(line, grammar.LOAD_LINE).rest();
  }
}

function countBefore(text: string, word: string): number | null {
  const match = new RegExp(`(\\d+) ${word}s?\\b`).exec(text);
  return match ? Number(match[1]) : null;
}

function readItem(file: Growing, section: string, line: string): void {
  if (section === grammar.COLUMNS_LINE) {
    if (line.startsWith(grammar.FURTHER_COLUMNS)) {
      file.columns.push(...readNames(line));
    } else if (!line.startsWith(grammar.UNLISTED_COLUMNS)) {
      const column = readColumn(new LineReader(line, grammar.ITEM_LINE));
      file.columns.push(...(column ? [column] : []));
    }
  } else if (section === grammar.TABLES_LINE) {
    const table = readTable(new LineReader(line, grammar.ITEM_LINE));
    file.tables.push(...(table ? [table] : []));
  }
}

function readNames(line: string): DigestColumn[] {
  const reader = new LineReader(line, grammar.FURTHER_COLUMNS);
  const columns: DigestColumn[] = [];
  do {
    const column = nameAndType(reader);
    if (!column) {
      break;
    }
    columns.push(column);
  } while (reader.take(grammar.FIELD));
  return columns;
}

function nameAndType(reader: LineReader): DigestColumn | null {
  const name = reader.text();
  if (name === null || !reader.take(': ')) {
    return null;
  }
  return {
    name,
    dtype: reader.text() ?? reader.until(grammar.FIELD),
    nulls: null,
    distinct: null,
    distinctAtLeast: null,
    min: null,
    max: null,
    mean: null,
    top: [],
    examples: []
  };
}

const NUMBERS = {
  'nulls ': 'nulls',
  'distinct at least ': 'distinctAtLeast',
  'distinct ': 'distinct',
  'mean ': 'mean'
} as const;

function readColumn(reader: LineReader): DigestColumn | null {
  let column = nameAndType(reader);
  while (column && reader.take(grammar.FIELD)) {
    column = { ...column, ...readField(reader) };
  }
  return column;
}

function readField(reader: LineReader): Partial<DigestColumn> {
  for (const [opening, key] of Object.entries(NUMBERS)) {
    if (reader.take(opening)) {
      const value = reader.value();
      return typeof value === 'number' ? { [key]: value } : {};
    }
  }
  if (reader.take('min ')) {
    return { min: reader.value() ?? null };
  }
  if (reader.take('max ')) {
    return { max: reader.value() ?? null };
  }
  if (reader.take('e.g. ')) {
    return { examples: reader.list(() => reader.value()) };
  }
  if (reader.take('top ')) {
    return { top: reader.list(() => valueAndCount(reader)) };
  }
  reader.until(grammar.FIELD);
  return {};
}

function valueAndCount(
  reader: LineReader
): readonly [Value, number] | undefined {
  const value = reader.value();
  const count = reader.take(' ') ? reader.value() : undefined;
  return value !== undefined && typeof count === 'number'
    ? [value, count]
    : undefined;
}

function readTable(reader: LineReader): DigestTable | null {
  const name = reader.text();
  if (name === null || !reader.take(': ')) {
    return null;
  }
  let rows: number | null = null;
  let columns: readonly string[] = [];
  let loadLine: string | null = null;
  do {
    if (reader.take('load: ')) {
      loadLine = reader.rest();
    } else if (reader.take('columns ')) {
      columns = reader.list(() => reader.text() ?? undefined);
    } else {
      rows = countBefore(reader.until(grammar.FIELD), 'row') ?? rows;
    }
  } while (reader.take(grammar.FIELD));
  return { name, rows, columns, loadLine };
}
