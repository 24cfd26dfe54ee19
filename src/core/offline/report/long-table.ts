import { understandColumn } from '../clean-columns';
import { loadLines } from '../code/load-code';
import { tableState, type TableState } from '../code/table-state';
import type { Column, Frame } from '../frame';
import { pythonList, pythonString } from '../python-literal';
import type { Conversation } from '../read-conversation';
import { isPeriodName, wideShape } from '../turned-sheet';

/** What the numbers of a table with periods across the top are called once they are in one column. */
const AMOUNT = 'amount';

/** A table with periods across the top, brought into rows: one for each of its rows and periods. */
export interface LongTable {
  readonly state: TableState;
  /** Blocks that make it; none when it is in memory. */
  readonly blocks: readonly (readonly string[])[];
}

/** Null for a table whose columns are no periods. */
export function longTable(
  conversation: Conversation,
  frame: Frame,
  reload: boolean
): LongTable | null {
  const raw = rawFrame(frame);
  if (!frame.turned && !wideShape(raw)) {
    return null;
  }
  const isPeriod = (column: Column): boolean => isPeriodName(column.name);
  const periods = raw.columns.filter(isPeriod);
  const keys = raw.columns.filter(
    column => !isPeriod(column) && column.kind === 'text'
  );
  const rawState = tableState(conversation, raw, reload);
  const variable = rawState.name(`${raw.variable} long`);
  const isThere = !reload && conversation.assigned.has(variable);
  const name = periodName(periods, keys);
  const melted: Frame = {
    ...raw,
    variable,
    source: null,
    loaded: true,
    rows: (raw.rows ?? 1) * periods.length,
    columns: [
      ...keys.map(key => ({ ...key, nulls: null })),
      periodColumn(name, periods),
      amountColumn(periods)
    ]
  };
  const state = tableState(conversation, melted, false);
  return {
    state: isThere ? state : { ...state, done: new Set() },
    blocks: isThere
      ? []
      : [
          loadLines(rawState),
          [
            '# One row for each period instead of one column',
            `${variable} = ${raw.variable}.melt(id_vars=${pythonList(keys.map(key => key.name))}, value_vars=${pythonList(periods.map(column => column.name))}, var_name=${pythonString(name)}, value_name="${AMOUNT}")`
          ]
        ]
  };
}

function rawFrame(frame: Frame): Frame {
  return frame.turned
    ? {
        ...frame,
        variable: frame.turned.rawVariable,
        columns: frame.turned.rawColumns,
        rows: null,
        turned: null
      }
    : frame;
}

function periodName(
  periods: readonly Column[],
  keys: readonly Column[]
): string {
  const name = periods.every(({ name }) => /^\s*\d{4}\s*$/.test(name))
    ? 'year'
    : periods.every(({ name }) => /Q[1-4]/i.test(name))
      ? 'quarter'
      : 'period';
  return keys.some(key => key.name === name) ? `${name}_` : name;
}

function periodColumn(name: string, periods: readonly Column[]): Column {
  return understandColumn({
    name,
    dtype: 'object',
    nulls: 0,
    distinct: periods.length,
    values: periods.map(column => column.name),
    min: null,
    max: null
  });
}

/** All of them are cleaned as the first one that needs it. */
function amountColumn(periods: readonly Column[]): Column {
  const model = periods.find(column => column.cleaning !== null) ?? periods[0];
  const lowest = periods.map(column => column.min);
  return {
    name: AMOUNT,
    kind: 'number',
    cleaning: model?.cleaning ?? null,
    dtype: model?.dtype ?? 'float64',
    nulls: null,
    distinct: null,
    values: model?.values ?? [],
    min: lowest.every(each => each !== null) ? Math.min(...lowest) : null,
    max: null,
    unit: model?.unit ?? ''
  };
}
