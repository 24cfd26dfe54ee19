import type { Column } from '../frame';
import type { Analysis } from '../intent';
import { pythonList, pythonString } from '../python-literal';
import { needsCleaning } from './clean-code';
import { columnCode } from './expressions';
import { ROWS } from './grouping';
import { findColumn, readable } from './names';
import { prepareData, type Prepared } from './prepare-data';
import { printFact, printFrame } from './print-code';
import type { TableState } from './table-state';

/** Columns of a listing of rows; a wider one cannot be read. */
export const LISTED_COLUMNS = 12;

export const COLUMNS = 'Columns';
export const DUPLICATES = 'Duplicate rows';
export const MISSING = 'Missing values';
export const INCOMPLETE = 'Rows with a missing value';
export const DISTINCT = 'Different values';
export const DATES = 'Dates';
export const EMPTY_COLUMNS = 'Empty columns';

const NUMBER_STATISTICS = ['Mean', 'Std', 'Min', 'Median', 'Max'];
const TEXT_STATISTICS = ['Different', 'Most frequent', 'Times'];

type Of<Kind extends Analysis['kind']> = Analysis & { readonly kind: Kind };

export function previewCode(
  state: TableState,
  analysis: Of<'preview'>
): string {
  const prepared = wholeTable(state, analysis);
  const { data, script } = prepared;
  const rows = Math.max(1, Math.min(analysis.rows, 30));
  const part =
    analysis.from === 'sample'
      ? `.sample(min(${rows}, len(${data})), random_state=0)`
      : `.${analysis.from}(${rows})`;
  script.block(...sizeLines(prepared), printRows(state, data, part));
  return script.text();
}

export function shapeCode(state: TableState, analysis: Of<'shape'>): string {
  const prepared = wholeTable(state, analysis);
  prepared.script.block(...sizeLines(prepared));
  return prepared.script.text();
}

export function columnsCode(
  state: TableState,
  analysis: Of<'columns'>
): string {
  const prepared = wholeTable(state, analysis);
  const { data, script } = prepared;
  const overview = state.name(`${state.frame.variable} columns`);
  script.block(
    `${overview} = pd.DataFrame({`,
    `    "Type": ${data}.dtypes.astype(str),`,
    `    "Missing": ${data}.isna().sum(),`,
    `    "Different": [${comparable(state, `${data}[name]`)}.nunique() for name in ${data}.columns],`,
    '})'
  );
  script.block(
    ...sizeLines(prepared),
    printFrame(`${overview}.head(60)`, ['Type', 'Missing', 'Different'])
  );
  return script.text();
}

/** Size, dates, statistics of the numbers, the most frequent values of texts. */
export function describeCode(
  state: TableState,
  analysis: Of<'describe'>
): string {
  const { frame } = state;
  const dirty = frame.columns.filter(needsCleaning).map(column => column.name);
  const prepared = prepareData(state, analysis, {
    columns: dirty,
    measures: [],
    whole: true
  });
  const { data, script } = prepared;
  const isEmpty = ({ nulls }: Column): boolean =>
    frame.rows !== null && frame.rows > 0 && nulls === frame.rows;
  const of = (kind: string): string[] =>
    frame.columns
      .filter(column => column.kind === kind && !isEmpty(column))
      .map(column => column.name);
  const numbers = of('number').slice(0, 20);
  const texts = [...of('text'), ...of('boolean')].slice(0, 15);
  script.block(
    ...sizeLines(prepared),
    `print(f"${DUPLICATES}: {${comparable(state, data)}.duplicated().sum():,}")`,
    `print(f"${MISSING}: {${data}.isna().sum().sum():,}")`,
    ...(frame.columns.some(isEmpty)
      ? [
          `print("${EMPTY_COLUMNS}:", ", ".join(${data}.columns[${data}.isna().all()].astype(str)))`
        ]
      : []),
    ...of('date')
      .slice(0, 4)
      .map(
        name =>
          `print(${pythonString(`${DATES} in ${readable(name).replace(/:/g, ' ')}:`)}, ${columnCode(data, name)}.min(), "to", ${columnCode(data, name)}.max())`
      )
  );
  if (numbers.length > 0) {
    const statistics = state.name(`${frame.variable} statistics`);
    script.block(
      `${statistics} = ${data}[${pythonList(numbers)}].astype(float).describe().T`,
      `${statistics} = ${statistics}[["mean", "std", "min", "50%", "max"]].set_axis(${pythonList(NUMBER_STATISTICS)}, axis=1)`,
      printFrame(statistics, NUMBER_STATISTICS, 'float_format="{:,.2f}".format')
    );
  }
  if (texts.length > 0) {
    const overview = state.name(`${frame.variable} texts`);
    script.block(
      `${overview} = ${comparable(state, `${data}[${pythonList(texts)}]`)}.describe(include="all").T[["unique", "top", "freq"]].set_axis(${pythonList(TEXT_STATISTICS)}, axis=1)`,
      printFrame(overview, TEXT_STATISTICS, 'max_colwidth=40')
    );
  }
  return script.text();
}

/** All columns, cleaned and filtered. */
function wholeTable(
  state: TableState,
  analysis: Analysis
): ReturnType<typeof prepareData> {
  return prepareData(state, analysis, {
    columns: [],
    measures: [],
    whole: true
  });
}

export function missingCode(
  state: TableState,
  analysis: Of<'missing'>
): string {
  const prepared = wholeTable(state, analysis);
  const { data, script } = prepared;
  const missing = state.name(`missing in ${state.frame.variable}`);
  script.block(
    `${missing} = ${data}.isna().sum()`,
    `${missing} = ${missing}[${missing} > 0].sort_values(ascending=False).to_frame("Missing")`,
    `${missing}["Share"] = (100 * ${missing}["Missing"] / max(1, len(${data}))).map("{:.1f}%".format)`
  );
  script.block(
    ...sizeLines(prepared),
    `print(f"${MISSING}: {${data}.isna().sum().sum():,}")`,
    `print(f"${INCOMPLETE}: {${data}.isna().any(axis=1).sum():,}")`,
    printFrame(`${missing}.head(40)`, ['Missing', 'Share'])
  );
  return script.text();
}

export function duplicatesCode(
  state: TableState,
  analysis: Of<'duplicates'>
): string {
  const prepared = wholeTable(state, analysis);
  const { data, script } = prepared;
  const repeated = state.name(`duplicates in ${state.frame.variable}`);
  script.block(
    `${repeated} = ${data}[${comparable(state, data)}.duplicated(keep=False)]`
  );
  script.block(
    ...sizeLines(prepared),
    `print(f"${DUPLICATES}: {${comparable(state, data)}.duplicated().sum():,}")`,
    `if len(${repeated}):`,
    `    ${printRows(state, repeated, '.head(10)')}`
  );
  return script.text();
}

export function valuesCode(state: TableState, analysis: Of<'values'>): string {
  const { column } = analysis;
  const prepared = prepareData(state, analysis, {
    columns: [column],
    measures: []
  });
  const { data, script } = prepared;
  const counts = state.name(`${readable(column)} counts`);
  script.block(
    `${counts} = ${columnCode(data, column)}.value_counts(dropna=False)`
  );
  script.block(
    printFact(ROWS, `len(${data})`, ','),
    printFact(DISTINCT, `${columnCode(data, column)}.nunique()`, ','),
    printFrame(`${counts}.head(30).to_frame("Rows")`, ['Rows'])
  );
  return script.text();
}

export function rowsCode(state: TableState, analysis: Of<'rows'>): string {
  const { sort } = analysis;
  const measure = sort?.measure;
  const prepared = prepareData(state, analysis, {
    columns: [],
    measures: measure ? [measure] : [],
    whole: true
  });
  const { data, script } = prepared;
  const limit = Math.max(1, Math.min(analysis.limit, 30));
  const by =
    measure === undefined
      ? ''
      : measure.kind === 'column' || measure.kind === 'formula'
        ? prepared.column(measure)
        : '';
  const result = state.name(
    by === ''
      ? `selected ${state.frame.variable}`
      : `${state.frame.variable} by ${readable(by)}`
  );
  const name = result === data ? state.name(`${result}_rows`) : result;
  const sorted =
    by === ''
      ? ''
      : `.sort_values(${pythonString(by)}, ascending=${sort?.descending ? 'False' : 'True'})`;
  script.block(`${name} = ${data}${sorted}.head(${limit})`);
  script.block(
    ...sizeLines(prepared),
    printRows(state, name, '', by === '' ? [] : [by])
  );
  return script.text();
}

/** Cells from a text file or a workbook can be compared as they are; elsewhere there may be lists among them. */
function comparable({ frame }: TableState, cells: string): string {
  const isPlain = /^pd\.read_(csv|excel)\(/.test(frame.source?.reading ?? '');
  return isPlain ? cells : `${cells}.astype(str)`;
}

function sizeLines({ data }: Prepared): string[] {
  return [
    printFact(ROWS, `len(${data})`, ','),
    printFact(COLUMNS, `${data}.shape[1]`, ',')
  ];
}

/** Prints rows of `data`, of many columns only some; those of `first` always. */
function printRows(
  { frame }: TableState,
  data: string,
  step: string,
  first: readonly string[] = []
): string {
  if (frame.columns.length <= LISTED_COLUMNS) {
    return printFrame(`${data}${step}`, data, 'max_colwidth=40');
  }
  const names = frame.columns
    .map(column => column.name)
    .filter(name => !first.includes(name));
  const chosen = [
    ...names.slice(0, LISTED_COLUMNS - first.length),
    ...first.filter(name => findColumn(frame, name))
  ];
  return printFrame(
    `${data}${step}[${pythonList(chosen)}]`,
    chosen,
    'max_colwidth=40'
  );
}
