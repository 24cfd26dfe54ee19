import {
  figure,
  labelsCode,
  shortFormat,
  SHOW,
  titleLines,
  type Canvas
} from './chart-code';

export interface Heatmap {
  /** The frame whose cells are drawn. */
  readonly matrix: string;
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly format: string;
  /** Values from -1 to 1 around zero. */
  readonly diverging: boolean;
}

/** A frame as coloured cells, with its numbers in them while they fit. */
export function heatmapLines(canvas: Canvas, heatmap: Heatmap): string[] {
  const { fig, ax, shown, labels } = canvas;
  const [row, column, value] = ['row', 'column', 'value'].map(canvas.name);
  const { matrix, title, x, y, format, diverging } = heatmap;
  const colours = diverging ? 'cmap="RdBu_r", vmin=-1, vmax=1' : 'cmap="Blues"';
  const dark = diverging
    ? `abs(${value}) > 0.6`
    : `${value} > (${shown}.max().max() + ${shown}.min().min()) / 2`;
  return [
    `${shown} = ${matrix}.head(25)`,
    `${labels} = ${labelsCode(`${shown}.columns`)}`,
    figure(
      canvas,
      `2.5 + 0.9 * len(${shown}.columns)`,
      `1.8 + 0.45 * len(${shown})`
    ),
    `${ax}.imshow(${shown}, aspect="auto", ${colours})`,
    `${ax}.set_xticks(range(len(${labels})), ${labels}, rotation=45, ha="right")`,
    `${ax}.set_yticks(range(len(${shown})), ${labelsCode(`${shown}.index`)})`,
    `if ${shown}.size <= 150:`,
    `    for (${row}, ${column}), ${value} in np.ndenumerate(${shown}.to_numpy(dtype=float)):`,
    `        if not np.isnan(${value}):`,
    `            ${ax}.text(${column}, ${row}, f"{${value}:${diverging ? format : shortFormat(format, `${shown}.stack()`)}}", ha="center", va="center", fontsize=8, color="white" if ${dark} else "black")`,
    `${fig}.colorbar(${ax}.images[0], ax=${ax}, format="{x:,.10g}")`,
    ...titleLines(canvas, { title, x, y }),
    ...SHOW
  ];
}
