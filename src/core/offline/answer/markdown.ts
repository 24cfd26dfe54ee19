/** Rows of a table in an answer. */
const SHOWN_ROWS = 20;
const SHOWN_COLUMNS = 12;

/** Text from data as inline code, whatever is in it. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const shown = flat.length > 80 ? `${flat.slice(0, 79)}…` : flat;
  const fence = shown.includes('`') ? '``' : '`';
  return shown === ''
    ? '(empty)'
    : `${fence}${fence.length > 1 ? ` ${shown} ` : shown}${fence}`;
}

/** Text from data in a sentence: its marks mean nothing. */
export function plain(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[\\`*_<>|~$#]/g, '\\$&')
      // With a backslash before them brackets are the marks of a formula.
      .replaceAll('[', '&#91;')
      .replaceAll(']', '&#93;')
  );
}

export function bold(text: string): string {
  return `**${text}**`;
}

/** A question as an example, whatever names are in it. */
export function italic(text: string): string {
  return `*${plain(text)}*`;
}

/** `1234567` → `1,234,567`; what has separators already, or is no number, stays. */
export function grouped(number: string): string {
  const match = /^(-?)(\d{4,})(\.\d+)?$/.exec(number.trim());
  return match
    ? `${match[1] ?? ''}${(match[2] ?? '').replace(/\B(?=(\d{3})+$)/g, ',')}${match[3] ?? ''}`
    : number.trim();
}

/** A printed number with its unit where people put it. */
export function withUnit(number: string, unit: string): string {
  const value = grouped(number);
  if (unit === '' || !/\d/.test(value) || value.endsWith('%')) {
    return value;
  }
  if (/^[$€£¥₹]$/.test(unit)) {
    return value.startsWith('-') ? `-${unit}${value.slice(1)}` : unit + value;
  }
  return unit === '%' ? `${value}%` : `${value} ${unit}`;
}

export interface MarkdownTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A bounded table; a line below says what was left out. */
export function markdownTable(
  table: MarkdownTable,
  total: number | null = null
): string {
  const columns = table.header.length;
  const shown = table.header.slice(0, SHOWN_COLUMNS);
  const line = (cells: readonly string[]): string =>
    `| ${cells.slice(0, SHOWN_COLUMNS).map(cell).join(' | ')} |`;
  const rows = table.rows.slice(0, SHOWN_ROWS);
  const more = Math.max(total ?? 0, table.rows.length) - rows.length;
  return [
    line(shown),
    `| ${shown.map((_, i) => (isNumeric(table, i) ? '---:' : '---')).join(' | ')} |`,
    ...rows.map(line),
    ...(more > 0 || columns > SHOWN_COLUMNS
      ? [
          '',
          `*${[
            ...(more > 0 ? [`${grouped(String(more))} more rows`] : []),
            ...(columns > SHOWN_COLUMNS
              ? [`${columns - SHOWN_COLUMNS} more columns`]
              : [])
          ].join(' and ')} not shown here.*`
        ]
      : [])
  ].join('\n');
}

/** Columns of numbers are set to the right. */
function isNumeric({ rows }: MarkdownTable, column: number): boolean {
  const cells = rows.map(row => row[column] ?? '').filter(each => each !== '–');
  return (
    cells.length > 0 &&
    cells.every(each =>
      /^[-+]?[$€£¥₹]?\d[\d,]*(\.\d+)?(e[+-]\d+)?( \S{1,9}|%)?$/i.test(each)
    ) &&
    !cells.every(each => /^\d{4}-\d\d/.test(each))
  );
}

function cell(text: string): string {
  const flat = plain(text);
  return flat === '' ? ' ' : flat.length > 80 ? `${flat.slice(0, 79)}…` : flat;
}

/** `a`, `b` and `c` */
export function list(items: readonly string[], word = 'and'): string {
  return items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
}

/** Columns by name, as many as can be taken in. */
export function columnList(names: readonly string[], most = 20): string {
  const shown = names.slice(0, most).map(code);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : list(shown);
}

/** Dollar signs stand for themselves: between two of them a Markdown reader of Jupyter sees a formula. */
export function withoutFormulas(text: string): string {
  return text
    .split(/(```[\s\S]*?```|``[^\n]*?``|`[^`\n]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/(?<!\\)\$/g, '\\$')))
    .join('');
}
