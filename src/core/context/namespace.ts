import * as z from 'zod';
import { LIMITS } from '../limits';
import { oneLine, quantity } from './phrases';

/** What the kernel's helper tells of one variable; see `kernel/README.md`. */
const VariableSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  summary: z.string().default(''),
  shape: z.array(z.number()).nullish(),
  columns: z
    .array(
      z.looseObject({
        name: z.string(),
        dtype: z.string(),
        nulls: z.number().nullish()
      })
    )
    .nullish(),
  total_columns: z.number().nullish(),
  dtype: z.string().nullish(),
  length: z.number().nullish(),
  fingerprint: z.string().default('')
});
export type Variable = z.infer<typeof VariableSchema>;

/** The user's variables, the newest first. */
export const NamespaceSchema = z.looseObject({
  variables: z.array(VariableSchema),
  total: z.number(),
  truncated: z.boolean().default(false),
  modules: z.array(z.string()).default([])
});
export type Namespace = z.infer<typeof NamespaceSchema>;

/**
 * The lines that tell a model what is in memory: all of it when `before` is null, otherwise only
 * what is new, changed or gone. Empty when there is nothing to tell.
 */
export function describeNamespace(
  now: Namespace,
  before: Namespace | null
): string[] {
  return before === null ? describeAll(now) : describeChanges(now, before);
}

function describeAll(now: Namespace): string[] {
  if (now.variables.length === 0) {
    return ['Variables in the kernel: none yet.'];
  }
  const shown = now.variables.slice(0, LIMITS.namespaceVariables);
  return [
    'Variables in the kernel:',
    ...shown.map(describeVariable),
    ...rest(now.total - shown.length),
    ...imported(now.modules)
  ];
}

function describeChanges(now: Namespace, before: Namespace): string[] {
  const known = new Map(
    before.variables.map(variable => [variable.name, variable.fingerprint])
  );
  const fresh = now.variables.filter(
    variable => known.get(variable.name) !== variable.fingerprint
  );
  const names = new Set(now.variables.map(variable => variable.name));
  // A list that was cut short cannot tell what is gone.
  const gone = now.truncated
    ? []
    : [...known.keys()].filter(name => !names.has(name));
  const lines: string[] = [];
  if (fresh.length > 0) {
    const shown = fresh.slice(0, LIMITS.namespaceVariables);
    lines.push(
      'Variables in the kernel, new or changed since the last turn:',
      ...shown.map(describeVariable),
      ...rest(fresh.length - shown.length)
    );
  }
  if (gone.length > 0) {
    lines.push(`Variables gone since the last turn: ${gone.join(', ')}`);
  }
  if (lines.length === 0) {
    lines.push('Variables in the kernel: unchanged since the last turn.');
  }
  return lines;
}

function rest(count: number): string[] {
  return count > 0
    ? [`- … and ${quantity(count, 'more variable', 'more variables')}`]
    : [];
}

function imported(modules: readonly string[]): string[] {
  return modules.length > 0
    ? [`Imported modules: ${modules.slice(0, 40).join(', ')}`]
    : [];
}

const SHOWN_COLUMNS = 30;

function describeVariable(variable: Variable): string {
  const { name, type, shape, columns } = variable;
  if (columns && shape && shape.length === 2) {
    const total = variable.total_columns ?? shape[1] ?? columns.length;
    const shown = columns.slice(0, SHOWN_COLUMNS).map(describeColumn);
    const more = total - shown.length;
    return (
      `- ${name}: ${type}, ${shape[0]} rows x ${total} columns: ` +
      shown.join(', ') +
      (more > 0 ? `, … and ${more} more` : '')
    );
  }
  const summary = oneLine(variable.summary, 200);
  return `- ${name}: ${type}${summary === '' ? '' : `, ${summary}`}`;
}

function describeColumn(column: {
  name: string;
  dtype: string;
  nulls?: number | null;
}): string {
  const nulls = column.nulls ? ` (${column.nulls} nulls)` : '';
  return `${oneLine(column.name, 60)} ${column.dtype}${nulls}`;
}
