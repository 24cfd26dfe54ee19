import { isRecord, parseServerJson } from '../llm/json';
import {
  FILE_CONTEXT_VERSION,
  FileContextSchema,
  MetadataSchema,
  type FileContextDocument,
  type FileMetadata
} from './document';

/** Lists and objects whose JSON is at most this long stand on one line, as do all that hold scalars only. */
const LINE = 100;

/** Deeper than any document; a value that holds itself ends here. */
const DEPTH = 60;

/** What `file_context.json` holds: strict JSON whatever is in the document, indented, a line break at the end. */
export function formatDocument(document: FileContextDocument): string {
  return `${pretty(strictJson(document, DEPTH), '')}\n`;
}

/** JSON with an indent of two, short and flat values on one line. */
export function pretty(value: unknown, indent: string): string {
  if (isFlat(value)) {
    return inline(value);
  }
  if (roomLeft(value, LINE) >= 0) {
    const short = inline(value);
    if (short.length <= LINE) {
      return short;
    }
  }
  const deeper = `${indent}  `;
  const [open, lines, close] = Array.isArray(value)
    ? ['[', value.map(item => pretty(item, deeper)), ']']
    : [
        '{',
        entriesOf(value).map(
          ([key, item]) => `${JSON.stringify(key)}: ${pretty(item, deeper)}`
        ),
        '}'
      ];
  return `${open}\n${lines.map(line => deeper + line).join(',\n')}\n${indent}${close}`;
}

function isFlat(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    Object.values(value).every(
      item => typeof item !== 'object' || item === null
    )
  );
}

/** What at least is left of `room` when the value stands on one line; below zero as soon as it cannot. */
function roomLeft(value: unknown, room: number): number {
  if (typeof value === 'string') {
    return room - value.length - 2;
  }
  if (typeof value !== 'object' || value === null) {
    return room - 1;
  }
  let left = room - 2;
  for (const [key, item] of Object.entries(value)) {
    left = roomLeft(item, left - (Array.isArray(value) ? 0 : key.length));
    if (left < 0) {
      break;
    }
  }
  return left;
}

function inline(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  return Array.isArray(value)
    ? `[${value.map(inline).join(', ')}]`
    : `{${entriesOf(value)
        .map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`)
        .join(', ')}}`;
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** The same value as JSON can say it: no number becomes null, what is nothing that JSON knows becomes text. */
function strictJson(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'string':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'object':
      return value === null ? null : strictObject(value, depth - 1);
    default:
      return String(value);
  }
}

function strictObject(value: object, depth: number): unknown {
  if (depth === 0) {
    return '…';
  }
  if (Array.isArray(value)) {
    return value.map(item => strictJson(item, depth));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return value instanceof Date && !Number.isNaN(value.getTime())
      ? value.toISOString()
      : String(value);
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, strictJson(item, depth)])
  );
}

/**
 * The document in a text, also one written by hand or by another program: what is missing is filled in, and entries that
 * hold too little count as stale. Null when the text is no file context.
 */
export function parseDocument(text: string): FileContextDocument | null {
  const value = parseServerJson(text.replace(/^\uFEFF/, ''));
  if (
    !isRecord(value) ||
    !(isRecord(value.file_metadata) || isRecord(value.validated_files))
  ) {
    return null;
  }
  const metadata = metadataOfAll(value.file_metadata, value.validated_files);
  const names = isRecord(value.validated_files) ? value.validated_files : {};
  const validated = Object.fromEntries(
    Object.keys(metadata).map(path => [path, nameOf(names, path)])
  );
  const list = Object.values(validated);
  const parsed = FileContextSchema.safeParse({
    ...value,
    version: versionOf(value.version),
    timestamp: textOr(value.timestamp, ''),
    session_id: textOr(value.session_id, ''),
    validated_files: validated,
    file_metadata: metadata,
    file_context_text: textOr(value.file_context_text, ''),
    file_count: list.length,
    file_list: list
  });
  return parsed.success ? parsed.data : null;
}

function metadataOfAll(
  metadata: unknown,
  validated: unknown
): Record<string, FileMetadata> {
  const paths = new Set(
    [validated, metadata].flatMap(record =>
      isRecord(record) ? Object.keys(record) : []
    )
  );
  const entries = isRecord(metadata) ? metadata : {};
  return Object.fromEntries(
    [...paths].map(path => [
      path,
      readMetadata(Object.hasOwn(entries, path) ? entries[path] : {})
    ])
  );
}

/** An entry; fields of another form than ours are left out. */
function readMetadata(value: unknown): FileMetadata {
  const fields: Record<string, unknown> = {
    type: 'unknown',
    size_mb: 0,
    ...(isRecord(value) ? value : {})
  };
  const parsed = MetadataSchema.safeParse(fields);
  if (parsed.success) {
    return parsed.data;
  }
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return MetadataSchema.parse({
    ...Object.fromEntries(
      Object.entries(fields).filter(([key]) => !wrong.has(key))
    ),
    ...(wrong.has('type') ? { type: 'unknown' } : {}),
    ...(wrong.has('size_mb') ? { size_mb: 0 } : {})
  });
}

function nameOf(
  names: Readonly<Record<string, unknown>>,
  path: string
): string {
  const name = Object.hasOwn(names, path) ? names[path] : null;
  return typeof name === 'string' && name !== ''
    ? name
    : path.slice(path.lastIndexOf('/') + 1) || path;
}

function versionOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
    ? value
    : FILE_CONTEXT_VERSION;
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
