import { plotText } from '../python-literal';
import {
  addsUpToWhole,
  aggregate,
  groupedCode,
  overall
} from './aggregate-code';
import { uprightBars } from './bar-chart';
import { axisLabel, canvas } from './chart-code';
import { GROUPS, ROWS } from './grouping';
import { keyCode } from './key-code';
import { lineChart } from './line-chart';
import {
  capitalised,
  findColumn,
  keyName,
  quantityName,
  readable
} from './names';
import { quantityFormat, quantityUnit } from './number-format';
import { printFact, printTable } from './print-code';
import { chain, indented } from './script';
import type { Trend } from './trend';
import { trendKey, trendTitle } from './trend-names';

/** Lines of one chart. */
const MOST_LINES = 8;

/** One quantity over time, a line for each value of the column `split`. */
export function splitCode(trend: Trend, split: string): void {
  const { state, analysis, prepared, key, result } = trend;
  const { script, data, maybeEmpty } = prepared;
  const [quantity] = analysis.quantities;
  if (!quantity) {
    return;
  }
  const by = keyCode({ kind: 'column', column: split }, data, state.frame);
  const { before, grouped } = groupedCode(
    data,
    [key, by],
    [quantity],
    state.name('sides')
  );
  script.block(...before);
  const adds = addsUpToWhole(quantity);
  const value = aggregate(quantity, [quantity], grouped, prepared);
  script.block(
    chain(result, quantity.measure.kind === 'ratio' ? `(${value})` : value, [
      adds ? '.unstack(fill_value=0)' : '.unstack()',
      '.rename_axis(columns=None)'
    ]),
    `${result} = ${result}[${result}.${adds ? 'sum' : 'mean'}().nlargest(${MOST_LINES}).index]`
  );
  script.block(
    printFact(ROWS, `len(${data})`, ','),
    printFact(GROUPS, `len(${result})`, ','),
    printFact(
      quantityName(quantity),
      overall(quantity, prepared),
      quantityFormat(quantity, state.frame)
    ),
    printTable(`${result}.tail(40)`, [quantity], state.frame, [], result)
  );
  const chart = splitChart(trend, split);
  script.block(
    ...(maybeEmpty && chart.length > 0
      ? [`if len(${result}):`, ...indented(chart)]
      : chart)
  );
}

function splitChart(
  { state, analysis, key, result }: Trend,
  split: string
): string[] {
  const [quantity] = analysis.quantities;
  if (analysis.chart === null || !quantity) {
    return [];
  }
  const { frame } = state;
  const text = {
    title: trendTitle(analysis),
    x: capitalised(keyName(trendKey(analysis))),
    y: axisLabel(quantity, frame)
  };
  const unit = quantityUnit(quantity, frame);
  const legend = plotText(capitalised(readable(split)));
  const numbers = findColumn(frame, analysis.column)?.kind === 'number';
  return analysis.chart === 'bar'
    ? uprightBars(canvas(state), {
        result,
        text,
        unit,
        format: null,
        legend,
        stacked: addsUpToWhole(quantity)
      })
    : lineChart(canvas(state), {
        result,
        text,
        unit,
        axis: key.periods
          ? ['quarter', 'year', 'given'].includes(analysis.period)
            ? 'periods'
            : 'dates'
          : numbers
            ? 'numbers'
            : 'names',
        legend
      });
}
