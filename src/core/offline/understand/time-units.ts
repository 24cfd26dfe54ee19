import type { Column } from '../frame';
import { stemsOf } from './choose-columns';

/** Seconds in each unit, by how people and columns call it. */
const SECONDS: readonly (readonly [RegExp, number])[] = [
  [/^(ms|milliseconds?)$/i, 0.001],
  [/^(s|secs?|seconds?)$/i, 1],
  [/^(mins?|minutes?)$/i, 60],
  [/^(h|hrs?|hours?)$/i, 3600],
  [/^days?$/i, 86_400],
  [/^weeks?$/i, 604_800],
  [/^years?$/i, 31_557_600]
];

function seconds(word: string): number | null {
  return SECONDS.find(([form]) => form.test(word))?.[1] ?? null;
}

/** "2 hours" for a column of minutes; null when nothing is to be converted. */
export function inUnitOf(
  column: Column,
  value: number,
  unit: string
): { readonly value: number; readonly notes: string[] } | null {
  const typed = seconds(unit);
  const own = [...stemsOf(column)]
    .reverse()
    .map(seconds)
    .find(each => each !== null);
  if (typed === null || own === null || own === undefined || typed === own) {
    return null;
  }
  const converted = Number(((value * typed) / own).toPrecision(12));
  return {
    value: converted,
    notes: [`${value} ${unit} are ${converted} in ${column.name}`]
  };
}
