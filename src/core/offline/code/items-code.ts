import type { Analysis, Quantity } from '../intent';
import { pythonList } from '../python-literal';
import { lyingBars, type BarChart } from './bar-chart';
import { canvas } from './chart-code';
import { ROWS, SHARE } from './grouping';
import { capitalised, findColumn } from './names';
import { quantityFormat } from './number-format';
import { pieChart } from './pie-chart';
import { prepareData } from './prepare-data';
import { printFact, printFrame } from './print-code';
import { indented } from './script';
import type { TableState } from './table-state';

export type ItemsAnalysis = Analysis & { readonly kind: 'items' };

export const ITEM_TOTAL = 'Total';

/** The sums of several columns, compared. */
export function itemsCode(state: TableState, analysis: ItemsAnalysis): string {
  const { columns, title, limit } = analysis;
  const { frame } = state;
  const prepared = prepareData(state, analysis, { columns, measures: [] });
  const { script, data, maybeEmpty } = prepared;
  const result = state.name(title);
  const quantity: Quantity = {
    measure: { kind: 'column', column: columns[0] ?? '' },
    statistic: 'sum'
  };
  const decimals = columns
    .map(column =>
      quantityFormat(
        { ...quantity, measure: { kind: 'column', column } },
        frame
      )
    )
    .sort()
    .at(-1);
  const format = decimals ?? ',.2f';
  script.block(
    `${result} = ${data}[${pythonList(columns)}].sum().sort_values(ascending=False)`
  );
  const table = state.name('table');
  script.block(
    printFact(ROWS, `len(${data})`, ','),
    printFact('Sum of all', `${result}.sum()`, format),
    `${table} = ${result}.to_frame("${ITEM_TOTAL}")`,
    `${table}["${SHARE}"] = (100 * ${result} / ${result}.sum()).map("{:.1f}%".format)`,
    printFrame(
      `${table}.head(${Math.min(limit ?? 25, 40)})`,
      [ITEM_TOTAL, SHARE],
      `float_format="{:${format}}".format`
    )
  );
  script.block(
    ...itemsChart(
      state,
      analysis,
      limit === null ? result : `${result}.head(${limit})`,
      format,
      maybeEmpty,
      data
    )
  );
  return script.text();
}

function itemsChart(
  state: TableState,
  { columns, title, chart }: ItemsAnalysis,
  result: string,
  format: string,
  maybeEmpty: boolean,
  data: string
): string[] {
  if (chart === null) {
    return [];
  }
  const { frame } = state;
  const units = new Set(
    columns.map(name => findColumn(frame, name)?.unit ?? '')
  );
  const unit = units.size === 1 ? ([...units][0] ?? '') : '';
  const bars: BarChart = {
    result,
    text: {
      title: capitalised(title),
      x: '',
      y: unit === '' ? 'Total' : `Total (${unit})`
    },
    unit,
    format,
    legend: null,
    stacked: false
  };
  const lines =
    chart === 'pie'
      ? pieChart(canvas(state), bars, {
          adds: true,
          slices: state.name('slices'),
          mayBeNegative: columns.some(
            name => (findColumn(frame, name)?.min ?? -1) < 0
          )
        })
      : lyingBars(canvas(state), bars);
  return maybeEmpty ? [`if len(${data}):`, ...indented(lines)] : lines;
}
