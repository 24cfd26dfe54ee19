import { keyCode } from '../code/key-code';
import { capitalised, findColumn, plural, quantityName } from '../code/names';
import { withUnitName } from './names';
import { groupLine } from './records-code';
import type { Groups, Records } from './records';
import {
  COUNT,
  keptFigure,
  NAME,
  part,
  ref,
  SHARE,
  shownFigure,
  type Part
} from './part';
import type { Figure, Listing, NumberOf, Sentence, View } from './report';

/** One group has more than this part of the whole, in per cent: the rest hangs on it. */
const DEPENDENT = 40;
/** The first ones have more than this part of the whole, in per cent. */
const CONCENTRATED = 60;

/** Totals by group: the largest, the smallest, and what part they are of the whole. */
export function groupPart(
  records: Records,
  groups: Groups,
  isFirst: boolean
): Part {
  const figures = groupFigures(records, groups);
  const { all, top, shares, wanted } = groups;
  const { state, prepared } = records;
  const lines = [
    groupLine(state, prepared, records.wanted.quantity, wanted, all),
    ...(top === null ? [] : [`${top} = ${all}.head(${wanted.limit ?? 0})`]),
    ...(shares === null || top === null
      ? []
      : [
          `${shares} = ${top}.rename(index=str)`,
          `if len(${all}) > len(${top}):`,
          `    ${shares}["All others"] = ${all}.iloc[len(${top}):].sum()`
        ])
  ];
  return part({
    blocks: [[...lines, ...countLines(records, groups, isFirst)]],
    views: groupViews(records, groups, isFirst, figures.leftOut),
    figures: Object.values(figures).filter(each => each !== null),
    listings: [listing(records, groups)],
    summary: summary(records, groups, figures),
    recommendations: recommendations(records, groups, figures)
  });
}

/** Whether the groups are known to be no more than are wanted: then there is no top of them. */
function isAll({ state }: Records, { wanted }: Groups): boolean {
  const distinct = findColumn(state.frame, wanted.key.column)?.distinct;
  return (
    wanted.limit === null ||
    (distinct !== null && distinct !== undefined && distinct <= wanted.limit)
  );
}

function countName({ state }: Records, { name }: Groups): string {
  return state.name(`rows by ${name}`);
}

/** Averages make no whole; rows do. */
function countLines(
  records: Records,
  groups: Groups,
  isFirst: boolean
): string[] {
  const { prepared, state } = records;
  if (records.adds || !isFirst) {
    return [];
  }
  const { by } = keyCode(groups.wanted.key, prepared.data, state.frame);
  return [
    `${countName(records, groups)} = ${prepared.data}.groupby(${by}).size().sort_values(ascending=False)`
  ];
}

function groupViews(
  records: Records,
  groups: Groups,
  isFirst: boolean,
  leftOut: Figure | null
): View[] {
  const { wanted, adds, unit, format, mayBeNegative } = records;
  const { name, all, top, shares } = groups;
  const value = quantityName(wanted.quantity);
  const limit = groups.wanted.limit;
  const distinct =
    findColumn(records.state.frame, groups.wanted.key.column)?.distinct ?? null;
  const common = {
    size: distinct === null ? null : distinct + 1,
    category: capitalised(name),
    value: withUnitName(value, unit),
    format,
    unit,
    columns: [],
    leftOut: null,
    periods: false,
    mayBeNegative
  };
  const bar: View = {
    ...common,
    kind: 'bar',
    variable: top ?? all,
    title: isAll(records, groups)
      ? `${value} by ${name}`
      : `Top ${limit ?? ''} ${plural(name)} by ${records.measure}`
  };
  if (adds) {
    return [
      bar,
      {
        ...bar,
        kind: 'pie',
        variable: shares ?? all,
        leftOut,
        size: limit === null ? common.size : limit + 1,
        title: `Share of ${records.measure} by ${name}`
      }
    ];
  }
  return isFirst ? [bar, countPie(records, groups, bar)] : [bar];
}

function countPie(records: Records, groups: Groups, bar: View): View {
  return {
    ...bar,
    kind: 'pie',
    variable: countName(records, groups),
    title: `Rows by ${groups.name}`,
    value: 'Rows',
    format: ',',
    unit: '',
    mayBeNegative: false
  };
}

interface GroupFigures {
  readonly count: Figure;
  readonly first: Figure;
  readonly firstValue: Figure;
  readonly firstShare: Figure | null;
  readonly last: Figure | null;
  readonly lastValue: Figure | null;
  readonly topShare: Figure | null;
  /** Groups that a pie cannot show. */
  readonly leftOut: Figure | null;
}

function groupFigures(records: Records, groups: Groups): GroupFigures {
  const { state, measure, format, unit, adds } = records;
  const { name, all, top, shares, wanted } = groups;
  const money = { format, unit };
  const share = (title: string, of: string): Figure | null =>
    adds ? keptFigure(state, title, `100 * ${of} / ${all}.sum()`, SHARE) : null;
  const isRanking = wanted.limit !== null;
  return {
    count: shownFigure(`number of ${plural(name)}`, `len(${all})`, COUNT),
    first: shownFigure(`top ${name}`, `${all}.index[0]`, NAME, true),
    firstValue: shownFigure(
      `${measure} of top ${name}`,
      `${all}.iloc[0]`,
      money,
      !isRanking
    ),
    firstShare: share(`share of top ${name}`, `${all}.iloc[0]`),
    last: isRanking
      ? null
      : shownFigure(`bottom ${name}`, `${all}.index[-1]`, NAME),
    lastValue: isRanking
      ? null
      : shownFigure(`${measure} of bottom ${name}`, `${all}.iloc[-1]`, money),
    topShare:
      top === null
        ? null
        : share(
            `share of top ${wanted.limit ?? 0} ${plural(name)}`,
            `${top}.sum()`
          ),
    leftOut:
      adds && records.mayBeNegative
        ? shownFigure(
            `${plural(name)} not above zero`,
            `(${shares ?? all} <= 0).sum()`,
            COUNT
          )
        : null
  };
}

function listing(records: Records, groups: Groups): Listing {
  const { wanted, format } = records;
  const heading = quantityName(wanted.quantity);
  const { name, all, top } = groups;
  return {
    variable: top ?? all,
    title: isAll(records, groups)
      ? `${heading} by ${name}`
      : `Top ${groups.wanted.limit ?? ''} ${plural(name)}`,
    category: capitalised(name),
    heading,
    format,
    columns: [],
    isSlide: top !== null
  };
}

function isShare(value: number | null): boolean {
  return value !== null && value > 0 && value <= 100;
}

function summary(
  records: Records,
  { name, wanted }: Groups,
  figures: GroupFigures
): Sentence[] {
  const { whole, adds } = records;
  const { count, first, firstValue, firstShare, last, lastValue, topShare } =
    figures;
  const many = (value: NumberOf): boolean => (value(count.id) ?? 0) > 1;
  const leads = `${ref(first)} leads the ${ref(count)} ${plural(name)} with ${ref(firstValue)}`;
  return [
    ...(firstShare
      ? [
          {
            text: `${leads}, ${ref(firstShare)} of ${whole}.`,
            when: (value: NumberOf) =>
              many(value) && isShare(value(firstShare.id))
          }
        ]
      : [{ text: `${leads}${adds ? '' : ' on average'}.`, when: many }]),
    ...(last && lastValue
      ? [
          {
            text: `${ref(last)} comes last with ${ref(lastValue)}.`,
            when: many
          }
        ]
      : []),
    ...(topShare
      ? [
          {
            text: `The top ${wanted.limit ?? ''} ${plural(name)} bring ${ref(topShare)} of ${whole}.`,
            when: (value: NumberOf) =>
              (value(count.id) ?? 0) > (wanted.limit ?? 0) &&
              isShare(value(topShare.id))
          }
        ]
      : [])
  ];
}

/** Rules of thumb on how even the groups are. */
function recommendations(
  { measure, whole }: Records,
  { name, wanted }: Groups,
  figures: GroupFigures
): Sentence[] {
  const { count, first, firstShare, last, lastValue, topShare } = figures;
  const sentences: Sentence[] = [];
  if (firstShare && last && lastValue) {
    const share = firstShare.id;
    sentences.push(
      {
        text: `Spread the risk: ${ref(first)} alone brings ${ref(firstShare)} of ${whole}. Grow the other ${plural(name)}.`,
        when: value =>
          isShare(value(share)) &&
          (value(share) ?? 0) >= DEPENDENT &&
          (value(count.id) ?? 0) > 1
      },
      {
        text: `Build on ${ref(first)}, which brings ${ref(firstShare)} of ${whole}, and take over what works there.`,
        when: value => isShare(value(share)) && (value(share) ?? 0) < DEPENDENT
      },
      {
        text: `Look into ${ref(last)}: with ${ref(lastValue)} it is the ${name} with the least ${measure}.`,
        when: value => (value(count.id) ?? 0) > 1
      }
    );
  }
  if (topShare) {
    const isLong = (value: NumberOf): boolean =>
      (value(count.id) ?? 0) > (wanted.limit ?? 0);
    sentences.push(
      {
        text: `Secure the top ${wanted.limit ?? ''} ${plural(name)}, which bring ${ref(topShare)} of ${whole}, and check whether all ${ref(count)} ${plural(name)} are worth their effort.`,
        when: value =>
          isLong(value) &&
          isShare(value(topShare.id)) &&
          (value(topShare.id) ?? 0) >= CONCENTRATED
      },
      {
        text: `Keep the range broad: the top ${wanted.limit ?? ''} of ${ref(count)} ${plural(name)} bring no more than ${ref(topShare)} of ${whole}.`,
        when: value =>
          isLong(value) &&
          (value(topShare.id) ?? 100) < CONCENTRATED &&
          (value(topShare.id) ?? 0) > 0
      }
    );
  }
  return sentences;
}
