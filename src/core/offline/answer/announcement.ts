import { groupTitle } from '../code/grouping';
import { measureName, quantityName, readable } from '../code/names';
import { relationTitle } from '../code/relation-code';
import { trendTitle } from '../code/trend-names';
import type { Frame } from '../frame';
import type { Analysis } from '../intent';
import { code, list, plain } from './markdown';

/** One sentence before code runs: what it does. */
export function announcement(analysis: Analysis, frame: Frame): string {
  return `${what(analysis)} in ${code(frame.label)}.`;
}

function what(analysis: Analysis): string {
  switch (analysis.kind) {
    case 'preview':
      return 'A look at the rows';
    case 'describe':
      return 'An overview of the columns';
    case 'columns':
      return 'The columns';
    case 'shape':
      return 'Counting rows and columns';
    case 'missing':
      return 'Counting what is missing';
    case 'duplicates':
      return 'Looking for repeated rows';
    case 'values':
      return `The values of ${plain(readable(analysis.column))}`;
    case 'rows':
      return 'Picking the rows';
    case 'total':
      return plain(list(analysis.quantities.map(quantityName)));
    case 'group':
      return plain(groupTitle(analysis));
    case 'trend':
      return plain(trendTitle(analysis));
    case 'distribution':
      return `The distribution of ${plain(measureName(analysis.measure))}`;
    case 'part':
      return `The percentage of ${plain(analysis.noun)} that fit`;
    case 'relation':
      return plain(relationTitle(analysis));
    case 'correlation':
      return 'The correlations';
    case 'items':
      return plain(readable(analysis.title));
  }
}
