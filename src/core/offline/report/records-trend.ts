import { capitalised, plural, quantityName, readable } from '../code/names';
import { withUnitName } from './names';
import { trendLines, wholePeriods } from './records-code';
import type { Records, RecordsTrend } from './records';
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
import type { Figure, NumberOf, Sentence } from './report';

/** A change of more than this, in per cent, is a direction. */
const DIRECTION = 3;
/** Periods at the end that are compared with as many before them. */
const RECENT = 3;
/** From so many periods on, a peak says something. */
const ENOUGH_PERIODS = 6;

export interface TrendFigures {
  readonly count: Figure;
  readonly first: Figure;
  readonly firstValue: Figure;
  readonly last: Figure;
  readonly lastValue: Figure;
  readonly change: Figure;
  readonly recent: Figure;
  readonly peak: Figure;
  readonly peakValue: Figure;
  readonly low: Figure;
  readonly lowValue: Figure;
  /** The last period when it is not over; an empty text otherwise. */
  readonly incomplete: Figure;
}

/** The development over time. */
export function trendPart(records: Records, trend: RecordsTrend): Part {
  const { state, prepared, wanted, format, unit, adds } = records;
  const { variable, whole, name } = trend;
  const figures = trendFigures(records, trend);
  const heading = quantityName(wanted.quantity);
  const title = `${heading} by ${name}`;
  return part({
    blocks: [
      trendLines(state, prepared, wanted.quantity, trend.wanted, variable),
      adds && trend.wanted.period !== 'given'
        ? wholePeriods(prepared, trend.wanted, variable, whole, {
            last: state.name('last dates'),
            short: state.name('days short')
          })
        : [`${whole} = ${variable}${adds ? '' : '.dropna()'}`]
    ],
    views: [
      {
        kind: 'line',
        variable,
        title,
        category: capitalised(readable(name)),
        value: withUnitName(heading, unit),
        format,
        unit,
        columns: [],
        leftOut: null,
        periods: true,
        size: null,
        mayBeNegative: records.mayBeNegative
      }
    ],
    figures: Object.values(figures),
    listings: [
      {
        variable,
        title,
        category: capitalised(readable(name)),
        heading,
        format,
        columns: [],
        isSlide: false
      }
    ],
    summary: sentences(records, trend, figures).slice(0, 1),
    trends: sentences(records, trend, figures),
    recommendations: recommendations(records, trend, figures)
  });
}

function trendFigures(records: Records, trend: RecordsTrend): TrendFigures {
  const { state, measure, format, unit } = records;
  const { name, whole, variable } = trend;
  const money = { format, unit };
  const of = (title: string, code: string): Figure =>
    shownFigure(`${measure} of ${title}`, code, money);
  return {
    count: shownFigure(`number of ${plural(name)}`, `len(${whole})`, COUNT),
    first: shownFigure(`first ${name}`, `${whole}.index[0]`, NAME),
    firstValue: of(`first ${name}`, `${whole}.iloc[0]`),
    last: shownFigure(`last ${name}`, `${whole}.index[-1]`, NAME),
    lastValue: of(`last ${name}`, `${whole}.iloc[-1]`),
    change: keptFigure(
      state,
      `change of ${measure}`,
      percentChange(`${whole}.iloc[-1]`, `${whole}.iloc[0]`),
      CHANGE,
      true
    ),
    recent: keptFigure(
      state,
      `recent change of ${measure}`,
      recentChange(whole),
      CHANGE
    ),
    peak: shownFigure(`peak ${name}`, `${whole}.idxmax()`, NAME, true),
    peakValue: of(`peak ${name}`, `${whole}.max()`),
    low: shownFigure(`lowest ${name}`, `${whole}.idxmin()`, NAME),
    lowValue: of(`lowest ${name}`, `${whole}.min()`),
    incomplete: keptFigure(
      state,
      `incomplete ${name}`,
      `${variable}.index[-1] if len(${whole}) < len(${variable}) else ""`,
      NAME
    )
  };
}

/** The last periods against as many before them; with fewer there is nothing to compare. */
function recentChange(whole: string): string {
  const now = `${whole}.tail(${RECENT}).sum()`;
  const before = `${whole}.iloc[-${2 * RECENT}:-${RECENT}].sum()`;
  return `100 * (${now} / ${before} - 1) if len(${whole}) >= ${2 * RECENT} and ${before} > 0 else float("nan")`;
}

/** Percentages of nothing or of a loss say nothing. */
export function percentChange(now: string, before: string): string {
  return `100 * (${now} / ${before} - 1) if ${before} > 0 else float("nan")`;
}

function sentences(
  { measure, adds }: Records,
  { name }: RecordsTrend,
  figures: TrendFigures
): Sentence[] {
  const { first, firstValue, last, lastValue, change, recent } = figures;
  const { count, peak, peakValue, low, lowValue, incomplete } = figures;
  const what = capitalised(adds ? measure : `average ${measure}`);
  const several = (value: NumberOf): boolean => (value(count.id) ?? 0) > 1;
  const enough = (value: NumberOf): boolean =>
    (value(count.id) ?? 0) >= 2 * RECENT;
  return [
    {
      text: `${what} went from ${ref(firstValue)} in ${ref(first)} to ${ref(lastValue)} in ${ref(last)}, a change of ${ref(change)}.`,
      when: several
    },
    {
      text: `The strongest ${name} was ${ref(peak)} with ${ref(peakValue)}, the weakest ${ref(low)} with ${ref(lowValue)}.`,
      when: several
    },
    {
      text: `The last ${RECENT} ${plural(name)} against the ${RECENT} before: ${ref(recent)}.`,
      when: enough
    },
    {
      text: `The data ends before ${ref(incomplete)} is over; comparisons leave it out.`
    }
  ];
}

function recommendations(
  { measure }: Records,
  { name }: RecordsTrend,
  { recent, peak, peakValue, count }: TrendFigures
): Sentence[] {
  const change = (value: NumberOf): number | null =>
    (value(count.id) ?? 0) >= 2 * RECENT ? value(recent.id) : null;
  const versus = `${ref(recent)} in the last ${RECENT} ${plural(name)} against the ${RECENT} before`;
  return [
    {
      text: `Keep the momentum: ${measure} changed by ${versus}.`,
      when: value => (change(value) ?? 0) > DIRECTION
    },
    {
      text: `Find out why ${measure} is going down: ${versus}.`,
      when: value => (change(value) ?? 0) < -DIRECTION
    },
    {
      text: `Look for new growth: ${measure} hardly moves, ${versus}.`,
      when: value => {
        const moved = change(value);
        return moved !== null && Math.abs(moved) <= DIRECTION;
      }
    },
    {
      text: `Plan ahead for ${ref(peak)}, the strongest ${name} with ${ref(peakValue)}.`,
      when: value => (value(count.id) ?? 0) >= ENOUGH_PERIODS
    }
  ];
}
