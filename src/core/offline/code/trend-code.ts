import { plotText, pythonString } from '../python-literal';
import {
  addsUpToWhole,
  aggregate,
  groupedCode,
  overall,
  ratioColumns
} from './aggregate-code';
import { uprightBars } from './bar-chart';
import { axisLabel, canvas } from './chart-code';
import { GROUPS, ROWS } from './grouping';
import { columnCode } from './expressions';
import { keyCode, PERIOD_CODES } from './key-code';
import { lineChart } from './line-chart';
import { capitalised, findColumn, keyName, quantityName } from './names';
import { quantityFormat, quantityUnit } from './number-format';
import { prepareData } from './prepare-data';
import { printFact, printPlace, printTable } from './print-code';
import { chain, indented } from './script';
import type { TableState } from './table-state';
import type { Trend } from './trend';
import { splitCode } from './split-code';
import {
  CHANGE,
  FIRST,
  GROWTH,
  INCOMPLETE,
  LAST,
  PEAK,
  trendBase,
  trendFact,
  trendKey,
  trendTitle,
  TROUGH,
  type TrendAnalysis
} from './trend-names';

/** Periods that are printed in full; of longer series the last ones. */
const PRINTED_PERIODS = 40;

/** Quantities over periods of time. */
export function trendCode(state: TableState, analysis: TrendAnalysis): string {
  const { quantities, split, column } = analysis;
  const prepared = prepareData(state, analysis, {
    columns: [column, ...(split === null ? [] : [split])],
    measures: quantities.map(quantity => quantity.measure),
    complete: ratioColumns(quantities)
  });
  const { script, data, maybeEmpty } = prepared;
  const key = keyCode(trendKey(analysis), data, state.frame);
  const trend: Trend = {
    state,
    analysis,
    prepared,
    key,
    result: state.name(trendBase(analysis))
  };
  if (split !== null) {
    splitCode(trend, split);
    return script.text();
  }
  const { before, grouped } = groupedCode(
    data,
    [key],
    quantities,
    state.name('sides')
  );
  script.block(...before);
  script.block(...seriesLines(trend, grouped));
  script.block(
    printFact(ROWS, `len(${data})`, ','),
    printFact(GROUPS, `len(${trend.result})`, ','),
    ...totals(trend),
    ...(maybeEmpty
      ? [`if len(${trend.result}):`, ...indented(factLines(trend))]
      : factLines(trend)),
    ...tableLines(trend)
  );
  script.block(...incompleteLines(trend));
  const chart = trendChart(trend);
  script.block(
    ...(maybeEmpty && chart.length > 0
      ? [`if len(${trend.result}):`, ...indented(chart)]
      : chart)
  );
  return script.text();
}

function seriesLines(
  { analysis, prepared, result }: Trend,
  grouped: string
): string[] {
  const { quantities } = analysis;
  const [first] = quantities;
  if (!first) {
    return [];
  }
  if (quantities.length === 1) {
    const value = aggregate(first, quantities, grouped, prepared);
    return first.measure.kind === 'ratio'
      ? [`${result} = ${value}`]
      : [
          chain(
            result,
            grouped,
            value
              .slice(grouped.length)
              .split(/(?=\.[a-z]+\(\)$)/)
              .filter(part => part !== '')
          )
        ];
  }
  return [
    `${result} = pd.DataFrame({`,
    ...quantities.map(
      each =>
        `    ${pythonString(quantityName(each))}: ${aggregate(each, quantities, grouped, prepared)},`
    ),
    '})'
  ];
}

/**
 * Says when the data ends in the middle of the last period: when it ends there earlier than in any period before,
 * which also holds for data that is stamped with the first day of each.
 */
function incompleteLines({ state, analysis, prepared, key }: Trend): string[] {
  const { column, period, quantities } = analysis;
  const isLong = ['week', 'month', 'quarter', 'year'].includes(period);
  if (!key.periods || !isLong || !quantities.some(addsUpToWhole)) {
    return [];
  }
  const dates = columnCode(prepared.data, column);
  const last = state.name('last_dates');
  const short = state.name('days_short');
  return [
    `${last} = ${dates}.groupby(${dates}.dt.to_period("${PERIOD_CODES[period === 'given' ? 'month' : period]}")).max()`,
    `${short} = (${last}.index.end_time - ${last}).dt.days`,
    `if len(${short}) > 2 and ${short}.iloc[-1] > ${short}.iloc[:-1].max() + 1:`,
    `    print(f"${INCOMPLETE}: {${last}.index[-1]}")`
  ];
}

/** Quantities of the whole time, where that is more than one period's. */
function totals({ state, analysis, prepared }: Trend): string[] {
  return analysis.quantities
    .filter(
      quantity => addsUpToWhole(quantity) || quantity.measure.kind === 'ratio'
    )
    .map(quantity =>
      printFact(
        quantityName(quantity),
        overall(quantity, prepared),
        quantityFormat(quantity, state.frame)
      )
    );
}

/** First, last, highest and lowest of each quantity, each with its period. */
function factLines({ state, analysis, result }: Trend): string[] {
  return analysis.quantities.flatMap(quantity => {
    const values =
      analysis.quantities.length === 1
        ? result
        : `${result}[${pythonString(quantityName(quantity))}]`;
    const format = quantityFormat(quantity, state.frame);
    // Sums are there for every period; an average of nothing is not.
    const adds = addsUpToWhole(quantity);
    const known = adds ? values : state.name('known');
    const at = (text: string, place: string, value: string): string =>
      printPlace(trendFact(text, quantity, analysis), place, value, format);
    const facts = [
      at(FIRST, `${known}.index[0]`, `${known}.iloc[0]`),
      at(LAST, `${known}.index[-1]`, `${known}.iloc[-1]`),
      at(PEAK, `${known}.idxmax()`, `${known}.max()`),
      at(TROUGH, `${known}.idxmin()`, `${known}.min()`),
      ...(adds
        ? [
            `if ${known}.iloc[0] > 0:`,
            `    ${printFact(trendFact(CHANGE, quantity, analysis), `${known}.iloc[-1] / ${known}.iloc[0] - 1`, '+.1%')}`
          ]
        : [])
    ];
    return adds
      ? facts
      : [
          `${known} = ${values}.dropna()`,
          `if len(${known}):`,
          ...indented(facts)
        ];
  });
}

function tableLines({ state, analysis, result }: Trend): string[] {
  const { quantities, growth } = analysis;
  const [first] = quantities;
  if (!first) {
    return [];
  }
  if (growth && quantities.length === 1) {
    const table = state.name('table');
    return [
      `${table} = ${result}.to_frame(${pythonString(quantityName(first))})`,
      `${table}["${GROWTH}"] = (100 * ${result}.pct_change()).map("{:+.1f}%".format)`,
      printTable(`${table}.tail(${PRINTED_PERIODS})`, quantities, state.frame, [
        GROWTH
      ])
    ];
  }
  const tail = `${result}.tail(${PRINTED_PERIODS})`;
  return [
    printTable(
      quantities.length === 1
        ? `${tail}.to_frame(${pythonString(quantityName(first))})`
        : tail,
      quantities,
      state.frame
    )
  ];
}

function trendChart({ state, analysis, key, result }: Trend): string[] {
  const { quantities, chart } = analysis;
  const [first] = quantities;
  if (chart === null || !first) {
    return [];
  }
  const { frame } = state;
  const paint = canvas(state);
  const several = quantities.length > 1;
  const units = new Set(quantities.map(each => quantityUnit(each, frame)));
  const unit = units.size === 1 ? quantityUnit(first, frame) : '';
  const text = {
    title: trendTitle(analysis),
    x: capitalised(keyName(trendKey(analysis))),
    y: several ? (unit === '' ? '' : unit) : axisLabel(first, frame)
  };
  const legend = several ? plotText('') : null;
  if (chart === 'bar') {
    return uprightBars(paint, {
      result,
      text,
      unit,
      format: several ? null : quantityFormat(first, frame),
      legend,
      stacked: false
    });
  }
  const column = findColumn(frame, analysis.column);
  const axis =
    key.periods && !['quarter', 'year'].includes(analysis.period)
      ? analysis.period === 'given'
        ? 'periods'
        : 'dates'
      : key.periods
        ? 'periods'
        : column?.kind === 'number'
          ? 'numbers'
          : 'names';
  return lineChart(paint, { result, text, unit, axis, legend });
}
