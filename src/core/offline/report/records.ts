import { addsUpToWhole } from '../code/aggregate-code';
import {
  findColumn,
  keyName,
  measureColumns,
  measureName,
  plural,
  quantityBase
} from '../code/names';
import { quantityFormat, quantityUnit } from '../code/number-format';
import type { Prepared } from '../code/prepare-data';
import type { TableState } from '../code/table-state';
import type { Measure, Period } from '../intent';
import { marginOf } from '../understand/derived-measures';
import { prepareRecords } from './records-code';
import type { Wanted, WantedGroups } from './wanted';

/** Groups of a report, with the names of what is kept of them. */
export interface Groups {
  readonly wanted: WantedGroups;
  /** `region` */
  readonly name: string;
  /** All groups, the largest first. */
  readonly all: string;
  /** The first of them, when only so many are wanted. */
  readonly top: string | null;
  /** The first of them and all others together, which make a whole. */
  readonly shares: string | null;
}

export interface RecordsTrend {
  readonly wanted: NonNullable<Wanted['trend']>;
  /** `month` */
  readonly name: string;
  readonly variable: string;
  /** Without a last period that is not over. */
  readonly whole: string;
}

/** What every part of a report on records needs. */
export interface Records {
  readonly state: TableState;
  readonly wanted: Wanted;
  readonly prepared: Prepared;
  /** `revenue` */
  readonly measure: string;
  /** What all of it is called: `all revenue`. */
  readonly whole: string;
  /** `revenue`, or `average revenue`: base of names. */
  readonly base: string;
  readonly adds: boolean;
  readonly format: string;
  readonly unit: string;
  readonly groups: readonly Groups[];
  readonly trend: RecordsTrend | null;
  readonly margin: (Measure & { readonly kind: 'ratio' }) | null;
  readonly mayBeNegative: boolean;
}

export function recordsOf(state: TableState, wanted: Wanted): Records {
  const { frame } = state;
  const { quantity, trend } = wanted;
  const adds = addsUpToWhole(quantity);
  const margin = adds ? marginOf(frame, null)?.measure : undefined;
  const ratio = margin?.kind === 'ratio' ? margin : null;
  const base = quantityBase(quantity);
  const measure = measureName(quantity.measure);
  return {
    state,
    wanted,
    prepared: prepareRecords(state, wanted, ratio ? measureColumns(ratio) : []),
    measure,
    whole: /^(?:total|sum|gesamt|summe)/i.test(measure)
      ? 'the whole'
      : `all ${measure}`,
    base,
    adds,
    format: quantityFormat(quantity, frame),
    unit: quantityUnit(quantity, frame),
    groups: wanted.groups.map(each => groupsOf(state, base, adds, each)),
    trend: trend && trendOf(state, base, trend),
    margin: ratio,
    mayBeNegative: measureColumns(quantity.measure).some(
      name => (findColumn(frame, name)?.min ?? -1) < 0
    )
  };
}

function groupsOf(
  state: TableState,
  base: string,
  adds: boolean,
  wanted: WantedGroups
): Groups {
  const name = keyName(wanted.key);
  const { limit } = wanted;
  return {
    wanted,
    name,
    all: state.name(`${base} by ${name}`),
    top: limit === null ? null : state.name(`top ${plural(name)}`),
    shares: limit === null || !adds ? null : state.name(`${name} shares`)
  };
}

const ADVERBS: Partial<Record<Period, string>> = {
  year: 'yearly',
  quarter: 'quarterly',
  month: 'monthly',
  week: 'weekly',
  day: 'daily',
  hour: 'hourly'
};

function trendOf(
  state: TableState,
  base: string,
  wanted: NonNullable<Wanted['trend']>
): RecordsTrend {
  const name = keyName({ kind: 'period', ...wanted });
  const adverb = ADVERBS[wanted.period];
  return {
    wanted,
    name,
    variable: state.name(adverb ? `${adverb} ${base}` : `${base} by ${name}`),
    whole: state.name(`whole ${plural(name)}`)
  };
}
