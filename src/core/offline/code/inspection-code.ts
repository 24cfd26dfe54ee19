import type { Frame } from '../frame';
import { isExcel, lacksHeader } from '../knowledge';
import { pythonList, pythonString } from '../python-literal';
import { INSPECTION_LABEL } from '../read-inspection';
import { mayHaveOddLabels, type TableState } from './table-state';
import { Script } from './script';

/** Code that only looks at a table can be told from the rest by this. */
export function isInspection(code: string): boolean {
  return code.includes(`"${INSPECTION_LABEL}:"`);
}

/** The report has to come back whole, so it is kept below what a tool result may hold. */
const REPORT_CHARACTERS = 10_500;

/**
 * Looks at a table: types, missing and some values of its columns, and where `words` occur in its texts. Loads the file
 * if need be; nothing else is changed.
 */
export function inspectionCode(
  state: TableState,
  words: readonly string[]
): string {
  const { frame, mustLoad } = state;
  const variable = frame.turned?.rawVariable ?? frame.variable;
  const script = new Script();
  const header = state.name('header');
  const findsHeader = mustLoad && wantsHeader(frame);
  if (mustLoad && frame.source) {
    script.block(...loading(frame, variable, findsHeader ? header : null));
  }
  script.block(
    ...reportFunction(),
    `_kernel_agent_report(${pythonString(variable)}, ${variable}, ${pythonList(words.slice(0, 12))}, ${findsHeader ? header : 'None'})`,
    'del _kernel_agent_report'
  );
  return script.text();
}

function wantsHeader(frame: Frame): boolean {
  return (
    frame.source !== null &&
    isExcel(frame.source.path) &&
    lacksHeader(frame.columns)
  );
}

function loading(
  frame: Frame,
  variable: string,
  header: string | null
): string[] {
  const { source } = frame;
  if (!source) {
    return [];
  }
  const labels = mayHaveOddLabels(frame.columns)
    ? [`${variable}.columns = ${variable}.columns.map(str)`]
    : [];
  if (header === null) {
    return [`${variable} = ${source.reading}`, ...labels];
  }
  const sheet =
    source.sheet === null ? '' : `, sheet_name=${pythonString(source.sheet)}`;
  const path = pythonString(source.path);
  return [
    '# The header is the first row that is about as full as the fullest',
    `${header} = pd.read_excel(${path}${sheet}, header=None, nrows=30).notna().sum(axis=1)`,
    `${header} = int((${header} >= 0.8 * ${header}.max()).idxmax())`,
    `${variable} = pd.read_excel(${path}${sheet}, header=${header})`
  ];
}

function reportFunction(): string[] {
  return `def _kernel_agent_report(name, table, words, header):
    labels, used = [], {}
    for label in table.columns:
        parts = label if isinstance(label, tuple) else (label,)
        text = " ".join(str(part) for part in parts if str(part).strip()) or "column"
        used[text] = used.get(text, 0) + 1
        labels.append(text if used[text] == 1 else f"{text}.{used[text] - 1}")
    columns, found = [], {}
    for position, label in enumerate(labels[:500]):
        series = table.iloc[:, position]
        texts = series.dropna().head(200_000).astype(str)
        kind = series.dtype.kind
        told = {"name": label, "dtype": str(series.dtype), "nulls": int(series.isna().sum())}
        told["distinct"] = int(texts.nunique())
        told["values"] = [value[:60] for value in texts.value_counts().index[:60 if kind not in "iufcM" else 5]]
        if kind in "iufM" and len(texts):
            told["min"], told["max"] = str(series.min()), str(series.max())
        columns.append(told)
        for word in words if kind not in "iufcM" else []:
            hits = texts[texts.str.contains(word, case=False, regex=False)].value_counts().index[:5]
            found.setdefault(word, []).extend([label, value[:80]] for value in hits)
    report = {"variable": name, "rows": len(table), "header": header, "columns": columns, "found": found}
    report["relabel"] = labels != list(table.columns)
    for values in (60, 25, 10, 4, 0):
        for told in columns:
            told["values"] = told["values"][:values]
        if len(json.dumps(report)) < ${REPORT_CHARACTERS}:
            break
    if len(json.dumps(report)) >= ${REPORT_CHARACTERS}:
        for told in columns[40:]:
            report.setdefault("more", {}).setdefault(told["dtype"], []).append(told["name"])
        del columns[40:]
    while len(json.dumps(report)) >= ${REPORT_CHARACTERS} and len(columns) > 1:
        del columns[len(columns) * 3 // 4:]
    print("${INSPECTION_LABEL}:", json.dumps(report))`.split('\n');
}
