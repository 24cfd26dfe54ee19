import type { Outline, Slide } from '../../report/outline';
import { fileName } from '../knowledge';
import { pythonString } from '../python-literal';
import type { Conversation } from '../read-conversation';
import {
  braced,
  expressionText,
  forDeck,
  notedText,
  type Printed
} from './render';
import { ref } from './part';
import type { Report, Sentence, View } from './report';

/** Cards on one slide. */
const MOST_CARDS = 6;
/** Findings on one slide. */
const MOST_FINDINGS = 8;
/** Bars of one chart. */
const MOST_BARS = 12;

/** What the deck is made from, beside the report itself. */
export interface DeckSources {
  readonly path: string;
  readonly printed: Printed;
  readonly conversation: Conversation;
}

/** The deck as data: nothing in it is a number that the analyst has typed. */
export function deckOutline(report: Report, sources: DeckSources): Outline {
  const { path, printed, conversation } = sources;
  // The sentences on trends stand beside the line that they are about.
  const main = report.views.find(view => view.kind === 'line');
  const slides: (Slide | null)[] = [
    {
      kind: 'title',
      title: braced(report.title),
      subtitle: report.subtitle
    },
    bullets('Executive summary', forDeck(report, report.summary, printed)),
    cards(report, printed),
    ...report.views.map(view => chart(view, report, printed, view === main)),
    ...pictures(report, conversation),
    ...tables(report),
    main ? null : bullets('Trends', forDeck(report, report.trends, printed)),
    ...findingSlides(report, sources),
    bullets(
      'Recommendations',
      forDeck(report, report.recommendations, printed)
    ),
    bullets('What the data does not tell', report.lacks.map(braced))
  ];
  return {
    path,
    title: report.title,
    slides: slides.filter(slide => slide !== null)
  };
}

function bullets(title: string, texts: readonly string[]): Slide | null {
  return texts.length === 0
    ? null
    : { kind: 'bullets', title, bullets: [...texts] };
}

function cards(report: Report, printed: Printed): Slide | null {
  const figures = report.figures
    .filter(figure => figure.key && printed.has(figure.id))
    .slice(0, MOST_CARDS);
  return figures.length === 0
    ? null
    : {
        kind: 'metrics',
        title: 'Key figures',
        metrics: figures.map(figure => ({
          label: braced(figure.label),
          value: expressionText(figure)
        }))
      };
}

/** What stands beside a chart: what it shows, or what it cannot show. */
function beside(
  { leftOut }: View,
  report: Report,
  printed: Printed,
  isTrend: boolean
): { bullets?: string[] } {
  const sentences: readonly Sentence[] = isTrend
    ? report.trends
    : leftOut
      ? [
          {
            text: `${leftOut.label}: ${ref(leftOut)}. A pie cannot show them.`,
            when: value => (value(leftOut.id) ?? 0) > 0
          }
        ]
      : [];
  const bullets = forDeck(report, sentences, printed);
  return bullets.length > 0 ? { bullets } : {};
}

/** A native chart, which can be edited in the deck. */
function chart(
  view: View,
  report: Report,
  printed: Printed,
  isTrend: boolean
): Slide {
  const { kind, variable, columns, category, value, format, periods } = view;
  return {
    kind: 'chart',
    title: braced(isTrend ? `Trends: ${view.title}` : view.title),
    ...beside(view, report, printed, isTrend),
    chart: {
      type: kind,
      data: dataOf(view),
      ...(columns.length > 0 ? { y: [...columns] } : {}),
      ...(kind === 'bar' && !periods ? { horizontal: true } : {}),
      ...(kind === 'pie' ? {} : { x_title: category, y_title: value }),
      format: shownFormat(format, printed, report)
    },
    alt_text: braced(`${view.title}, from ${variable}`)
  };
}

function dataOf({ kind, variable, periods, mayBeNegative }: View): string {
  return kind === 'bar' && !periods
    ? `${variable}.head(${MOST_BARS})`
    : kind === 'pie' && mayBeNegative
      ? `${variable}[${variable} > 0]`
      : variable;
}

/** Labels on charts need no digits behind the point where thousands are shown. */
function shownFormat(
  format: string,
  printed: Printed,
  { figures }: Report
): string {
  const large = figures.some(
    figure =>
      figure.format === format && /\d,\d{3}/.test(printed.get(figure.id) ?? '')
  );
  return large ? format.replace(/\.\d+f$/, '.0f') : format;
}

/** Pictures of earlier turns; one that shows what a native chart shows says so. */
function pictures({ views }: Report, conversation: Conversation): Slide[] {
  return conversation.pictures.map(path => {
    const title = titleOfFile(path);
    const isTwice = views.some(
      view => view.title.toLowerCase() === title.toLowerCase()
    );
    return {
      kind: 'figure',
      title: braced(isTwice ? `${title}: picture` : title),
      figure: { path },
      alt_text: braced(`${title}, a picture made earlier`)
    };
  });
}

/** `sales_dashboard.png` → `Sales dashboard` */
export function titleOfFile(path: string): string {
  const name = fileName(path)
    .replace(/\.[^.]+$/, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function tables({ listings }: Report): Slide[] {
  return listings
    .filter(listing => listing.isSlide)
    .map(({ variable, title, heading, format, columns, category }) => {
      const headings = heading === null ? columns : [heading];
      return {
        kind: 'table' as const,
        title: braced(title),
        table: {
          data:
            heading === null
              ? variable
              : `${variable}.rename_axis(${pythonString(category)}).to_frame(${pythonString(heading)})`,
          formats: Object.fromEntries(headings.map(column => [column, format]))
        }
      };
    });
}

/**
 * Findings stand in the deck as they were noted, to the letter. Those that are still what the report computes are expressions, so
 * that they change with the other numbers when the deck is written again.
 */
function findingSlides(
  { figures }: Report,
  { printed, conversation }: DeckSources
): Slide[] {
  const lines = [...conversation.findings].map(([name, value]) => {
    const figure = figures.find(
      each =>
        each.label === name &&
        notedText(each, printed.get(each.id) ?? '') === value
    );
    return `${braced(name)}: ${figure ? expressionText(figure) : braced(value)}`;
  });
  const slides: Slide[] = [];
  for (let at = 0; at < lines.length; at += MOST_FINDINGS) {
    slides.push({
      kind: 'bullets',
      title: at === 0 ? 'Findings' : 'Findings, continued',
      bullets: lines.slice(at, at + MOST_FINDINGS)
    });
  }
  return slides;
}
