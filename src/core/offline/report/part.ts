import { factLabel } from '../code/names';
import type { TableState } from '../code/table-state';
import type { Figure, Listing, Sentence, View } from './report';

/** A part of a report: lines that compute, and what comes of them. */
export interface Part {
  /** Blocks of Python that leave the results in memory. */
  readonly blocks: readonly (readonly string[])[];
  readonly views: readonly View[];
  readonly figures: readonly Figure[];
  readonly listings: readonly Listing[];
  readonly summary: readonly Sentence[];
  readonly trends: readonly Sentence[];
  readonly recommendations: readonly Sentence[];
}

export function part(fields: Partial<Part>): Part {
  return {
    blocks: [],
    views: [],
    figures: [],
    listings: [],
    summary: [],
    trends: [],
    recommendations: [],
    ...fields
  };
}

export function joinParts(parts: readonly Part[]): Part {
  const all = <Key extends keyof Part>(key: Key): Part[Key][number][] =>
    parts.flatMap(each => each[key] as readonly Part[Key][number][]);
  return {
    blocks: all('blocks'),
    views: all('views'),
    figures: all('figures'),
    listings: all('listings'),
    summary: all('summary'),
    trends: all('trends'),
    recommendations: all('recommendations')
  };
}

/** A figure as it stands in a sentence. */
export function ref({ id }: Figure): string {
  return `«${id}»`;
}

/** How figures are shown: Python format and unit. */
export interface Shown {
  readonly format: string;
  readonly unit: string;
}

export const NAME: Shown = { format: '', unit: '' };
export const COUNT: Shown = { format: ',', unit: '' };
export const SHARE: Shown = { format: '.1f', unit: '%' };
export const CHANGE: Shown = { format: '+.1f', unit: '%' };

/** A figure that its expression tells: `revenue_by_region.index[0]`. */
export function shownFigure(
  title: string,
  code: string,
  { format, unit }: Shown,
  key = false
): Figure {
  return {
    id: title,
    variable: null,
    code,
    label: factLabel(title),
    format,
    unit,
    key
  };
}

/** A figure that is kept in a variable of its own. */
export function keptFigure(
  state: TableState,
  title: string,
  code: string,
  shown: Shown,
  key = false
): Figure {
  return {
    ...shownFigure(title, code, shown, key),
    variable: state.name(title)
  };
}

/** What a figure is called by in code, once it was computed. */
export function expressionOf({ variable, code }: Figure): string {
  return variable ?? code;
}
