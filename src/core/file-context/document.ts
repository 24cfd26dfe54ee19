import * as z from 'zod';
import { FingerprintSchema } from './profile';

/** Version of `file_context.json`. */
export const FILE_CONTEXT_VERSION = 1;

/** One file as `file_context.json` keeps it: a profile, with names, types and nulls of the columns apart. */
export const MetadataSchema = z.looseObject({
  type: z.string(),
  /** Millions of bytes (2²⁰); never 0 for a file that holds anything. */
  size_mb: z.number(),
  /** Absent in files written by hand or by another program: such an entry counts as stale. */
  fingerprint: FingerprintSchema.optional(),
  /** ISO 8601. */
  profiled_at: z.string().optional(),
  rows: z.number().nullish(),
  columns: z.array(z.string()).optional(),
  dtypes: z.record(z.string(), z.string()).optional(),
  nulls: z.record(z.string(), z.number().nullable()).optional(),
  preview: z.array(z.unknown()).optional()
});
export type FileMetadata = z.infer<typeof MetadataSchema>;

/** `file_context.json`: what is known of the data files of one session. Keys are paths relative to the notebook's folder. */
export const FileContextSchema = z.looseObject({
  version: z.number().int().positive().default(FILE_CONTEXT_VERSION),
  /** ISO 8601. */
  timestamp: z.string(),
  session_id: z.string(),
  /** Path and short, unique name. */
  validated_files: z.record(z.string(), z.string()),
  file_metadata: z.record(z.string(), MetadataSchema),
  /** For people and models: name, type, size and load line of each file. */
  file_context_text: z.string(),
  file_count: z.number().int().nonnegative(),
  file_list: z.array(z.string())
});
export type FileContextDocument = z.infer<typeof FileContextSchema>;
