import { plotText } from '../python-literal';
import type { BarChart } from './bar-chart';
import { figure, labelsCode, SHOW, type Canvas } from './chart-code';
import { indented } from './script';

/** Slices before the rest is put together. */
const MOST_SLICES = 8;

/** Fact that is printed instead of a pie that could not show its numbers. */
export const NO_PIE = 'No pie';

/** A pie of a sorted series; of negative values it can show nothing, which is printed instead. */
export function pieChart(
  canvas: Canvas,
  chart: BarChart,
  options: {
    readonly adds: boolean;
    readonly slices: string;
    readonly mayBeNegative: boolean;
  }
): string[] {
  const pie = pieLines(canvas, chart, options);
  return options.mayBeNegative
    ? [
        `if (${chart.result} < 0).any():`,
        `    print("${NO_PIE}: some values are negative")`,
        'else:',
        ...indented(pie)
      ]
    : pie;
}

function pieLines(
  canvas: Canvas,
  { result, text }: BarChart,
  { adds, slices }: { readonly adds: boolean; readonly slices: string }
): string[] {
  const { ax, labels } = canvas;
  const sorted = `${result}[${result} > 0].sort_values(ascending=False)`;
  return [
    `${slices} = ${sorted}`,
    ...(adds
      ? [
          `if len(${slices}) > ${MOST_SLICES}:`,
          `    ${slices} = pd.concat([${slices}.head(${MOST_SLICES - 1}), pd.Series({"Other": ${slices}.iloc[${MOST_SLICES - 1}:].sum()})])`
        ]
      : []),
    `${labels} = ${labelsCode(`${slices}.index`)}`,
    figure(canvas, 6.5, 4),
    `${ax}.pie(`,
    `    ${slices},`,
    '    autopct=lambda share: f"{share:.1f}%" if share >= 5 else "",',
    '    pctdistance=0.75, startangle=90, counterclock=False,',
    '    wedgeprops={"edgecolor": "white"},',
    ')',
    `${ax}.legend(`,
    `    [f"{label} ({share:.1%})" for label, share in zip(${labels}, ${slices} / ${slices}.sum())],`,
    '    loc="center left", bbox_to_anchor=(1, 0.5),',
    ')',
    `${ax}.set_title(${plotText(text.title)})`,
    ...SHOW
  ];
}
