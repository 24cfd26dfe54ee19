import type { Analysis } from '../intent';
import { distributionCode } from './distribution-code';
import { groupCode } from './group-code';
import { itemsCode } from './items-code';
import {
  columnsCode,
  describeCode,
  duplicatesCode,
  missingCode,
  previewCode,
  rowsCode,
  shapeCode,
  valuesCode
} from './overview-code';
import { withFonts } from './fonts';
import { partCode } from './part-code';
import { correlationCode, relationCode } from './relation-code';
import type { TableState } from './table-state';
import { totalCode } from './total-code';
import { trendCode } from './trend-code';

/** The Python that computes, prints and draws one analysis, from loading the file on as far as that is needed. */
export function writeCode(state: TableState, analysis: Analysis): string {
  return withFonts(codeOf(state, analysis), state.frame);
}

function codeOf(state: TableState, analysis: Analysis): string {
  switch (analysis.kind) {
    case 'preview':
      return previewCode(state, analysis);
    case 'describe':
      return describeCode(state, analysis);
    case 'columns':
      return columnsCode(state, analysis);
    case 'shape':
      return shapeCode(state, analysis);
    case 'missing':
      return missingCode(state, analysis);
    case 'duplicates':
      return duplicatesCode(state, analysis);
    case 'values':
      return valuesCode(state, analysis);
    case 'rows':
      return rowsCode(state, analysis);
    case 'total':
      return totalCode(state, analysis);
    case 'group':
      return groupCode(state, analysis);
    case 'trend':
      return trendCode(state, analysis);
    case 'distribution':
      return distributionCode(state, analysis);
    case 'part':
      return partCode(state, analysis);
    case 'relation':
      return relationCode(state, analysis);
    case 'correlation':
      return correlationCode(state, analysis);
    case 'items':
      return itemsCode(state, analysis);
  }
}

/** The analysis without its chart, for kernels that cannot draw; null when the chart is all there is to it. */
export function withoutChart(analysis: Analysis): Analysis | null {
  return 'chart' in analysis &&
    (analysis.kind === 'group' ||
      analysis.kind === 'trend' ||
      analysis.kind === 'items') &&
    analysis.chart !== null
    ? { ...analysis, chart: null }
    : null;
}
