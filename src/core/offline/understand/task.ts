import type { Analysis, Filter, Task } from '../intent';
import type { Reading } from './reading';

/** What a kind of request comes to; null when the request is of another kind. */
export type Built = {
  readonly tasks: readonly Task[];
  readonly cannot?: readonly string[];
} | null;

/** The conditions of a request, without their notes. */
export function filtersOf(reading: Reading): readonly Filter[] {
  return reading.filters.map(each => each.filter);
}

/** A task with all that was assumed on the way. */
export function task(
  analysis: Analysis,
  reading: Reading,
  notes: readonly string[] = []
): Task {
  const all = [
    ...notes,
    ...reading.filters.flatMap(each => each.notes),
    ...reading.notes
  ];
  return { analysis, notes: [...new Set(all)] };
}
