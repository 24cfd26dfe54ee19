import type { Frame } from '../frame';
import type { Quantity } from '../intent';
import { pythonList, pythonString } from '../python-literal';
import { quantityName } from './names';
import { quantityFormat } from './number-format';

/** Rows of a result that are printed at most. */
export const PRINTED_ROWS = 25;

/**
 * Prints a frame. The headings are set further apart than pandas would, so that those of several words can be told
 * from each other; `headings` are their texts, or the variable that has them.
 */
export function printFrame(
  frame: string,
  headings: readonly string[] | string,
  ...options: readonly string[]
): string {
  const space =
    typeof headings === 'string'
      ? `[len(str(name)) + 1 for name in ${headings}.columns]`
      : headings.length > 1
        ? pythonList(headings.map(name => Array.from(name).length + 1))
        : null;
  const all = [...(space === null ? [] : [`col_space=${space}`]), ...options];
  return `print(${frame}.to_string(${all.join(', ')}))`;
}

/** Prints `Label: value`. Before Python 3.12 an f-string cannot hold quotes of its own kind. */
export function printFact(
  label: string,
  value: string,
  format: string
): string {
  const { text, braces } = fact(label);
  return value.includes('"')
    ? `print(${text}, format(${value}, "${format}"))`
    : `print(f${braces} {${value}:${format}}")`;
}

/** Prints `Label: place: value`. */
export function printPlace(
  label: string,
  place: string,
  value: string,
  format: string
): string {
  const { text, braces } = fact(label);
  return `${place}${value}`.includes('"')
    ? `print(${text}, str(${place}) + ":", format(${value}, "${format}"))`
    : `print(f${braces} {${place}}: {${value}:${format}}")`;
}

/** The label as a literal, and as the beginning of an f-string. */
function fact(label: string): { text: string; braces: string } {
  const text = pythonString(`${label}:`);
  return { text, braces: text.replace(/[{}]/g, '$&$&').slice(0, -1) };
}

/** Prints a frame of quantities; `columns` is the variable that has its headings when they come from the data. */
export function printTable(
  table: string,
  quantities: readonly Quantity[],
  frame: Frame,
  more: readonly string[] = [],
  columns: string | null = null
): string {
  const formats = quantities.map(each => quantityFormat(each, frame));
  const headings = columns ?? [...quantities.map(quantityName), ...more];
  const [first = ',.2f'] = formats;
  if (formats.every(each => each === first)) {
    return printFrame(table, headings, `float_format="{:${first}}".format`);
  }
  const each = quantities.map(
    (quantity, i) =>
      `${pythonString(quantityName(quantity))}: "{:${formats[i] ?? first}}".format`
  );
  return printFrame(table, headings, `formatters={${each.join(', ')}}`);
}
