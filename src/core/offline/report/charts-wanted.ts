import { pythonName } from '../python-literal';
import { nameStems } from '../words';
import { listItems, outputFiles, PICTURE } from './phase-of';
import { partsOf } from './wanted';
import type { Report, View } from './report';

/** A chart and the picture it is saved in. */
export interface ChartFile {
  readonly view: View;
  readonly file: string;
}

/** What is drawn: panels of one picture, or a picture for each chart. */
export type WantedCharts =
  | {
      readonly kind: 'dashboard';
      readonly views: readonly View[];
      readonly file: string;
    }
  | { readonly kind: 'separate'; readonly charts: readonly ChartFile[] };

const KINDS: readonly (readonly [RegExp, View['kind']])[] = [
  [/\bbars?\b|balken|säulen/i, 'bar'],
  [/\blines?\b|linien/i, 'line'],
  [/\bpie\b|donut|torten|kreis/i, 'pie'],
  [/\bshares?\b|breakdown|anteil/i, 'pie'],
  [/trend|over time|verlauf|entwicklung|growth|wachstum/i, 'line']
];

/** Kinds by name, and other words for a chart. */
const BY_NAME = KINDS.slice(0, 3).map(([words]) => words);
const CHART = /\bcharts?\b|\bgraphs?\b|\bplots?\b|diagramm|\.png\b/i;

/** The parts of a prompt that each ask for one chart. */
function chartItems(prompt: string): string[] {
  const isNamed = (item: string): boolean =>
    BY_NAME.some(words => words.test(item));
  const listed = listItems(prompt);
  // What was calculated before may be listed, too: without the name of a chart.
  const charts = listed.filter(item => isNamed(item) || CHART.test(item));
  if (charts.length > 0) {
    return charts;
  }
  const rest = listed.filter(item => kindOf(item) !== null);
  return rest.length > 0 ? rest : partsOf(prompt).filter(isNamed);
}

/** Reads which charts a prompt asks for; a chart of each kind where it says nothing. */
export function wantedCharts(prompt: string, report: Report): WantedCharts {
  const items = chartItems(prompt);
  const asked: readonly (readonly [View, string])[] =
    items.length > 0
      ? items.flatMap(item => {
          const view = viewFor(item, report.views);
          return view ? [[view, item] as const] : [];
        })
      : oneOfEach(report.views).map(view => [view, ''] as const);
  const files = outputFiles(prompt, PICTURE);
  const isOne =
    files.length === 1 ||
    (files.length === 0 && (/dashboard/i.test(prompt) || !report.drawnApart));
  const file = files[0] ?? `${pythonName(report.title)}_dashboard.png`;
  const views = asked.map(([view]) => view);
  // No more charts than there are files named for them.
  const most = files.length > 1 ? files.length : asked.length;
  return isOne && views.length > 1
    ? { kind: 'dashboard', views, file }
    : { kind: 'separate', charts: withFiles(asked.slice(0, most), files) };
}

function kindOf(item: string): View['kind'] | null {
  return KINDS.find(([words]) => words.test(item))?.[1] ?? null;
}

function oneOfEach(views: readonly View[]): View[] {
  return (['bar', 'pie', 'line'] as const).flatMap(
    kind =>
      views.findLast(view => view.kind === kind && kind === 'pie') ??
      views.find(view => view.kind === kind) ??
      []
  );
}

/** Words for what comes in periods. */
const ADVERBS: readonly (readonly [RegExp, string])[] = [
  [/monthly|monatlich\w*/gi, 'month'],
  [/quarterly|quartalsweise/gi, 'quarter'],
  [/yearly|annual(?:ly)?|jährlich\w*/gi, 'year'],
  [/weekly|wöchentlich\w*/gi, 'week'],
  [/daily|täglich\w*/gi, 'day']
];

/** The view whose kind and title fit an item of the list best. */
function viewFor(item: string, views: readonly View[]): View | undefined {
  const kind = kindOf(item);
  const able = views.filter(view => kind === null || canBe(view, kind));
  const text = ADVERBS.reduce(
    (written, [adverb, noun]) => written.replace(adverb, noun),
    item
  );
  const words = new Set(nameStems(text));
  const score = (view: View): number =>
    (view.kind === kind ? 0.5 : 0) +
    nameStems(`${view.title} ${view.category}`).filter(stem => words.has(stem))
      .length;
  const [best] = [...able].sort((a, b) => score(b) - score(a));
  return best && { ...best, kind: kind ?? best.kind };
}

/** Only parts of a whole make a pie, and only periods a line. */
function canBe(view: View, kind: View['kind']): boolean {
  return kind === 'pie'
    ? view.kind === 'pie'
    : kind === 'line'
      ? view.periods
      : view.kind !== 'pie';
}

/** Each chart gets the file that its own item names, else the one that is named most like it. */
function withFiles(
  asked: readonly (readonly [View, string])[],
  files: readonly string[]
): ChartFile[] {
  const left = new Set(files);
  const take = (file: string): string => {
    left.delete(file);
    return file;
  };
  return asked.map(([view, item]) => {
    const own = outputFiles(item, PICTURE)[0];
    const stems = nameStems(`${view.title} ${item}`);
    const likeness = (file: string): number =>
      nameStems(file).filter(stem => stems.includes(stem)).length;
    const [best] = [...left].sort((a, b) => likeness(b) - likeness(a));
    return {
      view,
      file: take(own ?? best ?? `${pythonName(view.title)}.png`)
    };
  });
}
