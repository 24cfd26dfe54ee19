import type { Column } from '../frame';
import { comparable, nameStems, nearlySame } from '../words';

/** Results of looking words up in the table, by word. */
export type Found = Readonly<Record<string, readonly [string, string][]>>;

const MOST_VALUES = 50;

/** The values that a word stands for, best likeness first: the word itself, then values that contain it. */
export function pickFound(
  text: string,
  hits: readonly [string, string][],
  columns: readonly Column[]
): { column: Column; values: string[]; near: boolean } | null {
  const wanted = comparable(text);
  const stems = nameStems(text).join(' ');
  const fits: ((value: string) => boolean)[] = [
    value => comparable(value) === wanted,
    value => nameStems(value).join(' ') === stems,
    value => ` ${nameStems(value).join(' ')} `.includes(` ${stems} `),
    value => nearlySame(comparable(value), wanted)
  ];
  for (const [index, fit] of fits.entries()) {
    const fitting = hits.filter(([, value]) => fit(value));
    const column = columns.find(each => each.name === fitting[0]?.[0]);
    if (column) {
      const values = fitting
        .filter(([name]) => name === column.name)
        .map(([, value]) => value);
      return {
        column,
        values: [...new Set(values)].slice(0, MOST_VALUES),
        near: index > 1
      };
    }
  }
  return null;
}
