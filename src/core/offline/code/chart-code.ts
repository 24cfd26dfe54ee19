import type { Frame } from '../frame';
import type { Quantity } from '../intent';
import { plotText } from '../python-literal';
import { capitalised, measureName, quantityName } from './names';
import { quantityUnit } from './number-format';
import type { TableState } from './table-state';

/** Variables that drawing needs; none hides one of the user's. */
export interface Canvas {
  readonly fig: string;
  readonly ax: string;
  readonly labels: string;
  readonly shown: string;
  /** A variable of a loop. */
  name(base: string): string;
}

export function canvas(state: TableState): Canvas {
  return {
    fig: state.name('fig'),
    ax: state.name('ax'),
    labels: state.name('labels'),
    shown: state.name('shown'),
    name: base => state.name(base)
  };
}

/** What every chart has. */
export interface ChartText {
  readonly title: string;
  readonly x: string;
  readonly y: string;
}

/** `Total revenue (USD)` */
export function axisLabel(quantity: Quantity, frame: Frame): string {
  return withUnit(quantityName(quantity), quantityUnit(quantity, frame));
}

export function measureLabel(
  measure: Quantity['measure'],
  unit: string
): string {
  return withUnit(capitalised(measureName(measure)), unit);
}

function withUnit(name: string, unit: string): string {
  return unit === '' || name.includes(unit) ? name : `${name} (${unit})`;
}

export function titleLines(
  { ax }: Canvas,
  { title, x, y }: ChartText
): string[] {
  return [
    `${ax}.set_title(${plotText(title)})`,
    `${ax}.set_xlabel(${plotText(x)})`,
    `${ax}.set_ylabel(${plotText(y)})`
  ];
}

/** Thousands separators on an axis of numbers, without needless zeros. */
export function numberAxis(
  { ax }: Canvas,
  axis: 'x' | 'y',
  unit: string
): string {
  return `${ax}.${axis}axis.set_major_formatter("{x:,.10g}${unit === '%' ? '%' : ''}")`;
}

/** The format without digits behind the point when the numbers are large; part of an f-string. */
export function shortFormat(format: string, numbers: string): string {
  const digits = /^,\.([1-9])f$/.exec(format)?.[1];
  return digits === undefined
    ? format
    : `,.{0 if ${numbers}.abs().max() >= 1000 else ${digits}}f`;
}

export const SHOW = ['plt.tight_layout()', 'plt.show()'];

/** Labels of groups for a chart: short, and no formulas. */
export function labelsCode(index: string): string {
  return `[str(label)[:40].replace("$", r"\\$") for label in ${index}]`;
}

export function figure(
  { fig, ax }: Canvas,
  width: string | number,
  height: string | number
): string {
  return `${fig}, ${ax} = plt.subplots(figsize=(${width}, ${height}))`;
}

/** A literal for a legend's title. */
export function legendTitle(text: string): string {
  return `title=${plotText(text)}`;
}
