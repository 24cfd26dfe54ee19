import type { Column } from '../frame';
import { comparable } from '../words';

/** Words for people, with what tables say for them. */
const ALIASES: readonly (readonly [words: string, values: string])[] = [
  [
    'woman women female girl frau frauen weiblich',
    'f female w woman women weiblich girl'
  ],
  ['man men male boy manner mannlich', 'm male man men mannlich boy']
];

const byWord = new Map<string, ReadonlySet<string>>(
  ALIASES.flatMap(([words, values]) =>
    words.split(' ').map(word => [word, new Set(values.split(' '))] as const)
  )
);

/** The value that a table has for such a word; null when it has none. */
export function aliasedValue(
  stem: string,
  columns: readonly Column[]
): { column: Column; values: string[] } | null {
  const meant = byWord.get(stem);
  if (!meant) {
    return null;
  }
  for (const column of columns) {
    const value =
      column.kind === 'text'
        ? column.values.find(each => meant.has(comparable(each)))
        : undefined;
    if (value !== undefined) {
      return { column, values: [value] };
    }
  }
  return null;
}
