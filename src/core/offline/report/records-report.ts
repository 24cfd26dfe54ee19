import { list } from '../answer/markdown';
import { capitalised, quantityName, readable } from '../code/names';
import { columnCode } from '../code/expressions';
import { overall } from '../code/aggregate-code';
import type { TableState } from '../code/table-state';
import { stemOf } from '../knowledge';
import { coarsest } from '../understand/choose-columns';
import type { Minds } from '../plan/minds';
import { isYear } from '../clean-columns';
import { findColumn } from '../code/names';
import { braced } from './render';
import { groupPart } from './records-groups';
import { marginPart } from './records-margin';
import { trendPart } from './records-trend';
import { recordsOf, type Records } from './records';
import {
  COUNT,
  joinParts,
  keptFigure,
  part,
  ref,
  shownFigure,
  type Part
} from './part';
import type { Report } from './report';
import { wantedOf } from './wanted';

/** The report on a table whose rows are records: orders, visits, measurements. */
export function recordsReport(
  prompt: string,
  state: TableState,
  minds: Minds
): Report {
  const records = recordsOf(state, wantedOf(prompt, state.frame, minds));
  const { script } = records.prepared;
  const joined = joinParts([
    totalPart(records),
    ...records.groups.map((groups, i) => groupPart(records, groups, i === 0)),
    ...(records.trend ? [trendPart(records, records.trend)] : []),
    ...(records.margin ? [marginPart(records, records.margin)] : [])
  ]);
  return {
    ...joined,
    state,
    title: titleOf(state),
    blocks: [...script.written(), ...joined.blocks],
    drawnApart: false,
    subtitle: subtitle(records),
    lacks: lacks(records),
    assumed: records.wanted.assumed
  };
}

/** `sales_2024.csv` → `Sales 2024` */
export function titleOf({ frame }: TableState): string {
  const name = stemOf(frame.source?.path ?? frame.label);
  return capitalised(readable(name.replace(/[-.]+/g, ' ')));
}

function totalPart(records: Records): Part {
  const { state, wanted, prepared, format, unit } = records;
  const name = quantityName(wanted.quantity);
  const total = keptFigure(
    state,
    name,
    overall(wanted.quantity, prepared),
    { format, unit },
    true
  );
  const rows = shownFigure('rows', `len(${prepared.data})`, COUNT);
  const isCount = wanted.quantity.measure.kind === 'rows';
  return part({
    figures: isCount ? [total] : [total, rows],
    summary: [
      {
        text: isCount
          ? `${capitalised(name)}: ${ref(total)}.`
          : `${capitalised(name)}: ${ref(total)}, from ${ref(rows)} rows.`
      }
    ]
  });
}

function subtitle({ state, prepared, trend }: Records): string {
  const source = braced(state.frame.source?.path ?? state.frame.label);
  const rows = `{len(${prepared.data}):,} rows`;
  const column = trend && findColumn(state.frame, trend.wanted.column);
  if (!trend || !column) {
    return `${source} · ${rows}`;
  }
  const times = columnCode(prepared.data, column.name);
  const coarse = coarsest(column);
  const span =
    column.kind === 'date' && (coarse === null || coarse === 'day')
      ? `{${times}.min():%Y-%m-%d} to {${times}.max():%Y-%m-%d}`
      : isYear(column)
        ? `{${times}.min()} to {${times}.max()}`
        : `{${trend.variable}.index[0]} to {${trend.variable}.index[-1]}`;
  return `${source} · ${rows} · ${span}`;
}

/** What the data cannot tell, and what was taken instead. */
function lacks({
  state,
  wanted,
  groups,
  trend,
  adds,
  measure
}: Records): string[] {
  const { label } = state.frame;
  const unmet = wanted.unmet.map(part => `“${part}”`);
  const taken = groups.map(each => each.name);
  return [
    ...(unmet.length > 0
      ? [
          `${list(unmet)} cannot be answered: ${label} has no column for ${unmet.length > 1 ? 'them' : 'it'}${taken.length > 0 ? `; I grouped by ${list(taken)}` : ''}.`
        ]
      : []),
    ...(trend
      ? []
      : [`${label} has no dates or periods, so there is no trend over time.`]),
    ...(groups.length > 0
      ? []
      : [
          `${label} has no column that sorts its rows into groups, so there are no totals by group.`
        ]),
    ...(adds || wanted.quantity.measure.kind === 'rows'
      ? []
      : [
          `Values of ${measure} do not add up, so averages are compared and there are no shares; a pie shows how many rows there are.`
        ])
  ];
}
