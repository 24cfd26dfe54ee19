import type { Analysis } from '../intent';
import { groupBase } from './group-code';
import { measureName, readable } from './names';
import type { TableState } from './table-state';
import { totalBase } from './total-code';
import { trendBase } from './trend-names';

/** The variables in which an analysis leaves its result; those that only look leave none. */
export function resultNames(state: TableState, analysis: Analysis): string[] {
  const table = state.frame.variable;
  switch (analysis.kind) {
    case 'total':
      return analysis.quantities.map(quantity =>
        state.name(totalBase(quantity))
      );
    case 'group':
      return [state.name(groupBase(analysis))];
    case 'trend':
      return [state.name(trendBase(analysis))];
    case 'items':
      return [state.name(analysis.title)];
    case 'values':
      return [state.name(`${readable(analysis.column)} counts`)];
    case 'distribution':
      return [state.name(`${measureName(analysis.measure)} values`)];
    case 'correlation':
      return [state.name(`correlation of ${table}`)];
    case 'missing':
      return [state.name(`missing in ${table}`)];
    default:
      return [];
  }
}
