import { plotText, pythonString } from '../python-literal';
import { shortFormat } from '../code/chart-code';
import { Script } from '../code/script';
import type { Report, View } from './report';
import { drawable } from './report-code';

/** Colours of bars, lines and slices: they differ in lightness, too. */
const COLOUR = '#2f5d8a';
const PALETTE =
  '["#2f5d8a", "#e08e45", "#5a9e6f", "#b5536d", "#7d6bb0", "#c9a93b", "#4aa3a8", "#8c6d5a", "#9db4cc", "#d98a9d", "#b8b8b8"]';
const DPI = 150;
/** Bars of one chart. */
const MOST_BARS = 12;
/** Characters of a label. */
const LABEL = 26;
/** Labels along an axis of periods. */
const MOST_TICKS = 12;

/** Charts in one picture, each in a panel of its own. */
export interface Dashboard {
  readonly title: string;
  readonly views: readonly View[];
  readonly file: string;
}

/** One picture of several panels: lines get the whole width below the others. */
export function dashboardCode(report: Report, dashboard: Dashboard): string {
  const script = new Script();
  const fig = report.state.name('fig');
  const axes = report.state.name('axes');
  const { mosaic, height } = layout(dashboard.views);
  script.block(
    `${fig}, ${axes} = plt.subplot_mosaic(${mosaic}, figsize=(14, ${height}), layout="constrained")`,
    `${fig}.suptitle(${plotText(dashboard.title)}, fontsize=16, fontweight="bold")`
  );
  dashboard.views.forEach((view, i) =>
    script.block(...panel(report, view, `${axes}["${PANELS[i] ?? ''}"]`))
  );
  script.block(...save(fig, dashboard.file));
  return drawable(script.text(), report);
}

/** Each chart in a picture of its own. */
export function chartsCode(
  report: Report,
  charts: readonly { readonly view: View; readonly file: string }[]
): string {
  const script = new Script();
  const fig = report.state.name('fig');
  const ax = report.state.name('ax');
  for (const { view, file } of charts) {
    script.block(
      `${fig}, ${ax} = plt.subplots(figsize=(9, 5), layout="constrained")`,
      ...panel(report, view, ax),
      ...save(fig, file)
    );
  }
  return drawable(script.text(), report);
}

const PANELS = ['a', 'b', 'c', 'd', 'e', 'f'];

function layout(views: readonly View[]): { mosaic: string; height: number } {
  const names = PANELS.slice(0, views.length);
  const wide = names.filter((_, i) => views[i]?.kind === 'line');
  const others = names.filter((_, i) => views[i]?.kind !== 'line');
  const rows: string[][] = [];
  for (let at = 0; at < others.length; at += 2) {
    const [left = '', right = left] = others.slice(at, at + 2);
    rows.push([left, right]);
  }
  wide.forEach(name => rows.push([name, name]));
  const text = rows
    .map(row => `[${row.map(name => pythonString(name)).join(', ')}]`)
    .join(', ');
  return { mosaic: `[${text}]`, height: 4.5 * rows.length };
}

function save(fig: string, file: string): string[] {
  return [
    `${fig}.savefig(${pythonString(file)}, dpi=${DPI})`,
    'plt.show()',
    `print("Saved:", ${pythonString(file)})`
  ];
}

function panel(report: Report, view: View, ax: string): string[] {
  switch (view.kind) {
    case 'bar':
      return view.periods
        ? periodBars(report, view, ax)
        : bars(report, view, ax);
    case 'line':
      return line(report, view, ax);
    case 'pie':
      return pie(report, view, ax);
  }
}

function labels(series: string): string {
  return `[str(label)[:${LABEL}].replace("$", r"\\$") for label in ${series}.index]`;
}

/** Thousands separators, and no digits behind the point where the numbers are large. */
function axisFormat(view: View): string {
  return `"{x:,.10g}${view.unit === '%' ? '%' : ''}"`;
}

function bars({ state }: Report, view: View, ax: string): string[] {
  const shown = state.name('shown');
  return [
    `${shown} = ${view.variable}.head(${MOST_BARS})[::-1]`,
    `${ax}.barh(${labels(shown)}, ${shown}, color="${COLOUR}")`,
    `${ax}.bar_label(${ax}.containers[0], [f"{value:${shortFormat(view.format, shown)}}${view.unit === '%' ? '%' : ''}" for value in ${shown}], padding=4, fontsize=9)`,
    `${ax}.margins(x=0.18)`,
    `${ax}.locator_params(axis="x", nbins=5)`,
    `${ax}.xaxis.set_major_formatter(${axisFormat(view)})`,
    `${ax}.set(title=${plotText(view.title)}, xlabel=${plotText(view.value)}, ylabel=${plotText(view.category)})`,
    `${ax}.spines[["top", "right"]].set_visible(False)`
  ];
}

/** Bars in the order of periods; of several columns they stand beside each other. */
function periodBars({ state }: Report, view: View, ax: string): string[] {
  const { variable, columns } = view;
  return [
    columns.length > 0
      ? `${variable}.plot.bar(ax=${ax}, width=0.8, color=${PALETTE})`
      : `${ax}.bar(range(len(${variable})), ${variable}, width=0.7, color="${COLOUR}")`,
    ...ticks(view, ax, state.name('step')),
    ...timeAxes(view, ax),
    ...legendBelow(view, ax)
  ];
}

/** A legend where it lies upon no bar and no line. */
function legendBelow({ columns }: View, ax: string): string[] {
  if (columns.length === 0) {
    return [];
  }
  return columns.length === 1
    ? [`${ax}.get_legend().remove()`]
    : [
        `${ax}.legend(frameon=False, ncols=${Math.min(columns.length, 4)}, loc="upper center", bbox_to_anchor=(0.5, -0.16))`
      ];
}

function ticks(view: View, ax: string, step: string): string[] {
  const { variable } = view;
  return [
    `${step} = -(-len(${variable}) // ${MOST_TICKS})`,
    `${ax}.set_xticks(range(0, len(${variable}), ${step}), [str(label) for label in ${variable}.index[::${step}]], rotation=0)`
  ];
}

function timeAxes(view: View, ax: string): string[] {
  return [
    `${ax}.yaxis.set_major_formatter(${axisFormat(view)})`,
    `${ax}.set(title=${plotText(view.title)}, xlabel=${plotText(view.category)}, ylabel=${plotText(view.value)})`,
    `${ax}.grid(axis="y", alpha=0.3)`,
    `${ax}.spines[["top", "right"]].set_visible(False)`
  ];
}

function line({ state }: Report, view: View, ax: string): string[] {
  const { variable, columns } = view;
  const marker = `marker="o" if len(${variable}) <= 40 else ""`;
  return [
    columns.length > 0
      ? `${variable}.reset_index(drop=True).plot(ax=${ax}, ${marker}, color=${PALETTE})`
      : `${ax}.plot(range(len(${variable})), ${variable}, ${marker}, color="${COLOUR}")`,
    ...ticks(view, ax, state.name('step')),
    // Sums are seen against zero; margins and rates are compared with each other.
    ...(view.unit === '%'
      ? []
      : [`${ax}.set_ylim(bottom=min(0, ${ax}.get_ylim()[0]))`]),
    ...timeAxes(view, ax),
    ...legendBelow(view, ax)
  ];
}

/** Slices of a pie; what is smaller is put together. */
const MOST_SLICES = 10;

/** A ring with its names and percentages beside it, where they cannot lie upon one another. */
function pie({ state }: Report, view: View, ax: string): string[] {
  const parts = state.name('parts');
  const legend = state.name('legend');
  const { variable, mayBeNegative, size } = view;
  return [
    ...(mayBeNegative
      ? [
          `${parts} = ${variable}[${variable} > 0]`,
          `if len(${parts}) < len(${variable}):`,
          `    print("Left out of the pie:", ", ".join(str(label) for label in ${variable}.index[~(${variable} > 0)]))`
        ]
      : [`${parts} = ${variable}`]),
    ...(size !== null && size <= MOST_SLICES + 1
      ? []
      : [
          `if len(${parts}) > ${MOST_SLICES + 1}:`,
          `    ${parts} = pd.concat([${parts}.iloc[:${MOST_SLICES}], pd.Series({"All others": ${parts}.iloc[${MOST_SLICES}:].sum()})])`
        ]),
    `${ax}.pie(${parts}, startangle=90, counterclock=False, colors=${PALETTE}, wedgeprops={"width": 0.42, "edgecolor": "white"})`,
    `${legend} = [f"{label}  {share:.1%}" for label, share in zip(${labels(parts)}, ${parts} / ${parts}.sum())]`,
    `${ax}.legend(${legend}, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, fontsize=9)`,
    `${ax}.set_title(${plotText(view.title)})`
  ];
}
