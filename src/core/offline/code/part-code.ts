import type { Analysis } from '../intent';
import { filterCode } from './filter-code';
import { prepareData } from './prepare-data';
import { printFact } from './print-code';
import { ROWS } from './grouping';
import type { TableState } from './table-state';

export type PartAnalysis = Analysis & { readonly kind: 'part' };

export const FITTING = 'Fitting rows';
export const PART = 'Percentage';

/** How large a part of the rows fulfils conditions. */
export function partCode(state: TableState, analysis: PartAnalysis): string {
  const prepared = prepareData(state, analysis, {
    columns: analysis.conditions.map(each => each.column),
    measures: []
  });
  const { script, data } = prepared;
  const fits = state.name('fits');
  const masks = analysis.conditions.map(each =>
    filterCode(each, data, state.frame)
  );
  script.block(
    `${fits} = ${masks.length > 1 ? masks.map(mask => `(${mask})`).join(' & ') : (masks[0] ?? '')}`
  );
  script.block(
    printFact(ROWS, `len(${data})`, ','),
    printFact(FITTING, `${fits}.sum()`, ','),
    printFact(PART, `100 * ${fits}.mean()`, '.1f')
  );
  return script.text();
}
