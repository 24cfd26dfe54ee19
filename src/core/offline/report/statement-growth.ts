import { capitalised, plural, readable } from '../code/names';
import {
  CHANGE,
  COUNT,
  keptFigure,
  NAME,
  part,
  ref,
  shownFigure,
  type Part
} from './part';
import { withUnitName } from './names';
import type { Figure, Sentence, View } from './report';
import { percentChange } from './records-trend';
import type { StatementParts } from './statement-report';

/** The figure that expenses are compared with. */
export const REVENUE_GROWTH = 'revenue growth';
/** Periods of a year, for the growth against a year before. */
const OF_A_YEAR: Record<string, number> = { quarter: 4, month: 12 };

interface GrowthFigures {
  readonly count: Figure;
  readonly first: Figure;
  readonly last: Figure;
  readonly firstValue: Figure;
  readonly lastValue: Figure;
  readonly overall: Figure;
  readonly average: Figure;
  readonly best: Figure;
  readonly bestValue: Figure;
  readonly worst: Figure;
  readonly worstValue: Figure;
  /** Null where a year has no whole number of periods. */
  readonly yearly: Figure | null;
}

/** Revenue and its growth from period to period. */
export function growthPart(parts: StatementParts): Part {
  const { statement, state, revenue, money } = parts;
  if (revenue === null) {
    return part({});
  }
  const { name } = statement;
  const growth = state.name(`revenue growth by ${name}`);
  const figures = growthFigures(parts, revenue, growth);
  const common = {
    category: capitalised(readable(name)),
    columns: [],
    isSlide: false
  };
  const sentences = growthSentences(figures, name);
  return part({
    // The first period has nothing before it; nothing grows from zero.
    blocks: [
      [
        `${growth} = (100 * (${revenue} / ${revenue}.shift(1).replace(0, float("nan")) - 1)).iloc[1:]`
      ]
    ],
    views: growthViews(parts, revenue, growth),
    figures: Object.values(figures).filter(each => each !== null),
    listings: [
      {
        ...common,
        variable: revenue,
        title: `Revenue by ${name}`,
        heading: 'Revenue',
        format: money.format
      },
      {
        ...common,
        variable: growth,
        title: `Revenue growth by ${name}`,
        heading: 'Growth (%)',
        format: CHANGE.format
      }
    ],
    summary: sentences.slice(0, 2),
    trends: sentences,
    recommendations: recommendations(figures)
  });
}

function growthFigures(
  { statement, state, money }: StatementParts,
  revenue: string,
  growth: string
): GrowthFigures {
  const { name } = statement;
  const steps = OF_A_YEAR[name];
  return {
    count: shownFigure(`number of ${plural(name)}`, `len(${revenue})`, COUNT),
    first: shownFigure(`first ${name}`, `${revenue}.index[0]`, NAME),
    last: shownFigure(`last ${name}`, `${revenue}.index[-1]`, NAME),
    firstValue: shownFigure(
      `revenue of first ${name}`,
      `${revenue}.iloc[0]`,
      money
    ),
    lastValue: shownFigure(
      `revenue of last ${name}`,
      `${revenue}.iloc[-1]`,
      money,
      true
    ),
    overall: keptFigure(
      state,
      REVENUE_GROWTH,
      percentChange(`${revenue}.iloc[-1]`, `${revenue}.iloc[0]`),
      CHANGE,
      true
    ),
    average: keptFigure(
      state,
      `average revenue growth per ${name}`,
      `${growth}.mean()`,
      CHANGE
    ),
    best: shownFigure(`${name} of fastest growth`, `${growth}.idxmax()`, NAME),
    bestValue: shownFigure('fastest growth', `${growth}.max()`, CHANGE),
    worst: shownFigure(`${name} of slowest growth`, `${growth}.idxmin()`, NAME),
    worstValue: shownFigure('slowest growth', `${growth}.min()`, CHANGE),
    yearly:
      steps === undefined
        ? null
        : keptFigure(
            state,
            'growth against a year before',
            `100 * (${revenue}.iloc[-1] / ${revenue}.iloc[-${steps + 1}] - 1) if len(${revenue}) > ${steps} else float("nan")`,
            CHANGE,
            true
          )
  };
}

function growthViews(
  { statement, money }: StatementParts,
  revenue: string,
  growth: string
): View[] {
  const { name } = statement;
  const common = {
    category: capitalised(readable(name)),
    columns: [],
    leftOut: null,
    periods: true,
    size: null,
    mayBeNegative: true
  };
  return [
    {
      ...common,
      kind: 'line',
      variable: revenue,
      title: `Revenue by ${name}`,
      value: withUnitName('Revenue', money.unit),
      format: money.format,
      unit: money.unit
    },
    {
      ...common,
      kind: 'bar',
      variable: growth,
      title: `Revenue growth by ${name}`,
      value: 'Growth (%)',
      format: CHANGE.format,
      unit: '%'
    }
  ];
}

function growthSentences(figures: GrowthFigures, name: string): Sentence[] {
  const { first, firstValue, last, lastValue, overall, average } = figures;
  const { best, bestValue, worst, worstValue, count, yearly } = figures;
  return [
    {
      text: `Revenue went from ${ref(firstValue)} in ${ref(first)} to ${ref(lastValue)} in ${ref(last)}: ${ref(overall)}, on average ${ref(average)} per ${name}.`
    },
    ...(yearly
      ? [
          {
            text: `Revenue of the last ${name} changed by ${ref(yearly)} against a year before.`
          }
        ]
      : []),
    {
      text: `Growth was fastest in ${ref(best)} with ${ref(bestValue)} and slowest in ${ref(worst)} with ${ref(worstValue)}.`,
      when: value => (value(count.id) ?? 0) > 2
    }
  ];
}

function recommendations(figures: GrowthFigures): Sentence[] {
  const { overall, first, worst, worstValue, count } = figures;
  return [
    {
      text: `Keep investing in what grows: revenue changed by ${ref(overall)} since ${ref(first)}.`,
      when: value => (value(overall.id) ?? 0) > 0
    },
    {
      text: `Win revenue back: it changed by ${ref(overall)} since ${ref(first)}.`,
      when: value => (value(overall.id) ?? 0) < 0
    },
    {
      text: `Learn from ${ref(worst)}, when revenue changed by ${ref(worstValue)}.`,
      when: value =>
        (value(worstValue.id) ?? 0) < 0 && (value(count.id) ?? 0) > 2
    }
  ];
}
