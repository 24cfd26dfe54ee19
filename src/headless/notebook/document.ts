import * as z from 'zod';
import { UsageError } from '../usage-error';
import { withIds } from './cell-ids';

/** Text is kept as one string or as a list of lines. */
const TextSchema = z.union([
  z.string(),
  z.array(z.string()).transform(lines => lines.join(''))
]);

const FieldsSchema = z.record(z.string(), z.unknown());

const CellSchema = z.looseObject({
  id: z.string().optional(),
  cell_type: z.string(),
  source: TextSchema,
  metadata: FieldsSchema.default({})
});

const NotebookSchema = z.looseObject({
  nbformat: z.literal(4),
  nbformat_minor: z.number().int().nonnegative(),
  metadata: FieldsSchema.default({}),
  cells: z.array(CellSchema)
});

/** A cell of a notebook in memory. What this program does not know of stays as it was. */
export interface NotebookCell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Code cells only. */
  outputs?: readonly unknown[];
  execution_count?: number | null;
  readonly [field: string]: unknown;
}

/** A notebook in memory, nbformat 4.5: every cell has an id of its own. */
export interface NotebookDocument {
  readonly nbformat: 4;
  readonly nbformat_minor: number;
  metadata: Readonly<Record<string, unknown>>;
  cells: NotebookCell[];
  readonly [field: string]: unknown;
}

/** From this minor version on, cells have ids. */
const WITH_IDS = 5;

/**
 * A notebook as the contents API gives it, which has converted older formats by then.
 * Throws `UsageError` for what is none.
 */
export function readNotebook(value: unknown, shown: string): NotebookDocument {
  const parsed = NotebookSchema.safeParse(value);
  if (!parsed.success) {
    throw new UsageError(`${shown} is not a notebook that can be run.`);
  }
  const { nbformat_minor: minor, cells, ...rest } = parsed.data;
  return {
    ...rest,
    nbformat_minor: Math.max(minor, WITH_IDS),
    cells: withIds(cells)
  };
}

/** Whether a cell has a tag, as JupyterLab's property inspector sets them. */
export function hasTag(cell: NotebookCell, tag: string): boolean {
  const { tags } = cell.metadata;
  return Array.isArray(tags) && tags.includes(tag);
}
