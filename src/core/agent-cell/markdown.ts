import type { Output } from '../outputs';
import { TEXT_MIME_TYPE } from './cell';

/** Letters that mean something in Markdown. */
const SPECIAL = /[\\`*_<>|#~$]/g;

/** Text that reads in Markdown as it is, on one line. */
export function plain(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(SPECIAL, '\\$&')
      // With a backslash before them brackets are the marks of a formula.
      .replaceAll('[', '&#91;')
      .replaceAll(']', '&#93;')
  );
}

/** Text in a code span, on one line. */
export function codeSpan(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const marks = longestRun(flat, '`');
  const fence = '`'.repeat(marks + 1);
  return flat === ''
    ? ''
    : marks === 0
      ? `${fence}${flat}${fence}`
      : `${fence} ${flat} ${fence}`;
}

/** Text as a code block, whatever fences it has itself. */
export function fenced(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return `${fence}${language}\n${text.replace(/\n+$/, '')}\n${fence}`;
}

function longestRun(text: string, letter: string): number {
  let longest = 0;
  let run = 0;
  for (const other of text) {
    run = other === letter ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** A link to a file beside the notebook. */
export function fileLink(path: string): string {
  const address = path
    .split('/')
    .map(part => encodeURIComponent(part).replace(/[()]/g, percent))
    .join('/');
  return `[${plain(path)}](${address})`;
}

function percent(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}

/** A table; an empty text when there are no rows. Cells are Markdown. */
export function table(
  titles: readonly string[],
  rows: readonly (readonly string[])[]
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return rows.length === 0
    ? ''
    : [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join(
        '\n'
      );
}

/**
 * Markdown as a cell's output.
 * @param more what goes beside it in the bundle
 */
export function markdownOutput(
  markdown: string,
  more: Readonly<Record<string, unknown>> = {},
  text = markdown
): Output {
  return {
    output_type: 'display_data',
    data: { ...more, 'text/markdown': markdown, 'text/plain': text },
    metadata: {}
  };
}

/** Markdown that a model or a file may have a part in: it is marked, and drawn without trusting it. */
export function textOutput(markdown: string): Output {
  return markdownOutput(markdown, { [TEXT_MIME_TYPE]: { version: 1 } });
}
