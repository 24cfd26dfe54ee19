import type { Analysis } from '../intent';
import type { KeyCode } from './key-code';
import { keyName, quantityName } from './names';
import type { Prepared } from './prepare-data';
import type { TableState } from './table-state';

export type GroupAnalysis = Analysis & { readonly kind: 'group' };

/** Facts about groups. */
export const GROUPS = 'Groups';
export const ROWS = 'Rows';
export const SHARE = 'Share';

/** Everything that the parts of a grouping need. */
export interface Grouping {
  readonly state: TableState;
  readonly analysis: GroupAnalysis;
  readonly prepared: Prepared;
  readonly keys: readonly KeyCode[];
  /** `data.groupby(…)` */
  readonly grouped: string;
  /** The variable that holds the result. */
  readonly result: string;
}

/** The title of what is drawn: `Total revenue by region`. */
export function groupTitle(analysis: GroupAnalysis): string {
  const names = analysis.quantities.map(quantityName);
  const what =
    names.length > 1
      ? names
          .map((name, i) =>
            i > 0 ? name.charAt(0).toLowerCase() + name.slice(1) : name
          )
          .join(' and ')
      : (names[0] ?? '');
  const by = analysis.keys.map(keyName).join(' and ');
  return analysis.limit === null
    ? `${what} by ${by}`
    : `${what} by ${by}: ${analysis.descending ? 'top' : 'bottom'} ${analysis.limit}`;
}
