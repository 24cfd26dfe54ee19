import type { Column, Frame } from '../frame';
import type { Filter, Task } from '../intent';

const TOTAL =
  /^(grand |sub|column )?totals?:?$|^(sum|overall|all|gesamt(summe)?|summe|insgesamt|total general|total général|totale):?$/i;

/** A row of totals in the file itself would count everything twice. */
export function isGrandTotal(name: string): boolean {
  return TOTAL.test(name.trim());
}

/** Analyses that add rows up, compare them or put them in order. */
const COMPUTING: readonly Task['analysis']['kind'][] = [
  'total',
  'group',
  'trend',
  'rows',
  'distribution',
  'relation',
  'correlation'
];

/** The task without the rows in which the file has totals of its own, and a word about it. */
export function withoutTotals(task: Task, frame: Frame): Task {
  const { analysis } = task;
  const column = frame.turned ? null : totalsColumn(frame);
  if (
    !column ||
    !COMPUTING.includes(analysis.kind) ||
    analysis.filters.some(each => each.column === column.name)
  ) {
    return task;
  }
  const values = column.values.filter(isGrandTotal);
  const filter: Filter =
    column.kind === 'text'
      ? { kind: 'values', column: column.name, values, exclude: true }
      : { kind: 'present', column: column.name, exclude: false };
  return {
    analysis: { ...analysis, filters: [...analysis.filters, filter] },
    notes: [
      ...task.notes,
      `the rows of the file that hold totals (${values.join(', ')}) were left out`
    ]
  };
}

function totalsColumn(frame: Frame): Column | null {
  const found = frame.columns.find(
    column =>
      (column.kind === 'text' || column.kind === 'date') &&
      column.values.some(isGrandTotal) &&
      // Where it stands in every other row it is one group among others.
      column.values.filter(isGrandTotal).length <= 2 &&
      (column.distinct ?? 3) > 2
  );
  return found ?? null;
}

/** Small tables in which a row of totals may stand that the known values do not show. */
export function mayHoldTotals(frame: Frame): boolean {
  const { rows } = frame;
  return (
    rows !== null &&
    rows >= 4 &&
    rows <= 120 &&
    frame.columns.some(column => column.kind === 'number') &&
    frame.columns.some(
      column =>
        (column.kind === 'text' || column.kind === 'date') &&
        column.distinct !== null &&
        column.values.length < column.distinct &&
        (column.distinct >= rows - (column.nulls ?? 0) ||
          (column.nulls ?? 0) === 1)
    )
  );
}
