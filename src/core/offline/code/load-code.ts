import type { Frame, Turned } from '../frame';
import { pythonList, pythonString } from '../python-literal';
import { cleaningLines } from './clean-code';
import { mayHaveOddLabels, type TableState } from './table-state';

/** Lines that bring the table into memory as its columns are known; none when it is there. */
export function loadLines(state: TableState): string[] {
  const { frame, mustLoad, mustTurn } = state;
  const variable = frame.turned?.rawVariable ?? frame.variable;
  const lines: string[] = [];
  if (mustLoad && frame.source) {
    lines.push(`${variable} = ${frame.source.reading}`);
    if (mayHaveOddLabels(frame.turned?.rawColumns ?? frame.columns)) {
      lines.push(`${variable}.columns = ${variable}.columns.map(str)`);
    }
  }
  return mustTurn && frame.turned
    ? [...lines, ...turnLines(frame.turned, frame)]
    : lines;
}

/** One row for each period, one column for each item. */
function turnLines(turned: Turned, { variable, columns }: Frame): string[] {
  const { rawVariable, itemColumn, periodColumns, rawColumns } = turned;
  const periods = pythonList(periodColumns);
  const lines = [
    '# One row for each period, one column for each item',
    `${variable} = ${rawVariable}.dropna(subset=[${pythonString(itemColumn)}]).set_index(${pythonString(itemColumn)})[${periods}]`
  ];
  const dirty = rawColumns.filter(
    column =>
      periodColumns.includes(column.name) &&
      cleaningLines(column, '').length > 0
  );
  if (dirty.length > 0) {
    lines.push(
      `${variable} = ${variable}.astype(str).replace(${'r"[\\s,$€£%]"'}, "", regex=True)`,
      `${variable} = ${variable}.replace(${'r"^\\((.*)\\)$"'}, ${'r"-\\1"'}, regex=True)`
    );
  }
  return [
    ...lines,
    `${variable}.index = ${variable}.index.astype(str).str.strip()`,
    `${variable} = ${variable}[~${variable}.index.duplicated()].apply(pd.to_numeric, errors="coerce").T`,
    `${variable} = ${variable}.rename_axis(index=${pythonString(columns[0]?.name ?? 'period')}, columns=None).reset_index()`
  ];
}
