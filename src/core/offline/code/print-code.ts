import type { Frame } from '../frame';
import type { Quantity } from '../intent';
import { pythonString } from '../python-literal';
import { quantityName } from './names';
import { quantityFormat } from './number-format';

/** Rows of a result that are printed at most. */
export const PRINTED_ROWS = 25;

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

/** Prints a series or a frame of quantities as a table. */
export function printTable(
  table: string,
  quantities: readonly Quantity[],
  frame: Frame
): string {
  const formats = quantities.map(each => quantityFormat(each, frame));
  const [first] = formats;
  if (first !== undefined && formats.every(each => each === first)) {
    return `print(${table}.to_string(float_format="{:${first}}".format))`;
  }
  return [
    `print(${table}.to_string(formatters={`,
    ...quantities.map(
      (each, i) =>
        `    ${pythonString(quantityName(each))}: "{:${formats[i] ?? ',.2f'}}".format,`
    ),
    '}))'
  ].join('\n');
}
