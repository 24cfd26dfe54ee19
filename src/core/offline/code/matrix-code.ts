import type { Quantity } from '../intent';
import { plotText, pythonString } from '../python-literal';
import { addsUpToWhole, aggregate, overall } from './aggregate-code';
import {
  fitsUpright,
  lyingBars,
  uprightBars,
  type BarChart
} from './bar-chart';
import { axisLabel, canvas } from './chart-code';
import { GROUPS, groupTitle, ROWS, type Grouping } from './grouping';
import { heatmapLines } from './heatmap';
import { lineChart } from './line-chart';
import { capitalised, keyName, quantityName } from './names';
import { quantityFormat, quantityUnit } from './number-format';
import { PRINTED_ROWS, printFact, printTable } from './print-code';
import { chain, indented } from './script';

/** Columns of a table of two keys. */
const MOST_COLUMNS = 8;

/** Fact about the largest cell of a table of two keys; `Lowest` when the smallest was asked for. */
export const HIGHEST = 'Highest';
export const LOWEST = 'Lowest';

/** A table with one key down the side and one across the top. */
export function matrixCode(grouping: Grouping): void {
  const { state, analysis, prepared, grouped, result } = grouping;
  const { script, data, maybeEmpty } = prepared;
  const [quantity] = analysis.quantities;
  if (!quantity) {
    return;
  }
  const guarded = (lines: readonly string[]): string[] =>
    maybeEmpty && lines.length > 0
      ? [`if len(${result}):`, ...indented(lines)]
      : [...lines];
  const value = aggregate(quantity, analysis.quantities, grouped, prepared);
  const isRatio = quantity.measure.kind === 'ratio';
  script.block(
    chain(result, isRatio ? `(${value})` : value, [
      addsUpToWhole(quantity) ? '.unstack(fill_value=0)' : '.unstack()',
      '.rename_axis(columns=None)'
    ]),
    ...order(grouping, quantity)
  );
  script.block(
    printFact(ROWS, `len(${data})`, ','),
    printFact(GROUPS, `len(${result})`, ','),
    printFact(
      quantityName(quantity),
      overall(quantity, prepared),
      quantityFormat(quantity, state.frame)
    ),
    ...guarded(extremeCell(grouping, quantity)),
    printTable(
      `${result}.head(${Math.min(analysis.limit ?? PRINTED_ROWS, 40)})`,
      [quantity],
      state.frame,
      [],
      result
    )
  );
  script.block(
    ...(analysis.chart === null ? [] : guarded(matrixChart(grouping, quantity)))
  );
}

/** The largest first, where rows or columns have no order of their own; many columns are cut. */
function order(
  { state, analysis, keys, result }: Grouping,
  quantity: Quantity
): string[] {
  const total = addsUpToWhole(quantity) ? 'sum' : 'mean';
  const [down, across] = keys;
  const ascending = analysis.descending ? 'False' : 'True';
  const columns = state.frame.columns.find(
    column => column.name === analysis.keys[1]?.column
  );
  const many =
    columns?.distinct === null ||
    columns === undefined ||
    columns.distinct > MOST_COLUMNS;
  return [
    ...(down?.ordered && analysis.limit === null
      ? []
      : [
          `${result} = ${result}.loc[${result}.${total}(axis=1).sort_values(ascending=${ascending}).index]`
        ]),
    ...(across?.ordered
      ? []
      : many
        ? [
            `${result} = ${result}[${result}.${total}().nlargest(${MOST_COLUMNS}).index]`
          ]
        : [
            `${result} = ${result}[${result}.${total}().sort_values(ascending=False).index]`
          ])
  ];
}

function extremeCell(
  { state, analysis, result }: Grouping,
  quantity: Quantity
): string[] {
  const best = state.name('best');
  const format = quantityFormat(quantity, state.frame);
  return [
    `${best} = ${result}.stack().sort_values(ascending=${analysis.descending ? 'False' : 'True'}).head(1)`,
    `print(${pythonString(`${analysis.descending ? HIGHEST : LOWEST}:`)}, *[f"{row} / {column}: {value:${format}}" for (row, column), value in ${best}.items()])`
  ];
}

function matrixChart(grouping: Grouping, quantity: Quantity): string[] {
  const { state, analysis, keys, result } = grouping;
  const [down, across] = analysis.keys;
  const [downCode, acrossCode] = keys;
  if (!down || !across || !downCode || !acrossCode) {
    return [];
  }
  const paint = canvas(state);

  const chart: BarChart = {
    result,
    most: analysis.limit ?? undefined,
    text: {
      title: groupTitle(analysis),
      x: capitalised(keyName(down)),
      y: axisLabel(quantity, state.frame)
    },
    unit: quantityUnit(quantity, state.frame),
    format: null,
    legend: plotText(capitalised(keyName(across))),
    stacked: addsUpToWhole(quantity) && analysis.chart !== 'line'
  };
  if (analysis.chart === 'heatmap') {
    return heatmapLines(paint, {
      matrix: result,
      title: chart.text.title,
      x: capitalised(keyName(across)),
      y: chart.text.x,
      format: quantityFormat(quantity, state.frame),
      diverging: false
    });
  }
  if (analysis.chart === 'line' && downCode.ordered) {
    return lineChart(paint, {
      result,
      text: chart.text,
      unit: chart.unit,
      axis: downCode.periods ? 'periods' : 'names',
      legend: chart.legend
    });
  }
  return fitsUpright(down, downCode, state.frame)
    ? uprightBars(paint, chart)
    : lyingBars(paint, chart);
}
