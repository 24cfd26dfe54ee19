/** Reads back what the analyst's own code printed: `Label: value` lines and tables as pandas prints them. */

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    /** As printed; null for a missing value. */
    readonly cells: readonly (string | null)[];
  }[];
}

export interface Output {
  /** The first value printed under a label. */
  readonly facts: ReadonlyMap<string, string>;
  readonly tables: readonly Table[];
  /** Figures that were shown. */
  readonly figures: number;
}

const MISSING = new Set(['NaN', 'NaT', 'None', '<NA>', 'nan']);

/** A fact line begins at the margin; a table's header begins with blanks; cells stand two blanks apart, or are numbers. */
export function readOutput(text: string): Output {
  const facts = new Map<string, string>();
  const tables: Table[] = [];
  let figures = 0;
  let table: {
    header: string[];
    rows: Table['rows'][number][];
    width: number;
  } | null = null;
  for (const line of text.split('\n')) {
    const row = table ? readRow(line, table.header.length) : null;
    if (table && row) {
      table.rows.push(row);
      continue;
    }
    if (table && isIndexName(line, table)) {
      continue;
    }
    table = null;
    const fact = /^([A-Z][^:\n]{0,60}):\s+(.*)$/.exec(line);
    if (/^\s{2,}\S/.test(line)) {
      table = {
        header: line.trim().split(/ {2,}/),
        rows: [],
        width: Array.from(line).length
      };
      tables.push(table);
    } else if (/^\[Figure\b/.test(line)) {
      figures += 1;
    } else if (fact?.[1] !== undefined && !facts.has(fact[1])) {
      facts.set(fact[1], (fact[2] ?? '').trim());
    }
  }
  return {
    facts,
    tables: tables.filter(each => each.rows.length > 0),
    figures
  };
}

/** The name of the rows' labels has a line of its own below the header, filled up with blanks. */
function isIndexName(
  line: string,
  table: { readonly rows: readonly unknown[]; readonly width: number }
): boolean {
  return (
    table.rows.length === 0 &&
    /^\S.*\s{2}$/.test(line) &&
    Array.from(line).length >= table.width - 1
  );
}

const PLAIN_CELL = String.raw`-?[\d,]*\.?\d+(?:e[+-]\d+)?%?|-?inf|NaN|NaT|None|<NA>|nan`;

function readRow(line: string, columns: number): Table['rows'][number] | null {
  if (line.trim() === '' || /^\s/.test(line)) {
    return null;
  }
  const parts = line.trimEnd().split(/ {2,}/);
  // Numbers may stand closer together: then they are read from the right.
  const cells =
    parts.length === columns + 1
      ? parts.slice(1)
      : new RegExp(`^.*?((?:\\s+(?:${PLAIN_CELL})){${columns}})$`)
          .exec(line.trimEnd())?.[1]
          ?.trim()
          .split(/\s+/);
  if (cells === undefined || columns === 0) {
    return null;
  }
  const label =
    parts.length === columns + 1
      ? (parts[0] ?? '')
      : line
          .trimEnd()
          .replace(new RegExp(`(?:\\s+\\S+){${columns}}$`), '')
          .trim();
  return {
    label,
    cells: cells.map(cell => (MISSING.has(cell) ? null : cell))
  };
}

/** A printed number as a number; null for what is none. Used to compare, never to compute what is told. */
export function printedNumber(cell: string | null | undefined): number | null {
  if (cell === null || cell === undefined) {
    return null;
  }
  const value = Number(cell.replace(/,/g, '').replace(/%$/, ''));
  return cell.trim() === '' || Number.isNaN(value) ? null : value;
}

/** What went wrong, when the output is a traceback: the exception's name and its message. */
export function readError(
  text: string
): { readonly name: string; readonly message: string } | null {
  if (!/Traceback \(most recent call last\)/.test(text)) {
    return null;
  }
  const lines = text.trimEnd().split('\n').reverse();
  for (const line of lines) {
    const match =
      /^((?:[A-Za-z_][\w.]*\.)?[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Warning|Iteration))(?::\s*(.*))?$/.exec(
        line
      );
    if (match?.[1]) {
      return {
        name: match[1].split('.').at(-1) ?? match[1],
        message: (match[2] ?? '').trim()
      };
    }
  }
  return null;
}
