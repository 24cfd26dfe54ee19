import type { Analysis } from '../intent';
import { plotText, pythonList } from '../python-literal';
import {
  canvas,
  figure,
  labelsCode,
  measureLabel,
  numberAxis,
  SHOW,
  titleLines
} from './chart-code';
import { columnCode, rowValues } from './expressions';
import { keyCode } from './key-code';
import { capitalised, measureName, readable } from './names';
import { measureDecimals, measureUnit } from './number-format';
import { prepareData } from './prepare-data';
import { printFact, printFrame } from './print-code';
import { indented } from './script';
import type { TableState } from './table-state';

export type DistributionAnalysis = Analysis & { readonly kind: 'distribution' };

export const VALUES = 'Values';
/** Values further from the middle half than one and a half times its width, as box plots count them. */
export const OUTLIERS = 'Outliers';
const GROUP_STATISTICS = [VALUES, 'Mean', 'Median', 'Lowest', 'Highest'];
export const STATISTICS = [
  'Mean',
  'Median',
  'Standard deviation',
  'Lowest',
  'Highest',
  'Middle half'
] as const;

/** How the values of one measure are spread, in all or for each group. */
export function distributionCode(
  state: TableState,
  analysis: DistributionAnalysis
): string {
  const { measure, by } = analysis;
  const prepared = prepareData(state, analysis, {
    columns: by === null ? [] : [by],
    measures: [measure]
  });
  const { script, data } = prepared;
  const column = prepared.column(measure);
  const series =
    column === ''
      ? (rowValues(measure, data) ?? data)
      : columnCode(data, column);
  const values = state.name(`${measureName(measure)} values`);
  const format = `,.${measureDecimals(measure, state.frame, false)}f`;
  const exact = `,.${measureDecimals(measure, state.frame, true)}f`;
  script.block(`${values} = ${series}.dropna()`);
  script.block(
    printFact(VALUES, `len(${values})`, ','),
    printFact('Mean', `${values}.mean()`, format),
    printFact('Median', `${values}.median()`, format),
    printFact('Standard deviation', `${values}.std()`, format),
    printFact('Lowest', `${values}.min()`, exact),
    printFact('Highest', `${values}.max()`, exact),
    `print(f"Middle half: {${values}.quantile(0.25):${format}} to {${values}.quantile(0.75):${format}}")`
  );
  if (analysis.chart === 'box') {
    script.block(...outlierLines(state, values, format));
  }
  const chart =
    by === null
      ? wholeChart(state, analysis, values)
      : groupLines(state, analysis, by, data, values, format);
  script.block(`if len(${values}):`, ...indented(chart));
  return script.text();
}

function outlierLines(
  state: TableState,
  values: string,
  format: string
): string[] {
  const [low, high] = [state.name('low'), state.name('high')];
  return [
    `${low}, ${high} = ${values}.quantile(0.25), ${values}.quantile(0.75)`,
    `${low}, ${high} = ${low} - 1.5 * (${high} - ${low}), ${high} + 1.5 * (${high} - ${low})`,
    `print(f"${OUTLIERS}: {int((${values} < ${low}).sum()):,} below {${low}:${format}}, {int((${values} > ${high}).sum()):,} above {${high}:${format}}")`
  ];
}

function wholeChart(
  state: TableState,
  { measure, chart }: DistributionAnalysis,
  values: string
): string[] {
  const paint = canvas(state);
  const { ax } = paint;
  const unit = measureUnit(measure, state.frame);
  const label = measureLabel(measure, unit);
  const title = `Distribution of ${measureName(measure)}`;
  if (chart === 'box') {
    return [
      figure(paint, 5, 6),
      `${ax}.boxplot(${values}, widths=0.5)`,
      `${ax}.set_xticks([])`,
      numberAxis(paint, 'y', unit),
      ...titleLines(paint, { title, x: '', y: label }),
      ...SHOW
    ];
  }
  return [
    figure(paint, 6.5, 4),
    `${ax}.hist(${values}, bins=min(30, max(5, int(len(${values}) ** 0.5))), edgecolor="white")`,
    `${ax}.axvline(${values}.median(), color="C1", linestyle="--", label="Median")`,
    `${ax}.legend()`,
    numberAxis(paint, 'x', unit),
    numberAxis(paint, 'y', ''),
    ...titleLines(paint, { title, x: label, y: 'Number of rows' }),
    ...SHOW
  ];
}

/** The eight largest groups beside each other. */
function groupLines(
  state: TableState,
  { measure, chart }: DistributionAnalysis,
  by: string,
  data: string,
  values: string,
  format: string
): string[] {
  const paint = canvas(state);
  const { ax, labels, shown } = paint;
  const unit = measureUnit(measure, state.frame);
  const label = measureLabel(measure, unit);
  const key = keyCode({ kind: 'column', column: by }, data, state.frame);
  const keys = key.by.startsWith('"') ? columnCode(data, by) : key.by;
  const largest = state.name(`largest ${readable(by)}`);
  const title = `Distribution of ${measureName(measure)} by ${readable(by)}`;
  const before = [
    `${largest} = ${keys}.loc[${values}.index].value_counts().head(8).index`,
    `${shown} = [${values}[${keys}.loc[${values}.index] == group] for group in ${largest}]`,
    `${labels} = ${labelsCode(largest)}`,
    printFrame(
      `${values}.groupby(${keys}.loc[${values}.index]).describe().loc[${largest}, ["count", "mean", "50%", "min", "max"]].set_axis(${pythonList(GROUP_STATISTICS)}, axis=1)`,
      GROUP_STATISTICS,
      `float_format="{:${format}}".format`
    )
  ];
  if (chart === 'box') {
    return [
      ...before,
      figure(paint, 6.5, 4),
      `${ax}.boxplot(${shown}, widths=0.6)`,
      `${ax}.set_xticks(range(1, len(${shown}) + 1), ${labels}, rotation=30 if len(${shown}) > 4 else 0)`,
      numberAxis(paint, 'y', unit),
      ...titleLines(paint, { title, x: capitalised(readable(by)), y: label }),
      ...SHOW
    ];
  }
  return [
    ...before,
    figure(paint, 6.5, 4),
    `${ax}.hist(${shown}, bins=20, label=${labels}, stacked=True, edgecolor="white", linewidth=0.5)`,
    `${ax}.legend(title=${plotText(capitalised(readable(by)))})`,
    numberAxis(paint, 'x', unit),
    numberAxis(paint, 'y', ''),
    ...titleLines(paint, { title, x: label, y: 'Number of rows' }),
    ...SHOW
  ];
}
