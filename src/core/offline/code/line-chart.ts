import {
  figure,
  labelsCode,
  numberAxis,
  SHOW,
  titleLines,
  type Canvas,
  type ChartText
} from './chart-code';

export interface LineChart {
  readonly result: string;
  readonly text: ChartText;
  readonly unit: string;
  /** What stands on the axis below. */
  readonly axis: 'dates' | 'periods' | 'names' | 'numbers';
  /** Literal of the legend's title when the result has several columns; null for one line. */
  readonly legend: string | null;
}

/** A line over periods, or one for each column. */
export function lineChart(canvas: Canvas, chart: LineChart): string[] {
  const { ax } = canvas;
  const { result, text, unit, axis, legend } = chart;
  const x = {
    dates: `${result}.index.to_timestamp()`,
    periods: `${result}.index.astype(str)`,
    names: `range(len(${result}))`,
    numbers: `${result}.index`
  }[axis];
  return [
    figure(canvas, 6.5, 4),
    `${ax}.plot(${x}, ${result}, marker="o" if len(${result}) <= 40 else "")`,
    ...axisLines(canvas, result, axis),
    numberAxis(canvas, 'y', unit),
    ...titleLines(canvas, text),
    ...(legend === null
      ? []
      : [
          `${ax}.legend([str(name)[:40].replace("$", r"\\$") for name in ${result}.columns], title=${legend}, loc="upper left", bbox_to_anchor=(1, 1))`
        ]),
    `${ax}.grid(alpha=0.3)`,
    ...SHOW
  ];
}

function axisLines(
  { ax, labels }: Canvas,
  result: string,
  axis: LineChart['axis']
): string[] {
  switch (axis) {
    case 'dates':
      return [
        `${ax}.xaxis.set_major_formatter(mdates.ConciseDateFormatter(${ax}.xaxis.get_major_locator()))`
      ];
    case 'numbers':
      return [`${ax}.xaxis.set_major_locator(plt.MaxNLocator(integer=True))`];
    case 'names':
      return [
        `${labels} = ${labelsCode(`${result}.index`)}`,
        `${ax}.set_xticks(range(len(${labels})), ${labels}, rotation=45 if len(${labels}) > 6 else 0)`
      ];
    case 'periods':
      return [
        `${ax}.set_xticks(range(0, len(${result}), max(1, len(${result}) // 12)))`,
        `${ax}.tick_params(axis="x", rotation=45 if len(${result}) > 6 else 0)`
      ];
  }
}
