import { plotText } from '../python-literal';
import { addsUpToWhole } from './aggregate-code';
import {
  fitsUpright,
  lyingBars,
  MOST_BARS,
  uprightBars,
  type BarChart
} from './bar-chart';
import { axisLabel, canvas } from './chart-code';
import { groupTitle, type Grouping } from './grouping';
import { lineChart } from './line-chart';
import { capitalised, findColumn, keyName, measureColumns } from './names';
import { quantityFormat, quantityUnit } from './number-format';
import { pieChart } from './pie-chart';
import { indented } from './script';

/** The chart of groups under one key; nothing when none is wanted. */
export function groupChart(grouping: Grouping, rows: number): string[] {
  const { analysis, prepared } = grouping;
  if (analysis.chart === null) {
    return [];
  }
  const lines = chartLines(grouping, rows);
  return prepared.maybeEmpty
    ? [`if len(${grouping.result}):`, ...indented(lines)]
    : lines;
}

function chartLines(grouping: Grouping, rows: number): string[] {
  const { state, analysis, keys, result } = grouping;
  const { frame } = state;
  const { quantities, limit, chart } = analysis;
  const [quantity] = quantities;
  const [key] = analysis.keys;
  const [code] = keys;
  if (!quantity || !key || !code) {
    return [];
  }
  const paint = canvas(state);
  const unit = quantityUnit(quantity, frame);
  const several = quantities.length > 1;
  const bars: BarChart = {
    result,
    most: limit === null ? undefined : Math.min(rows, MOST_BARS),
    text: {
      title: groupTitle(analysis),
      x: capitalised(keyName(key)),
      y: several ? '' : axisLabel(quantity, frame)
    },
    unit,
    format: several ? null : quantityFormat(quantity, frame),
    legend: several ? plotText('') : null,
    stacked: false
  };
  if (several && !sameScale(grouping)) {
    return panels(grouping, bars);
  }
  if (chart === 'pie' && !several) {
    return pieChart(
      paint,
      limit === null ? bars : { ...bars, result: `${result}.head(${rows})` },
      {
        adds: addsUpToWhole(quantity),
        slices: state.name('slices'),
        mayBeNegative: !isNeverNegative(grouping)
      }
    );
  }
  if (chart === 'line' && code.ordered) {
    return lineChart(paint, {
      result,
      text: bars.text,
      unit,
      axis: code.periods ? 'periods' : 'names',
      legend: bars.legend
    });
  }
  return fitsUpright(key, code, frame)
    ? uprightBars(paint, bars)
    : lyingBars(paint, bars);
}

function isNeverNegative({ state, analysis }: Grouping): boolean {
  return analysis.quantities.every(
    ({ measure, statistic }) =>
      measure.kind === 'rows' ||
      statistic === 'count' ||
      statistic === 'distinct' ||
      (measure.kind === 'column' &&
        measureColumns(measure).every(
          name => (findColumn(state.frame, name)?.min ?? -1) >= 0
        ))
  );
}

/** Sums of money can stand beside each other; a sum and an average cannot. */
export function sameScale({ state, analysis }: Grouping): boolean {
  const kinds = analysis.quantities.map(quantity =>
    JSON.stringify([
      quantity.measure.kind === 'rows',
      quantity.measure.kind === 'ratio',
      quantity.statistic,
      quantityUnit(quantity, state.frame)
    ])
  );
  return new Set(kinds).size === 1;
}

/** One row of bars for each quantity. */
function panels(
  { state, analysis, result }: Grouping,
  bars: BarChart
): string[] {
  const { fig, ax, shown } = canvas(state);
  const [panel, name] = ['panel', 'name'].map(base => state.name(base));
  return [
    `${shown} = ${result}.head(15)[::-1]`,
    `${shown}.index = [str(label)[:40].replace("$", r"\\$") for label in ${shown}.index]`,
    `${fig}, ${ax} = plt.subplots(1, ${analysis.quantities.length}, figsize=(9, 1.5 + 0.35 * len(${shown})), sharey=True)`,
    `for ${panel}, ${name} in zip(${ax}, ${shown}.columns):`,
    `    ${shown}[${name}].plot.barh(ax=${panel}, width=0.8, title=${name}, ylabel=${plotText(bars.text.x)})`,
    `    ${panel}.xaxis.set_major_locator(plt.MaxNLocator(4))`,
    `    ${panel}.xaxis.set_major_formatter("{x:,.10g}")`,
    'plt.tight_layout()',
    'plt.show()'
  ];
}
