import { fileSize, oneLine, quantity } from '../context/phrases';
import { LIMITS } from '../limits';
import { columnLines } from './column-text';
import { cutText, cutValue } from './cut';
import type { FileMetadata } from './document';
import * as grammar from './file-text-grammar';
import { profileLike, sizeOf } from './metadata';
import type { FileProfile, InnerTable, Value } from './profile';

/** Characters of the text on a file that tables, structure and notes may each take. */
const SECTION = 1_500;

/**
 * What a model is told of one file: exact name, type, size, a runnable load line, then a line a column; within
 * `LIMITS.fileTextCharacters`. `readFileText` reads it back.
 * @param name how the file is called where the text is read; its path, or the end of it
 */
export function fileText(profile: FileProfile, name: string): string {
  const head = headLines(profile, name);
  const middle = tableLines(profile.tables);
  const tail = [
    ...structureLines(profile.structure),
    ...detailLines(profile.details),
    ...noteLines(profile.notes)
  ];
  const room =
    LIMITS.fileTextCharacters - lengthOf([...head, ...middle, ...tail]);
  const columns = columnLines(profile, room);
  const preview = previewLines(profile.preview, room - lengthOf(columns));
  return [...head, ...columns, ...middle, ...tail, ...preview].join('\n');
}

export interface NamedMetadata {
  readonly path: string;
  /** Short and unique. */
  readonly name: string;
  readonly metadata: FileMetadata;
}

/**
 * The text on all files, in their order, within `LIMITS.fileContextText`. When it gets long, those profiled last are told
 * in full and the others in short.
 */
export function contextText(files: readonly NamedMetadata[]): string {
  const short = files.map(file => shortText(file));
  const texts = new Map<number, string>();
  // A blank line between two files.
  let room = LIMITS.fileContextText - lengthOf(short) - files.length;
  for (const index of newestFirst(files)) {
    if (room < SECTION / 10) {
      break;
    }
    const file = files[index];
    const profile = file && profileLike(file.path, file.metadata);
    const text = profile && file ? fileText(profile, file.path) : '';
    const more = text.length - (short[index]?.length ?? 0);
    if (text !== '' && more <= room) {
      texts.set(index, text);
      room -= Math.max(0, more);
    }
  }
  return withinLimit(short.map((text, index) => texts.get(index) ?? text));
}

function newestFirst(files: readonly NamedMetadata[]): number[] {
  const times = files.map(({ metadata }) => metadata.profiled_at ?? '');
  return times
    .map((_, index) => index)
    .sort((a, b) => ((times[a] ?? '') < (times[b] ?? '') ? 1 : -1));
}

/** Name, type, size and load line only; made of the metadata as they are, because there may be thousands. */
function shortText({ path, metadata }: NamedMetadata): string {
  const { size_bytes: bytes, load_line: load, total_columns: total } = metadata;
  return headLines(
    {
      path,
      type: metadata.type,
      size_bytes: typeof bytes === 'number' ? bytes : sizeOf(metadata),
      rows: metadata.rows,
      columns: metadata.columns ?? [],
      total_columns: typeof total === 'number' ? total : null,
      load_line: typeof load === 'string' ? load : null
    },
    path
  ).join('\n');
}

function withinLimit(texts: readonly string[]): string {
  const kept: string[] = [];
  let room = LIMITS.fileContextText;
  for (const text of texts) {
    room -= text.length + 2;
    if (room < 0) {
      break;
    }
    kept.push(text);
  }
  const left = texts.length - kept.length;
  return [
    ...kept,
    ...(left > 0
      ? [`${quantity(left, 'more file', 'more files')} not shown.`]
      : [])
  ].join('\n\n');
}

type Head = Pick<
  FileProfile,
  'path' | 'type' | 'size_bytes' | 'rows' | 'total_columns' | 'load_line'
> & { readonly columns: readonly unknown[] };

function headLines(profile: Head, name: string): string[] {
  const { path, load_line: load } = profile;
  const isTold = name === path || path.endsWith(name);
  return [
    grammar.FILE_LINE +
      (isTold
        ? grammar.plainOrQuoted(path)
        : `${grammar.quoted(path)} (${plainLine(name, LIMITS.fileNameText)})`),
    grammar.TYPE_LINE +
      [profile.type, fileSize(profile.size_bytes), shape(profile)]
        .filter(Boolean)
        .join(', '),
    ...(load ? [grammar.LOAD_LINE + grammar.lineOrQuoted(load)] : [])
  ];
}

function shape({ rows, columns, total_columns: total }: Head): string {
  const width = total ?? columns.length;
  const parts = [
    ...(typeof rows === 'number' ? [quantity(rows, 'row', 'rows')] : []),
    ...(width > 0 ? [quantity(width, 'column', 'columns')] : [])
  ];
  return parts.join(' x ');
}

function tableLines(tables: readonly InnerTable[]): string[] {
  if (tables.length < 2) {
    return [];
  }
  const lines = fitting(tables.map(tableLine), SECTION);
  const left = tables.length - lines.length;
  return [
    grammar.TABLES_LINE,
    ...lines,
    ...(left > 0 ? [`${grammar.ITEM_LINE}… ${left} more`] : [])
  ];
}

function tableLine({
  name,
  rows,
  columns,
  load_line: load
}: InnerTable): string {
  const listed = columns.slice(0, 20).map(grammar.quoted).join(', ');
  const fields = [
    ...(typeof rows === 'number' ? [quantity(rows, 'row', 'rows')] : []),
    ...(listed ? [`columns ${listed}`] : []),
    // The last field: it takes the rest of the line.
    ...(load ? [`load: ${grammar.lineOrQuoted(load)}`] : [])
  ];
  return `${grammar.ITEM_LINE}${grammar.quoted(name)}: ${fields.join(grammar.FIELD)}`;
}

function structureLines(structure: readonly string[]): string[] {
  const lines = structure.map(
    line => grammar.ITEM_LINE + plainLine(line, LIMITS.fileTextLine)
  );
  return lines.length === 0
    ? []
    : [grammar.STRUCTURE_LINE, ...fitting(lines, SECTION)];
}

function detailLines(details: Readonly<Record<string, unknown>>): string[] {
  const told = Object.entries(details).map(
    ([key, value]) =>
      `${plainLine(key, 60)} ${plainLine(JSON.stringify(value) ?? '', LIMITS.fileTextLine)}`
  );
  return told.length === 0
    ? []
    : [grammar.DETAILS_LINE + fitting(told, SECTION / 2).join(grammar.FIELD)];
}

function noteLines(notes: readonly string[]): string[] {
  const told = notes.map(note => plainLine(note, LIMITS.fileTextLine));
  return told.length === 0
    ? []
    : [grammar.NOTES_LINE + fitting(told, SECTION).join(' ')];
}

function previewLines(
  preview: readonly (readonly Value[])[],
  room: number
): string[] {
  const lines = fitting(
    preview.slice(0, LIMITS.fileTextRows).map(rowLine),
    room - grammar.PREVIEW_LINE.length - 1
  );
  return lines.length === 0 ? [] : [grammar.PREVIEW_LINE, ...lines];
}

function rowLine(row: readonly Value[]): string {
  const cells = row.map(cell => {
    const kept = cutValue(cell, LIMITS.fileTextValue);
    return typeof kept === 'string' ? grammar.quoted(kept) : String(kept);
  });
  const shown = fitting(cells, LIMITS.fileTextLine);
  const more = shown.length < cells.length ? ['"…"'] : [];
  return `${grammar.ITEM_LINE}[${[...shown, ...more].join(', ')}]`;
}

/** What a file says of itself, on one line, and without a tag of the envelope. */
function plainLine(text: string, limit: number): string {
  return cutText(oneLine(text, limit), limit).replace(
    /<(\/?context>)/gi,
    '‹$1'
  );
}

/** As many of the first lines as have room, line breaks counted. */
function fitting(lines: readonly string[], room: number): string[] {
  let left = room;
  const end = lines.findIndex(line => {
    left -= line.length + 1;
    return left < 0;
  });
  return lines.slice(0, end === -1 ? lines.length : end);
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
