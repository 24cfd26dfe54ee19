import type { GroupKey, Quantity } from '../intent';
import { pythonString } from '../python-literal';
import {
  addsUpToWhole,
  aggregate,
  groupedCode,
  overall,
  ratioColumns
} from './aggregate-code';
import { keyCode } from './key-code';
import { keyName, quantityBase, quantityName } from './names';
import { quantityFormat } from './number-format';
import { prepareData } from './prepare-data';
import { PRINTED_ROWS, printFact, printTable } from './print-code';
import { chain } from './script';
import type { TableState } from './table-state';
import {
  GROUPS,
  ROWS,
  SHARE,
  type GroupAnalysis,
  type Grouping
} from './grouping';
import { groupChart } from './group-chart';
import { matrixCode } from './matrix-code';

/** Quantities for each group, sorted, printed and drawn. */
export function groupCode(state: TableState, analysis: GroupAnalysis): string {
  const prepared = prepareData(state, analysis, {
    columns: analysis.keys.map(key => key.column),
    measures: analysis.quantities.map(quantity => quantity.measure),
    complete: ratioColumns(analysis.quantities)
  });
  const { script, data } = prepared;
  const keys = analysis.keys.map(key => keyCode(key, data, state.frame));
  const { before, grouped } = groupedCode(
    data,
    keys,
    analysis.quantities,
    state.name('sides')
  );
  script.block(...before);
  const grouping: Grouping = {
    state,
    analysis,
    prepared,
    keys,
    grouped,
    result: state.name(groupBase(analysis))
  };
  if (analysis.keys.length > 1) {
    matrixCode(grouping);
  } else {
    listCode(grouping);
  }
  return script.text();
}

/** `revenue_by_region_and_channel` */
export function groupBase({
  quantities,
  keys
}: {
  readonly quantities: readonly Quantity[];
  readonly keys: readonly GroupKey[];
}): string {
  const names = quantities.slice(0, 2).map(quantityBase).join(' and ');
  return `${names} by ${keys.map(keyName).join(' and ')}`;
}

function listCode(grouping: Grouping): void {
  const { state, analysis, prepared, grouped, result } = grouping;
  const { script, data } = prepared;
  const { quantities, limit, share } = analysis;
  const [first] = quantities;
  if (!first) {
    return;
  }
  const value = (quantity: Quantity): string =>
    aggregate(quantity, quantities, grouped, prepared);
  if (quantities.length === 1) {
    const steps = sorting(grouping, null);
    const simple = first.measure.kind !== 'ratio';
    script.block(
      simple
        ? chain(result, grouped, [
            ...split(value(first).slice(grouped.length)),
            ...steps
          ])
        : chain(result, `(${value(first)})`, steps)
    );
  } else {
    script.block(
      `${result} = pd.DataFrame({`,
      ...quantities.map(
        each => `    ${pythonString(quantityName(each))}: ${value(each)},`
      ),
      `})${sorting(grouping, quantityName(first)).join('')}`
    );
  }
  const printed = limit === null ? PRINTED_ROWS : Math.min(limit, 40);
  script.block(
    printFact(ROWS, `len(${data})`, ','),
    printFact(GROUPS, `len(${result})`, ','),
    ...quantities.map(each =>
      printFact(
        quantityName(each),
        overall(each, prepared),
        quantityFormat(each, state.frame)
      )
    ),
    ...(share && quantities.length === 1 && addsUpToWhole(first)
      ? shareTable(grouping, first, printed)
      : [
          printTable(
            `${result}.head(${printed})${quantities.length === 1 ? `.to_frame(${pythonString(quantityName(first))})` : ''}`,
            quantities,
            state.frame
          )
        ])
  );
  script.block(...groupChart(grouping, printed));
}

/** Steps after a `groupby`: its column and its method. */
function split(code: string): string[] {
  return code.split(/(?=\.[a-z]+\(\)$)/).filter(part => part !== '');
}

/** Groups with an order of their own keep it unless the user asked for the first of them. */
function sorting(grouping: Grouping, column: string | null): string[] {
  const { analysis, keys } = grouping;
  const { limit, extreme, descending } = analysis;
  if (keys[0]?.ordered && limit === null && !extreme) {
    return [];
  }
  const by = column === null ? '' : `${pythonString(column)}, `;
  return [`.sort_values(${by}ascending=${descending ? 'False' : 'True'})`];
}

function shareTable(
  { state, result }: Grouping,
  quantity: Quantity,
  rows: number
): string[] {
  const table = state.name('table');
  const name = pythonString(quantityName(quantity));
  return [
    `${table} = ${result}.to_frame(${name})`,
    `${table}["${SHARE}"] = (100 * ${result} / ${result}.sum()).map("{:.1f}%".format)`,
    printTable(`${table}.head(${rows})`, [quantity], state.frame, [SHARE])
  ];
}
