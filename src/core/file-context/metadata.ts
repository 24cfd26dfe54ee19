import { LIMITS } from '../limits';
import { cutFields, cutText, cutValue } from './cut';
import { MetadataSchema, type FileMetadata } from './document';
import {
  ProfileSchema,
  type ColumnProfile,
  type FileProfile,
  type InnerTable
} from './profile';

/** Keys of metadata that a profile has not, or has in another form. */
const OWN_KEYS = [
  'columns',
  'dtypes',
  'nulls',
  'statistics',
  'profiled_at',
  'shortened'
];

/** Keys whose caps are known; of others only so much is kept as of `details`. */
const KNOWN_KEYS = new Set([
  ...Object.keys(ProfileSchema.shape),
  ...OWN_KEYS,
  'sheets'
]);

/**
 * A profile as `file_context.json` keeps it, every list and text within its cap.
 * @param profiledAt ISO 8601
 */
export function metadataOf(
  profile: FileProfile,
  profiledAt: string
): FileMetadata {
  const columns = profile.columns
    .slice(0, LIMITS.fileColumns)
    .map(column => ({ ...column, name: cutName(column.name) }));
  const tables = profile.tables.slice(0, LIMITS.fileTables).map(cutTable);
  // Parsed for the order of its keys: an entry that is read and written again stays the same text.
  return MetadataSchema.parse({
    type: profile.type,
    ...fieldsOf(profile),
    size_mb: profile.size_mb,
    preview: profile.preview
      .slice(0, LIMITS.filePreviewRows)
      .map(row =>
        row
          .slice(0, LIMITS.fileColumns)
          .map(cell => cutValue(cell, LIMITS.fileCellText))
      ),
    load_line:
      profile.load_line && cutText(profile.load_line, LIMITS.fileLoadLine),
    tables,
    structure: cutLines(profile.structure, LIMITS.fileStructure),
    details: cutFields(profile.details, LIMITS.fileDetails),
    notes: cutLines(profile.notes, LIMITS.fileNotes),
    ...columnsOf(columns, profile),
    profiled_at: profiledAt
  });
}

/**
 * The profile that metadata was made of. Null when it holds too little to stand for the file, because it was written by
 * hand or by another program, or was shortened to fit.
 */
export function profileOf(
  path: string,
  metadata: FileMetadata
): FileProfile | null {
  return metadata.fingerprint === undefined || metadata.shortened === 'columns'
    ? null
    : profileLike(path, metadata);
}

/** A profile of whatever metadata holds, for reading only: what it does not hold is empty. Null when nothing fits. */
export function profileLike(
  path: string,
  metadata: FileMetadata
): FileProfile | null {
  const fingerprint = metadata.fingerprint ?? {
    size: sizeOf(metadata),
    mtime_ns: '',
    sha256: null
  };
  const parsed = ProfileSchema.safeParse({
    size_bytes: fingerprint.size,
    ...without(metadata, OWN_KEYS),
    // A workbook's tables have two names; one of them is enough on disk.
    ...(metadata.type === 'excel' ? { sheets: metadata.tables ?? [] } : {}),
    path,
    fingerprint,
    columns: (metadata.columns ?? []).map((name, index) =>
      columnOf(metadata, name, index)
    )
  });
  return parsed.success ? parsed.data : null;
}

/** Bytes, as far as an entry tells. */
export function sizeOf({ fingerprint, size_mb: size }: FileMetadata): number {
  return fingerprint?.size ?? Math.round(size * 2 ** 20);
}

function columnOf(
  metadata: FileMetadata,
  name: string,
  index: number
): unknown {
  const { statistics } = metadata;
  const told: unknown = Array.isArray(statistics) ? statistics[index] : null;
  return {
    dtype: ownValue(metadata.dtypes, name),
    nulls: ownValue(metadata.nulls, name),
    ...(typeof told === 'object' ? told : null),
    name
  };
}

function ownValue(record: object | undefined, key: string): unknown {
  return record && Object.hasOwn(record, key)
    ? Object.getOwnPropertyDescriptor(record, key)?.value
    : undefined;
}

/** What is kept as it is. */
function fieldsOf(profile: FileProfile): Record<string, unknown> {
  const fields = without(profile, ['path', 'columns', 'sheets']);
  const known = Object.entries(fields).filter(([key]) => KNOWN_KEYS.has(key));
  const others = Object.entries(fields).filter(([key]) => !KNOWN_KEYS.has(key));
  return {
    ...cutFields(Object.fromEntries(others), LIMITS.fileDetails),
    ...Object.fromEntries(known)
  };
}

/**
 * Names, types and nulls apart, the rest in a list of the same order. Columns of the same name share one place by name, so
 * all but the first keep type and nulls in that list.
 */
function columnsOf(
  columns: readonly ColumnProfile[],
  profile: FileProfile
): Partial<FileMetadata> {
  const seen = new Set(['__proto__']);
  const dtypes: [string, string][] = [];
  const nulls: [string, number | null][] = [];
  const statistics = columns.map(column => {
    const isSeen = seen.has(column.name);
    if (!isSeen) {
      seen.add(column.name);
      dtypes.push([column.name, column.dtype]);
      nulls.push([column.name, column.nulls ?? null]);
    }
    return statisticsOf(column, isSeen ? ['name'] : ['name', 'dtype', 'nulls']);
  });
  return {
    columns: columns.map(({ name }) => name),
    dtypes: Object.fromEntries(dtypes),
    nulls: Object.fromEntries(nulls),
    statistics,
    total_columns: profile.total_columns ?? profile.columns.length
  };
}

function statisticsOf(
  column: ColumnProfile,
  apart: readonly string[]
): Record<string, unknown> {
  const cut = (value: ColumnProfile['min']): ColumnProfile['min'] =>
    value === undefined ? value : cutValue(value, LIMITS.fileCellText);
  const told: Record<string, unknown> = {
    ...column,
    min: cut(column.min),
    max: cut(column.max),
    top: column.top
      ?.slice(0, LIMITS.fileTopValues)
      .map(([value, count]) => [cut(value), count]),
    histogram: column.histogram?.slice(0, LIMITS.fileHistogramBins),
    examples: column.examples?.slice(0, LIMITS.fileExamples).map(cut)
  };
  const fields = Object.entries(without(told, apart)).filter(
    ([, value]) => value !== null && value !== undefined
  );
  return cutFields(Object.fromEntries(fields), LIMITS.fileDetails);
}

function cutTable(table: InnerTable): InnerTable {
  return {
    ...cutFields(
      without(table, ['name', 'columns', 'load_line', 'rows']),
      LIMITS.fileLineText
    ),
    name: cutName(table.name),
    rows: table.rows,
    columns: table.columns.slice(0, LIMITS.fileColumns).map(cutName),
    ...(table.load_line
      ? { load_line: cutText(table.load_line, LIMITS.fileLoadLine) }
      : {})
  };
}

function cutName(name: string): string {
  return cutText(name, LIMITS.fileNameText);
}

function cutLines(lines: readonly string[], limit: number): string[] {
  return lines.slice(0, limit).map(line => cutText(line, LIMITS.fileLineText));
}

function without(
  record: object,
  keys: readonly string[]
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(([key]) => !keys.includes(key))
  );
}
