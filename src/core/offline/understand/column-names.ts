import type { Column } from '../frame';
import { nameStems } from '../words';
import { stemsOf } from './choose-columns';

const UNITS = new Set(
  'ms sec second min minute hour day kg km cm mm kmh mph hpa usd eur gbp chf pct percent celsius fahrenheit c f ft sqft sqm mb gb kb'.split(
    ' '
  )
);
const SMALL = new Set('of and the per on in to for at by'.split(' '));

/**
 * Columns by what they may be called in full, as stems: their name, the name without what stands in brackets or without
 * its unit, and stretches with a small word inside, such as `length of stay`.
 */
export function namesByStems(
  columns: readonly Column[]
): ReadonlyMap<string, Column> {
  const names = new Map<string, Column>();
  const add = (stems: readonly string[], column: Column): void => {
    const key = stems.join(' ');
    if (key !== '' && !names.has(key)) {
      names.set(key, column);
    }
  };
  columns.forEach(column => add(stemsOf(column), column));
  columns.forEach(column => add([stemsOf(column).join('')], column));
  for (const column of columns) {
    const bare = nameStems(column.name.replace(/[([].*?[)\]]/g, ' '));
    add(bare, column);
    if (bare.length > 1 && UNITS.has(bare.at(-1) ?? '')) {
      add(bare.slice(0, -1), column);
    }
  }
  for (const column of columns) {
    stretches(stemsOf(column)).forEach(stems => add(stems, column));
  }
  return names;
}

function stretches(stems: readonly string[]): string[][] {
  const found: string[][] = [];
  for (let first = 0; first < Math.min(stems.length, 12); first += 1) {
    for (
      let after = first + 3;
      after <= Math.min(stems.length, first + 7);
      after += 1
    ) {
      const part = stems.slice(first, after);
      if (
        part.slice(1, -1).some(each => SMALL.has(each)) &&
        !SMALL.has(part[0] ?? '') &&
        !SMALL.has(part.at(-1) ?? '')
      ) {
        found.push(part);
      }
    }
  }
  return found;
}

/** Short words keep their plural ending as a rule, but a column may be called `ip`. */
export function singular(stems: readonly string[]): string[] {
  return stems.map(each =>
    /^[^aeiou]?[aeiou][^aeious]s$/.test(each) &&
    each.length === 3 &&
    !/^(gas|bus|yes|was|has|its|his|gps)$/.test(each)
      ? each.slice(0, -1)
      : each
  );
}
