import type { Analysis, Measure } from '../intent';
import { pythonList } from '../python-literal';
import {
  canvas,
  figure,
  measureLabel,
  numberAxis,
  SHOW,
  titleLines
} from './chart-code';
import { rowValues, columnCode } from './expressions';
import { heatmapLines } from './heatmap';
import { measureName } from './names';
import { measureUnit } from './number-format';
import { prepareData, type Prepared } from './prepare-data';
import { printFact, printFrame } from './print-code';
import { indented } from './script';
import type { TableState } from './table-state';

export type RelationAnalysis = Analysis & { readonly kind: 'relation' };
export type CorrelationAnalysis = Analysis & { readonly kind: 'correlation' };

export const POINTS = 'Points';
export const CORRELATION = 'Correlation';
export const PAIRS_HEADER = 'Correlation';

/** More points than these only make a blot. */
const MOST_POINTS = 5000;
const MOST_CORRELATED = 15;

export function relationCode(
  state: TableState,
  analysis: RelationAnalysis
): string {
  const { x, y } = analysis;
  const prepared = prepareData(state, analysis, {
    columns: [],
    measures: [x, y]
  });
  const { script, data } = prepared;
  const points = state.name(`${measureName(y)} against ${measureName(x)}`);
  script.block(
    `${points} = pd.DataFrame({`,
    `    "x": ${values(x, prepared)},`,
    `    "y": ${values(y, prepared)},`,
    '}).astype(float).dropna()'
  );
  script.block(
    printFact('Rows', `len(${data})`, ','),
    printFact(POINTS, `len(${points})`, ','),
    printFact(CORRELATION, `${points}["x"].corr(${points}["y"])`, '.2f')
  );
  const paint = canvas(state);
  const { ax, shown } = paint;
  const unit = (measure: Measure): string => measureUnit(measure, state.frame);
  script.block(
    `if len(${points}):`,
    ...indented([
      `${shown} = ${points}.sample(min(${MOST_POINTS}, len(${points})), random_state=0)`,
      figure(paint, 6.5, 5),
      `${ax}.scatter(${shown}["x"], ${shown}["y"], s=18, alpha=0.8 if len(${shown}) < 300 else 0.35, edgecolors="none")`,
      numberAxis(paint, 'x', unit(x)),
      numberAxis(paint, 'y', unit(y)),
      ...titleLines(paint, {
        title: relationTitle(analysis),
        x: measureLabel(x, unit(x)),
        y: measureLabel(y, unit(y))
      }),
      `${ax}.grid(alpha=0.3)`,
      ...SHOW
    ])
  );
  return script.text();
}

export function relationTitle({ x, y }: RelationAnalysis): string {
  const above = measureName(y);
  return `${above.charAt(0).toUpperCase()}${above.slice(1)} against ${measureName(x)}`;
}

function values(measure: Measure, prepared: Prepared): string {
  const column = prepared.column(measure);
  return column === ''
    ? (rowValues(measure, prepared.data) ?? '1')
    : columnCode(prepared.data, column);
}

export function correlationCode(
  state: TableState,
  analysis: CorrelationAnalysis
): string {
  const columns = (
    analysis.columns.length > 0
      ? analysis.columns
      : state.frame.columns
          .filter(column => column.kind === 'number')
          .map(column => column.name)
  ).slice(0, MOST_CORRELATED);
  const prepared = prepareData(state, analysis, { columns, measures: [] });
  const { script, data } = prepared;
  const matrix = state.name(`correlation of ${state.frame.variable}`);
  const pairs = state.name('strongest pairs');
  script.block(
    `${matrix} = ${data}[${pythonList(columns)}].astype(float).corr()`,
    `${pairs} = ${matrix}.where(np.triu(np.ones(${matrix}.shape, dtype=bool), 1)).stack()`,
    `${pairs}.index = [f"{a} / {b}" for a, b in ${pairs}.index]`,
    `${pairs} = ${pairs}.dropna().sort_values(key=abs, ascending=False)`
  );
  script.block(
    printFact('Rows', `len(${data})`, ','),
    printFrame(
      `${pairs}.head(10).to_frame("${PAIRS_HEADER}")`,
      [PAIRS_HEADER],
      'float_format="{:.2f}".format'
    )
  );
  script.block(
    ...heatmapLines(canvas(state), {
      matrix,
      title: `Correlation of the numbers in ${state.frame.label}`,
      x: '',
      y: '',
      format: '.2f',
      diverging: true
    })
  );
  return script.text();
}
