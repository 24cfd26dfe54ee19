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

const MISSING = new Set(['NaN', 'NaT', 'None', '<NA>', 'nan', 'nan%', '+nan%']);

/** A table's header begins with blanks, and its headings stand at least two blanks apart. */
export function readOutput(text: string): Output {
  const facts = new Map<string, string>();
  const tables: Table[] = [];
  let figures = 0;
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const fact = /^([A-Z][^:\n]{0,60}):\s+(.*)$/.exec(line);
    if (/^\s{2,}\S/.test(line)) {
      const body = linesOfWidth(lines, at + 1, Array.from(line).length);
      const table = readTable(line, body);
      if (table.rows.length > 0) {
        tables.push(table);
        at += body.length;
      }
    } else if (/^\[Figure\b/.test(line)) {
      figures += 1;
    } else if (fact?.[1] !== undefined && !facts.has(fact[1])) {
      facts.set(fact[1], (fact[2] ?? '').trim());
    }
  }
  return { facts, tables, figures };
}

/** pandas fills every line of a table up to the same width. */
function linesOfWidth(
  lines: readonly string[],
  from: number,
  width: number
): string[] {
  let end = from;
  while (
    end < lines.length &&
    /^ ?(?!\[(Figure|Output)\b)\S/.test(lines[end] ?? '') &&
    Array.from(lines[end] ?? '').length === width
  ) {
    end += 1;
  }
  return lines.slice(from, end);
}

/** Cells end where their heading ends: pandas sets both to the right. */
function readTable(header: string, body: readonly string[]): Table {
  const headings = [...header.matchAll(/\S+(?: \S+)*/g)].map(match => ({
    name: match[0],
    end: Array.from(header.slice(0, match.index + match[0].length)).length
  }));
  const last = headings.at(-1);
  if (last) {
    // A heading may end with a blank of its own.
    last.end = Array.from(header).length;
  }
  const lines = body.map(line => Array.from(line));
  headings.slice(0, -1).forEach((heading, i) => {
    const next = headings[i + 1];
    heading.end += shiftOf(
      heading.end,
      next ? next.end - next.name.length : 0,
      lines
    );
  });
  const cut = lines
    .map(line => ({
      head: line.slice(0, headings[0]?.end ?? 0),
      cells: headings.slice(1).map(({ end }, i) =>
        line
          .slice(headings[i]?.end ?? 0, end)
          .join('')
          .trim()
      )
    }))
    // The name of the rows' labels has a line of its own.
    .filter(
      ({ head, cells }, i) =>
        i > 0 || cells.some(cell => cell !== '') || head.at(-1) !== ' '
    );
  const split = labelWidth(cut.map(row => row.head));
  return {
    header: headings.map(heading => heading.name),
    rows: cut.map(({ head, cells }) => ({
      label: head.slice(0, split).join('').trim(),
      cells: [head.slice(split).join('').trim(), ...cells].map(cell =>
        MISSING.has(cell) ? null : cell
      )
    }))
  };
}

/** Headings of unlike length that are numbers have blanks behind the shorter ones: the cells end further right. */
function shiftOf(
  end: number,
  next: number,
  lines: readonly (readonly string[])[]
): number {
  for (let place = end; place < next; place += 1) {
    if (lines.every(line => line[place] === ' ')) {
      return place - end;
    }
  }
  return 0;
}

/** Where the labels end and the first column begins: at a place that is blank in all rows. */
function labelWidth(heads: readonly (readonly string[])[]): number {
  const width = Math.min(...heads.map(head => head.length), 10_000);
  const gaps: number[] = [];
  for (let place = 1; place < width; place += 1) {
    if (heads.every(head => head[place] === ' ')) {
      gaps.push(place);
    }
  }
  const [first] = gaps;
  const numbered = heads.every(head =>
    /^\d+$/.test(head.slice(0, first).join('').trim())
  );
  return (numbered ? first : gaps.at(-1)) ?? width;
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
