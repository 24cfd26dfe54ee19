import type { KeyCode } from './key-code';
import type { Prepared } from './prepare-data';
import type { TableState } from './table-state';
import type { TrendAnalysis } from './trend-names';

export interface Trend {
  readonly state: TableState;
  readonly analysis: TrendAnalysis;
  readonly prepared: Prepared;
  readonly key: KeyCode;
  readonly result: string;
}
