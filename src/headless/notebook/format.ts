import type { NotebookCell, NotebookDocument } from './document';

/** A line with its end, where nbformat cuts text. Whoever joins the lines gets the text. */
const LINE =
  /[^\n\r\v\f\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029]|$)/g;

/** Values besides `text/…` that nbformat keeps as lines. */
const ALSO_LINES = ['application/javascript', 'image/svg+xml'];

/**
 * The text of an `.ipynb` file, as nbformat writes it: text as lists of lines, keys sorted, indented by one, so that a
 * version control system shows what changed and nothing else.
 */
export function formatNotebook(notebook: NotebookDocument): string {
  const stored = { ...notebook, cells: notebook.cells.map(storedCell) };
  return `${JSON.stringify(sorted(stored), null, 1)}\n`;
}

function storedCell(cell: NotebookCell): Record<string, unknown> {
  // Whether a cell is trusted is known to the server, not written into the file.
  const { trusted: _trusted, ...metadata } = cell.metadata;
  const stored = { ...cell, metadata, source: linesOf(cell.source) };
  return Array.isArray(cell.outputs)
    ? { ...stored, outputs: cell.outputs.map(storedOutput) }
    : stored;
}

function storedOutput(output: unknown): unknown {
  if (!isObject(output)) {
    return output;
  }
  const { text, data } = output;
  return {
    ...output,
    ...(typeof text === 'string' ? { text: linesOf(text) } : {}),
    ...(isObject(data) ? { data: storedBundle(data) } : {})
  };
}

function storedBundle(
  data: Readonly<Record<string, unknown>>
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([mimeType, value]) => [
      mimeType,
      typeof value === 'string' &&
      (mimeType.startsWith('text/') || ALSO_LINES.includes(mimeType))
        ? linesOf(value)
        : value
    ])
  );
}

function linesOf(text: string): string[] {
  return (text.match(LINE) ?? []).filter(line => line !== '');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.keys(value)
          .sort()
          .map(key => [key, sorted(value[key])])
      )
    : value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
