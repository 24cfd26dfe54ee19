import * as z from 'zod';

/** A value as it stands in a preview or among examples: numbers stay numbers, dates are ISO text. */
export const ValueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null()
]);
export type Value = z.infer<typeof ValueSchema>;

export const ColumnSchema = z.looseObject({
  name: z.string(),
  /** What pandas has after the load line: int64, float64, bool, datetime, str, object, … */
  dtype: z.string().default(''),
  nulls: z.number().nullish(),
  /** Different values, nulls not counted; null when there are more than were counted. */
  distinct: z.number().nullish(),
  /** There are at least this many different values; set only when `distinct` is null. */
  distinct_at_least: z.number().nullish(),
  min: ValueSchema.nullish(),
  max: ValueSchema.nullish(),
  mean: z.number().nullish(),
  /** The most frequent values and how often each occurs, the most frequent first. */
  top: z.array(z.tuple([ValueSchema, z.number()])).nullish(),
  /** Numbers and dates: counts in bins of equal width from `min` to `max`. */
  histogram: z.array(z.number()).nullish(),
  examples: z.array(ValueSchema).nullish()
});
export type ColumnProfile = z.infer<typeof ColumnSchema>;

/** One of several tables in a file: a sheet, or a table of a database. */
export const InnerTableSchema = z.looseObject({
  name: z.string(),
  rows: z.number().nullish(),
  /** Names only. */
  columns: z.array(z.string()).default([]),
  load_line: z.string().nullish()
});
export type InnerTable = z.infer<typeof InnerTableSchema>;

export const FingerprintSchema = z.looseObject({
  /** Bytes. */
  size: z.number(),
  /** Nanoseconds since 1970, as text: more digits than a number holds. */
  mtime_ns: z.string(),
  /** Lower-case hex; null when the content was not hashed, as for a partial profile. */
  sha256: z.string().nullable()
});
export type Fingerprint = z.infer<typeof FingerprintSchema>;

/** What reading one data file yields; made by the kernel's helper, see `kernel/README.md`. */
export const ProfileSchema = z.looseObject({
  /** As it was asked for: relative to the notebook's folder. */
  path: z.string(),
  type: z.string(),
  size_bytes: z.number(),
  /** Millions of bytes (2²⁰); never 0 for a file that holds anything. */
  size_mb: z.number(),
  /** ISO 8601. */
  modified: z.string().default(''),
  fingerprint: FingerprintSchema,
  /** Only the schema and a preview: the whole file has not been read. */
  partial: z.boolean().default(false),
  rows: z.number().nullish(),
  columns: z.array(ColumnSchema).default([]),
  /** Columns there are; `columns` may be cut short. */
  total_columns: z.number().nullish(),
  /** Distinct values, top values and histograms are those of this many rows; null when all rows were counted. */
  sampled_rows: z.number().nullish(),
  /** First rows, a value for each of `columns`. */
  preview: z.array(z.array(ValueSchema)).default([]),
  /** Python that loads the file as it is described. */
  load_line: z.string().nullish(),
  /** Sheets of a workbook, tables of a database, members of a folder. */
  tables: z.array(InnerTableSchema).default([]),
  /** JSON: how to reach what is inside. */
  structure: z.array(z.string()).default([]),
  /** What only this type of file has: `pages`, `width`, `height`, `paragraphs`, … */
  details: z.record(z.string(), z.unknown()).default({}),
  /** Sentences: what was cut, guessed, or could not be read. */
  notes: z.array(z.string()).default([])
});
export type FileProfile = z.infer<typeof ProfileSchema>;
