import { UsageSchema, type Usage } from './chat-message';
import { isRecord, type JsonRecord } from './json';

/** The names of each count; the first is ours. */
const COUNTS: readonly (readonly string[])[] = [
  ['prompt_tokens', 'input_tokens'],
  ['completion_tokens', 'output_tokens'],
  ['total_tokens']
];

/**
 * What is known of a reply's tokens after one more report. Servers report once, in every chunk (growing), or in
 * halves, so that the largest count is the right one.
 */
export function mergeUsage(
  current: Usage | null,
  report: unknown
): Usage | null {
  if (!isRecord(report)) {
    return current;
  }
  const counts = COUNTS.flatMap(names => {
    const count = largest(report, names);
    return count === null ? [] : [[names[0] ?? '', count] as const];
  });
  if (counts.length === 0) {
    return current;
  }
  const usage = UsageSchema.safeParse({
    ...current,
    ...report,
    ...Object.fromEntries(COUNTS.map(([name = '']) => [name, current?.[name]])),
    ...Object.fromEntries(
      counts.map(([name, count]) => {
        const before = current?.[name];
        return [
          name,
          typeof before === 'number' ? Math.max(before, count) : count
        ];
      })
    )
  });
  return usage.success ? usage.data : current;
}

function largest(report: JsonRecord, names: readonly string[]): number | null {
  const counts = names.flatMap(name => {
    const value = report[name];
    const count =
      typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof count === 'number' && Number.isFinite(count) ? [count] : [];
  });
  return counts.length > 0 ? Math.max(...counts) : null;
}
