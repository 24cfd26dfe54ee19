import type { Analysis, Filter, Measure } from '../intent';
import { pythonList, pythonString } from '../python-literal';
import { cleaningLines, needsCleaning } from './clean-code';
import { columnCode, rowValues } from './expressions';
import { filterCode } from './filter-code';
import { loadLines } from './load-code';
import { findColumn, measureColumns, readable } from './names';
import { Script } from './script';
import type { TableState } from './table-state';

/** Data that is ready to be computed with. */
export interface Prepared {
  readonly script: Script;
  /** The variable that holds the rows in question. */
  readonly data: string;
  /** The column that holds a measure's value for each row. */
  column(measure: Measure): string;
  /** There may be no rows at all. */
  readonly maybeEmpty: boolean;
}

export interface Needs {
  /** Columns that are read. */
  readonly columns: readonly string[];
  readonly measures: readonly Measure[];
  /** All columns are, whatever they are. */
  readonly whole?: boolean;
  /** Rows without a value in one of these are left out. */
  readonly complete?: readonly string[];
}

/** Loads, cleans, derives and filters, as far as that is still to be done. */
export function prepareData(
  state: TableState,
  analysis: Analysis,
  needs: Needs
): Prepared {
  const { frame } = state;
  const script = new Script();
  script.block(...loadLines(state));
  const formulas = needs.measures.filter(measure => measure.kind === 'formula');
  const columns = [
    ...new Set([
      ...needs.columns,
      ...needs.measures.flatMap(measureColumns),
      ...analysis.filters.map(filter => filter.column)
    ])
  ];
  const dirty = columns
    .map(name => findColumn(frame, name))
    .filter(column => column !== undefined)
    .filter(column => needsCleaning(column) && !state.done.has(column.name));
  const derived = formulas.map(measure => ({
    measure,
    name: derivedName(state, measure.name)
  }));
  const missing = derived.filter(each => !state.done.has(each.name));
  let data = frame.variable;
  if (!frame.own && (dirty.length > 0 || missing.length > 0 || frame.relabel)) {
    data = state.name(`${frame.variable} clean`);
    script.block(...copyLines(state, data, needs.whole ? [] : columns));
  }
  script.block(
    ...dirty.flatMap(column => cleaningLines(column, data)),
    ...missing.map(
      ({ measure, name }) =>
        `${columnCode(data, name)} = ${rowValues(measure, data) ?? ''}`
    ),
    ...dirty
      .filter(column => column.nulls !== null)
      .map(column => unreadLine(column.name, data))
  );
  data = selectRows(
    script,
    state,
    data,
    analysis.filters,
    needs.complete ?? []
  );
  return {
    script,
    data,
    column: measure =>
      measure.kind === 'column'
        ? measure.column
        : (derived.find(
            each => JSON.stringify(each.measure) === JSON.stringify(measure)
          )?.name ?? ''),
    maybeEmpty:
      analysis.filters.length > 0 || frame.rows === null || frame.rows === 0
  };
}

/** A formula's column, beside one of the same name that the table has already. */
function derivedName(state: TableState, name: string): string {
  return findColumn(state.frame, name) ? `${name} (calculated)` : name;
}

/** The user's own table stays as it is. */
function copyLines(
  { frame }: TableState,
  data: string,
  columns: readonly string[]
): string[] {
  if (frame.relabel) {
    const names = pythonList(frame.columns.map(column => column.name));
    return [`${data} = ${frame.variable}.set_axis(${names}, axis=1)`];
  }
  const some =
    columns.length > 0 && columns.length < frame.columns.length / 2
      ? `[${pythonList(columns)}]`
      : '';
  return [`${data} = ${frame.variable}${some}.copy()`];
}

export const WITHOUT_VALUE = 'No value in';

function unreadLine(column: string, data: string): string {
  const label = `${WITHOUT_VALUE} ${readable(column)}`.replace(/:/g, ' ');
  return `print(${pythonString(`${label}:`)}, ${columnCode(data, column)}.isna().sum())`;
}

function selectRows(
  script: Script,
  state: TableState,
  data: string,
  filters: readonly Filter[],
  complete: readonly string[]
): string {
  const masks = filters.map(filter => filterCode(filter, data, state.frame));
  const holes = complete.filter(
    name => findColumn(state.frame, name)?.nulls !== 0
  );
  if (masks.length === 0 && holes.length === 0) {
    return data;
  }
  const selected = state.name(
    `${masks.length > 0 ? 'selected' : 'complete'} ${state.frame.variable}`
  );
  const where = masks.length > 1 ? masks.map(mask => `(${mask})`) : masks;
  const dropped =
    holes.length > 0 ? `.dropna(subset=${pythonList(holes)})` : '';
  if (masks.length < 2) {
    script.block(
      `${selected} = ${data}${masks.length > 0 ? `[${masks[0] ?? ''}]` : ''}${dropped}`
    );
  } else {
    script.block(
      `${selected} = ${data}[`,
      ...where.map((mask, i) => `    ${i > 0 ? '& ' : ''}${mask}`),
      `]${dropped}`
    );
  }
  return selected;
}
