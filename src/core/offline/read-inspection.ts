import * as z from 'zod';
import type { RawColumn } from './clean-columns';

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const InspectionSchema = z.object({
  variable: z.string(),
  rows: z.number(),
  /** Row of the header in the sheet, from 0; null when it is the usual one. */
  header: z.number().nullish(),
  /** Labels are no plain, different texts; `columns` has them made so. */
  relabel: z.boolean().default(false),
  columns: z.array(
    z.object({
      name: z.string(),
      dtype: z.string(),
      nulls: z.number(),
      distinct: z.number().nullish(),
      values: z.array(Text).default([]),
      min: Text.nullish(),
      max: Text.nullish()
    })
  ),
  /** Names of further columns by their types, where there are too many to tell more of them. */
  more: z.record(z.string(), z.array(z.string())).default({}),
  /** Words that were looked up, each with the columns and values it occurs in. */
  found: z.record(z.string(), z.array(z.tuple([z.string(), Text]))).default({})
});

export interface Inspection {
  readonly variable: string;
  readonly rows: number;
  readonly header: number | null;
  readonly relabel: boolean;
  readonly columns: readonly RawColumn[];
  readonly found: Readonly<Record<string, readonly [string, string][]>>;
}

/** The label of the line in which the analyst's own look at a table reports, as JSON. */
export const INSPECTION_LABEL = 'Schema';

/** All reports in an output; lines that do not parse are left out. */
export function readInspections(text: string): Inspection[] {
  return text.split('\n').flatMap(line => {
    if (!line.startsWith(`${INSPECTION_LABEL}: {`)) {
      return [];
    }
    try {
      const json: unknown = JSON.parse(line.slice(INSPECTION_LABEL.length + 2));
      const parsed = InspectionSchema.safeParse(json);
      return parsed.success
        ? [
            {
              ...parsed.data,
              header: parsed.data.header ?? null,
              columns: [
                ...parsed.data.columns.map(column => ({
                  ...column,
                  distinct: column.distinct ?? null,
                  min: column.min ?? null,
                  max: column.max ?? null
                })),
                ...Object.entries(parsed.data.more).flatMap(([dtype, names]) =>
                  names.map(name => ({
                    name,
                    dtype,
                    nulls: null,
                    distinct: null,
                    values: [],
                    min: null,
                    max: null
                  }))
                )
              ]
            }
          ]
        : [];
    } catch {
      return [];
    }
  });
}

/**
 * A second look at a table that the analyst loaded only adds what it found: the first one saw the columns as they are
 * in the file, which is what has to be known to load it again. Of the user's own tables the last look counts.
 */
export function joinInspections(
  before: Inspection | undefined,
  now: Inspection,
  isLoaded: boolean
): Inspection {
  const names = (each: Inspection): string =>
    JSON.stringify(each.columns.map(column => column.name));
  return before && names(before) === names(now)
    ? { ...(isLoaded ? before : now), found: { ...before.found, ...now.found } }
    : now;
}
