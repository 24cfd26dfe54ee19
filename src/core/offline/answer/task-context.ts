import type { Frame } from '../frame';
import type { Analysis } from '../intent';
import type { Output, Table } from '../read-output';
import { grouped, withUnit } from './markdown';

/** What an answer about one analysis is made from. */
export interface Told<Kind extends Analysis = Analysis> {
  readonly analysis: Kind;
  readonly frame: Frame;
  readonly output: Output;
}

export function fact(output: Output, label: string): string | null {
  const value = output.facts.get(label);
  return value === undefined || value === '' || /^(nan|NaT|None)\b/.test(value)
    ? null
    : value;
}

/** A printed count, with separators. */
export function countOf(output: Output, label: string): string | null {
  const value = fact(output, label);
  return value === null ? null : grouped(value);
}

export function isZero(value: string | null): boolean {
  return value !== null && /^0+(\.0+)?$/.test(value);
}

/** A cell of a printed table as it is told. */
export function cellText(
  value: string | null | undefined,
  unit: string
): string {
  return value === null || value === undefined ? '–' : withUnit(value, unit);
}

/** A row's label as it is told. */
export function labelText(label: string): string {
  return /^(NaN|nan|None|<NA>|NaT)$/.test(label) ? '(missing)' : label;
}

export function firstTable(output: Output): Table | null {
  return output.tables[0] ?? null;
}
