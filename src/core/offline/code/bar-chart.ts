import type { Frame } from '../frame';
import type { GroupKey } from '../intent';
import { plotText } from '../python-literal';
import {
  figure,
  labelsCode,
  numberAxis,
  shortFormat,
  SHOW,
  titleLines,
  type Canvas,
  type ChartText
} from './chart-code';
import type { KeyCode } from './key-code';
import { findColumn } from './names';

/** Bars of one chart. */
export const MOST_BARS = 30;

export interface BarChart {
  /** Bars that are drawn at most, the first ones. */
  readonly most?: number;
  /** The series or the frame to draw, in its order. */
  readonly result: string;
  readonly text: ChartText;
  readonly unit: string;
  /** Format of the numbers beside the bars; null for none. */
  readonly format: string | null;
  /** Several columns beside each other, under this title in the legend. */
  readonly legend: string | null;
  readonly stacked: boolean;
}

/** Vertical bars only where the labels are known to be few and short. */
export function fitsUpright(
  key: GroupKey,
  code: KeyCode,
  frame: Frame
): boolean {
  if (code.ordered) {
    return true;
  }
  const column = findColumn(frame, key.column);
  const known =
    column !== undefined &&
    column.distinct !== null &&
    column.values.length >= column.distinct;
  return (
    known &&
    column.values.length <= 8 &&
    column.values.every(value => value.length <= 12)
  );
}

/** Lying bars, the first one on top. */
export function lyingBars(canvas: Canvas, chart: BarChart): string[] {
  const { ax, labels, shown } = canvas;
  const {
    result,
    text,
    unit,
    format,
    legend,
    stacked,
    most = MOST_BARS
  } = chart;
  const bars = legend === null ? 1 : 2;
  return [
    `${shown} = ${result}.head(${most})`,
    `${labels} = ${labelsCode(`${shown}.index`)}`,
    figure(
      canvas,
      6.5,
      `1.5 + ${stacked || bars === 1 ? 0.35 : 0.7} * len(${shown})`
    ),
    legend === null
      ? `${ax}.barh(range(len(${shown})), ${shown})`
      : `${shown}.plot.barh(ax=${ax}, width=0.8${stacked ? ', stacked=True' : ''})`,
    `${ax}.set_yticks(range(len(${shown})), ${labels})`,
    `${ax}.invert_yaxis()`,
    ...valueLabels(canvas, format, unit, 'x'),
    // Long numbers beside one another need room.
    `${ax}.locator_params(axis="x", nbins=5)`,
    numberAxis(canvas, 'x', unit),
    ...titleLines(canvas, { ...text, x: text.y, y: text.x }),
    ...cutTitle(chart, ax, most),
    ...legendLines(canvas, legend),
    ...SHOW
  ];
}

/** A title that says so when there are more groups than bars. */
function cutTitle(
  { result, text }: BarChart,
  ax: string,
  most: number
): string[] {
  return most < MOST_BARS
    ? []
    : [
        `if len(${result}) > ${most}:`,
        `    ${ax}.set_title(${plotText(`${text.title}: the first ${most}`)})`
      ];
}

/** Upright bars: all of them when they are in the order of time, with fewer labels then. */
export function uprightBars(canvas: Canvas, chart: BarChart): string[] {
  const { ax, labels, shown } = canvas;
  const { result, text, unit, format, legend, stacked, most } = chart;
  return [
    `${shown} = ${result}${most === undefined ? '' : `.head(${most})`}`,
    `${labels} = ${labelsCode(`${shown}.index`)}`,
    figure(canvas, 6.5, 4),
    legend === null
      ? `${ax}.bar(range(len(${shown})), ${shown}, width=0.7)`
      : `${shown}.plot.bar(ax=${ax}, width=0.8${stacked ? ', stacked=True' : ''})`,
    `${ax}.set_xticks(range(len(${shown}))[::len(${shown}) // 20 + 1], ${labels}[::len(${shown}) // 20 + 1], rotation=45 if len(${shown}) > 8 else 0)`,
    ...valueLabels(canvas, format, unit, 'y'),
    numberAxis(canvas, 'y', unit),
    ...titleLines(canvas, text),
    ...legendLines(canvas, legend),
    ...SHOW
  ];
}

/** Numbers beside a handful of bars save looking at the axis. */
function valueLabels(
  { ax, shown }: Canvas,
  format: string | null,
  unit: string,
  along: 'x' | 'y'
): string[] {
  return format === null
    ? []
    : [
        `if len(${shown}) <= ${along === 'x' ? 20 : 8}:`,
        `    ${ax}.bar_label(${ax}.containers[0], [f"{value:${shortFormat(format, shown)}}${unit === '%' ? '%' : ''}" for value in ${shown}], padding=3)`,
        `    ${ax}.margins(${along}=${along === 'x' ? 0.2 : 0.15})`
      ];
}

function legendLines({ ax }: Canvas, legend: string | null): string[] {
  return legend === null
    ? []
    : [
        `${ax}.legend(title=${legend}, loc="upper left", bbox_to_anchor=(1, 1))`
      ];
}
