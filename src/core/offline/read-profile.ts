import * as z from 'zod';
import {
  readFileText,
  type FileDigest
} from '../file-context/read-context-text';

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What `dataset_info` tells of a file; everything is optional because only some of it can be known of some files. */
const ProfileSchema = z.looseObject({
  path: z.string().optional(),
  type: z.string().optional(),
  rows: z.number().nullish(),
  columns: z
    .array(
      z.looseObject({
        name: z.coerce.string(),
        dtype: z.string().nullish(),
        nulls: z.number().nullish(),
        distinct: z.number().nullish(),
        examples: z.array(Value).nullish(),
        min: Value.nullish(),
        max: Value.nullish()
      })
    )
    .nullish(),
  sheets: z
    .array(
      z.looseObject({
        name: z.string(),
        rows: z.number().nullish(),
        columns: z.union([z.number(), z.array(z.unknown())]).nullish(),
        load_line: z.string().nullish()
      })
    )
    .nullish(),
  load_line: z.string().nullish()
});

export interface ProfileColumn {
  readonly name: string;
  readonly dtype: string;
  readonly nulls: number | null;
  readonly distinct: number | null;
  readonly examples: readonly string[];
  readonly min: string | null;
  readonly max: string | null;
}

export interface Profile {
  readonly type: string;
  readonly rows: number | null;
  readonly columns: readonly ProfileColumn[];
  readonly sheets: readonly {
    readonly name: string;
    readonly rows: number | null;
    /** Names of its columns, as far as they are told. */
    readonly columns: readonly string[];
    readonly loadLine: string | null;
  }[];
  readonly loadLine: string | null;
}

/**
 * Reads a tool result of `dataset_info`: the description of a file, or JSON as it was in earlier versions, a line before or
 * behind it allowed. Null when it is no profile.
 */
export function readProfile(text: string): Profile | null {
  const digest = readFileText(text);
  if (digest) {
    return profileOfDigest(digest);
  }
  const parsed = ProfileSchema.safeParse(findJson(text));
  if (!parsed.success) {
    return null;
  }
  const { data } = parsed;
  return {
    type: data.type ?? '',
    rows: data.rows ?? null,
    columns: (data.columns ?? []).map(column => ({
      name: column.name,
      dtype: column.dtype ?? '',
      nulls: column.nulls ?? null,
      distinct: column.distinct ?? null,
      examples: (column.examples ?? []).flatMap(value =>
        value === null ? [] : [String(value)]
      ),
      min: asText(column.min),
      max: asText(column.max)
    })),
    sheets: (data.sheets ?? []).map(sheet => ({
      name: sheet.name,
      rows: sheet.rows ?? null,
      columns: Array.isArray(sheet.columns) ? sheet.columns.map(String) : [],
      loadLine: sheet.load_line ?? null
    })),
    loadLine: data.load_line ?? null
  };
}

/** The description of a file as the envelope and `dataset_info` give it. */
export function profileOfDigest(digest: FileDigest): Profile {
  return {
    type: digest.type,
    rows: digest.rows,
    columns: digest.columns.map(column => ({
      name: column.name,
      dtype: column.dtype,
      nulls: column.nulls,
      distinct: column.distinct,
      examples: [
        ...column.examples,
        ...column.top.map(([value]) => value)
      ].flatMap(value => (value === null ? [] : [String(value)])),
      min: asText(column.min),
      max: asText(column.max)
    })),
    sheets: digest.tables.map(table => ({
      name: table.name,
      rows: table.rows,
      columns: table.columns,
      loadLine: table.loadLine
    })),
    loadLine: digest.loadLine
  };
}

function asText(
  value: string | number | boolean | null | undefined
): string | null {
  return value === null || value === undefined ? null : String(value);
}

function findJson(text: string): unknown {
  for (
    let start = text.indexOf('{');
    start >= 0;
    start = text.indexOf('\n{', start + 1)
  ) {
    const candidate = text.slice(start, text.lastIndexOf('}') + 1);
    try {
      const value: unknown = JSON.parse(candidate);
      return value;
    } catch {
      // A brace in the line before the JSON; the next line that begins with one is tried.
    }
  }
  return null;
}
