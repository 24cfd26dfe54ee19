import { addsUpToWhole, overall } from '../code/aggregate-code';
import {
  capitalised,
  factLabel,
  findColumn,
  keyName,
  measureName,
  plural,
  quantityBase,
  quantityName,
  readable
} from '../code/names';
import { quantityFormat, quantityUnit } from '../code/number-format';
import type { TableState } from '../code/table-state';
import { columnCode } from '../code/expressions';
import type { Prepared } from '../code/prepare-data';
import { fileName, stemOf } from '../knowledge';
import { marginOf } from '../understand/derived-measures';
import type { Minds } from '../plan/minds';
import {
  groupLine,
  prepareRecords,
  trendLines,
  wholePeriods
} from './records-code';
import { groupSentences, marginSentences, trendSentences } from './records-sentences';
import type { Figure, Listing, Report, Sentence, View } from './report';
import { wantedOf, type Wanted, type WantedGroups } from './wanted';

/** Groups of the report, with the names of what is kept of them. */
export interface Groups {
  readonly wanted: WantedGroups;
  /** All groups, the largest first. */
  readonly all: string;
  /** The first of them, when only so many are wanted. */
  readonly top: string | null;
  /** Shares of the first and of all others together. */
  readonly shares: string | null;
  /** `region` */
  readonly name: string;
}

/** What every part of a report on records needs. */
export interface Records {
  readonly state: TableState;
  readonly wanted: Wanted;
  readonly prepared: Prepared;
  /** `revenue` */
  readonly measure: string;
  readonly adds: boolean;
  readonly format: string;
  readonly unit: string;
  readonly groups: readonly Groups[];
  readonly trend: { readonly variable: string; readonly whole: string } | null;
  readonly mayBeNegative: boolean;
}

/** A part of the report: lines that compute, and what comes of them. */
export interface Part {
  readonly lines: readonly string[];
  readonly views: readonly View[];
  readonly figures: readonly Figure[];
  readonly listings: readonly Listing[];
  readonly summary: readonly Sentence[];
  readonly trends: readonly Sentence[];
  readonly recommendations: readonly Sentence[];
}

export const NOTHING: Part = {
  lines: [],
  views: [],
  figures: [],
  listings: [],
  summary: [],
  trends: [],
  recommendations: []
};

/** The report on a table whose rows are records: orders, visits, measurements. */
export function recordsReport(
  prompt: string,
  state: TableState,
  minds: Minds
): Report {
  const { frame } = state;
  const wanted = wantedOf(prompt, frame, minds);
  const margin = marginOf(frame, null);
  const prepared = prepareRecords(
    state,
    wanted,
    margin && margin.measure.kind === 'ratio'
      ? [margin.measure].flatMap(ratioColumnsOf)
      : []
  );
  const records: Records = {
    state,
    wanted,
    prepared,
    measure: measureName(wanted.quantity.measure).toLowerCase() === measureName(wanted.quantity.measure).toUpperCase()
      ? measureName(wanted.quantity.measure)
      : measureName(wanted.quantity.measure),
    adds: addsUpToWhole(wanted.quantity),
    format: quantityFormat(wanted.quantity, frame),
    unit: quantityUnit(wanted.quantity, frame),
    groups: wanted.groups.map(each => groupsOf(state, wanted, each)),
    trend: wanted.trend && {
      variable: state.name(
        `${quantityBase(wanted.quantity)} by ${keyName({ kind: 'period', ...wanted.trend })}`
      ),
      whole: state.name('whole periods')
    },
    mayBeNegative: mayBeNegative(wanted, state)
  };
  return joined(records, [
    totalPart(records),
    ...records.groups.map((groups, i) => groupPart(records, groups, i)),
    trendPart(records),
    marginPart(records, margin)
  ]);
}
