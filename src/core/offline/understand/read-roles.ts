import type { ChartKind, Statistic } from '../intent';
import { hasWord, isIdentifier, timeColumn } from './choose-columns';
import { rowsSubject, type ClauseState } from './clause-state';
import { conceptWords } from '../vocabulary';
import { nameStems } from '../words';
import { derivedMeasure } from './derived-measures';
import { isRole, roleOf, type Item, type ItemOf } from './item';
import type { Reading } from './reading';
import { columnSubject, groupBy, groupByPeriod } from './resolve-names';

export function readRole(
  state: ClauseState,
  item: ItemOf<'role'>,
  at: number
): void {
  const { draft } = state;
  const { role } = item;
  const keeps = ['and', 'filler', 'or', 'by', 'period', 'cycle', 'statistic'];
  if (state.grouping && !keeps.includes(role.is)) {
    state.grouping = false;
  }
  switch (role.is) {
    case 'statistic':
      readStatistic(state, role.statistic, item);
      break;
    case 'count':
      state.counting = true;
      draft.counting = true;
      break;
    case 'how much':
      draft.amount = true;
      break;
    case 'by':
      readBy(state, item);
      break;
    case 'period':
      readPeriod(state, item, at);
      break;
    case 'cycle':
      readCycle(state, item);
      break;
    case 'rank':
      readRank(state, item, at);
      break;
    case 'chart':
      addChart(state, role.chart);
      break;
    case 'trend':
      draft.trend = true;
      draft.period = role.period ?? draft.period;
      break;
    case 'growth':
      draft.growth = true;
      draft.period = role.period ?? draft.period;
      break;
    case 'rows':
      readRows(state, item);
      break;
    case 'order value':
      readOrderValue(state);
      break;
    default:
      readPlainRole(state, item, at);
      break;
  }
}

/** A kind of chart says more than the word chart. */
function addChart(state: ClauseState, chart: ChartKind | null): void {
  const kinds = state.draft.charts.filter(each => each !== 'any');
  state.draft.charts =
    chart !== null ? [...kinds, chart] : kinds.length > 0 ? kinds : ['any'];
}

function readBy(state: ClauseState, item: ItemOf<'role'>): void {
  state.grouping = true;
  if (
    /split|broken|break|segment|stack|colou?r|divid|aufgeteilt/i.test(item.text)
  ) {
    // Such a grouping comes on top of the one there is.
    state.draft.cues = [...state.draft.cues, 'also'];
  }
}

/** With several rows for an order, its value is no column: the parts of the fraction are given instead. */
function readOrderValue(state: ClauseState): void {
  const { frame } = state;
  const order = frame.columns.find(
    each =>
      isIdentifier(each) &&
      hasWord(each, ['order', 'invoice', 'transaction', 'receipt', 'basket'])
  );
  const revenue = derivedMeasure('revenue', frame);
  if (!revenue) {
    return;
  }
  const several =
    order !== undefined &&
    order.distinct !== null &&
    frame.rows !== null &&
    order.distinct < frame.rows;
  if (!several) {
    if (state.statistics.length === 0) {
      state.statistics = ['mean'];
    }
    state.addAsked(revenue);
    return;
  }
  state.statistics = ['sum'];
  state.addAsked({
    ...revenue,
    notes: [
      ...revenue.notes,
      `an order has several rows, so its average value is the revenue divided by the number of different ${order.name}`
    ]
  });
  state.statistics = ['distinct'];
  state.addAsked(columnSubject(order, null));
}

function readPlainRole(
  state: ClauseState,
  item: ItemOf<'role'>,
  at: number
): void {
  const { draft } = state;
  const { role } = item;
  switch (role.is) {
    case 'share':
      draft.share = true;
      break;
    case 'sort':
      draft.sort = {
        descending: role.descending ?? draft.sort?.descending ?? null
      };
      break;
    case 'distribution':
      draft.distribution = true;
      break;
    case 'relation':
      draft.relation = true;
      break;
    case 'correlation':
      draft.correlation = true;
      break;
    case 'compared':
      draft.compared = true;
      break;
    case 'table':
      draft.noChart = true;
      break;
    case 'command':
      draft.command = strongerCommand(state, role.command, at);
      break;
    case 'question':
      draft.question = true;
      break;
    case 'everything':
      draft.everything = true;
      break;
    case 'cue':
      draft.cues = [...draft.cues, role.cue];
      break;
    case 'filler':
      draft.command = endOfTable(state, item, at) ?? draft.command;
      break;
    default:
      break;
  }
}

/** "First 10 rows", "the last five". */
function endOfTable(
  state: ClauseState,
  item: ItemOf<'role'>,
  at: number
): Reading['command'] {
  const [next, behind] = [state.items[at + 1], state.items[at + 2]];
  const rows =
    isRole(next, 'rows') ||
    (next?.kind === 'number' &&
      (behind === undefined || isRole(behind, 'rows')));
  return !rows
    ? null
    : /^(first|erste|ersten)$/i.test(item.text)
      ? 'head'
      : /^(last|final|letzte|letzten)$/i.test(item.text)
        ? 'tail'
        : null;
}

/** "Summary of missing values": the more exact of two commands. */
function strongerCommand(
  state: ClauseState,
  command: NonNullable<Reading['command']>,
  _at: number
): Reading['command'] {
  const before = state.draft.command;
  const general = [
    'overview',
    'head',
    'describe',
    'sample',
    'values',
    'shape',
    'columns'
  ];
  return before !== null &&
    general.indexOf(command) >= 0 &&
    (general.indexOf(before) < 0 ||
      general.indexOf(before) > general.indexOf(command))
    ? before
    : command;
}

function readStatistic(
  state: ClauseState,
  statistic: Statistic,
  item: ItemOf<'role'>
): void {
  if (state.grouping && item.column) {
    state.addGrouping(item.column, item.text, true);
    return;
  }
  if (item.column && nextSubject(state, item.after) === null) {
    // A column called `total`, with nothing else to be the total of.
    state.addAsked(columnSubject(item.column, null));
    return;
  }
  state.grouping = false;
  if (state.given) {
    state.statistics = [];
    state.given = false;
  }
  state.statistics.push(statistic);
}

function nextSubject(state: ClauseState, after: number): Item | null {
  return (
    state.items.find(
      item =>
        item.first >= after &&
        (item.kind === 'column' || item.kind === 'word' || isRole(item, 'rows'))
    ) ?? null
  );
}

function readPeriod(
  state: ClauseState,
  item: ItemOf<'role'>,
  at: number
): void {
  const role = roleOf(item, 'period');
  if (!role) {
    return;
  }
  const before = state.items[at - 1];
  const asked =
    state.grouping ||
    role.adverb ||
    state.draft.ranking !== null ||
    isRole(before, 'question', 'trend', 'and') ||
    state.draft.question ||
    state.draft.groupings.length > 0 ||
    state.items.length <= 3;
  const { time } = state.draft;
  const grouping = groupByPeriod(role.period, state.frame, time, item.column);
  if ((!asked && !item.column) || isRateOfPay(state, item, at)) {
    return;
  }
  if (grouping) {
    state.push(grouping);
  } else {
    state.draft.cannot = [
      ...state.draft.cannot,
      `group by ${role.period}, because no column tells the time`
    ];
  }
  state.draft.period = state.draft.period ?? role.period;
}

/** A monthly salary is a salary, not one for each month. */
function isRateOfPay(
  state: ClauseState,
  item: ItemOf<'role'>,
  at: number
): boolean {
  const next = state.items[at + 1];
  return (
    roleOf(item, 'period')?.adverb === true &&
    next?.kind === 'column' &&
    nameStems(next.mention.words).some(stem =>
      [...conceptWords('pay'), 'rent', 'fee', 'wage', 'premium'].includes(stem)
    )
  );
}

function readCycle(state: ClauseState, item: ItemOf<'role'>): void {
  const role = roleOf(item, 'cycle');
  if (!role) {
    return;
  }
  if (item.column && item.column.kind !== 'date') {
    state.push(groupBy(item.column, state.frame, null, true));
    return;
  }
  const time = state.draft.time ?? timeColumn(state.frame)?.column ?? null;
  if (time?.kind === 'date') {
    state.push({
      key: { kind: 'cycle', column: time.name, cycle: role.cycle },
      notes: [],
      asked: true,
      words: item.text
    });
  } else {
    state.draft.cannot = [
      ...state.draft.cannot,
      `group by ${item.text}, because no column holds dates`
    ];
  }
}

function readRank(state: ClauseState, item: ItemOf<'role'>, at: number): void {
  const role = roleOf(item, 'rank');
  if (!role) {
    return;
  }
  const number = [
    state.items[at + 1],
    state.items[at - 1],
    state.items[at - 2]
  ].find(each => each?.kind === 'number' && !state.conditions.used.has(each));
  const before = state.draft.ranking;
  if (
    before &&
    !number &&
    before.limit === null &&
    before.superlative &&
    role.superlative &&
    before.descending !== role.descending
  ) {
    // "lowest and highest temperature"
    state.statistics = ['min', 'max'];
    state.given = false;
    state.draft.ranking = null;
    return;
  }
  state.draft.ranking = {
    descending:
      before && role.concepts.length === 0 && before.concepts.length > 0
        ? before.descending
        : role.descending,
    limit:
      number?.kind === 'number' &&
      Number.isInteger(number.value) &&
      number.value >= 1
        ? Math.min(number.value, 1000)
        : (before?.limit ?? null),
    extreme: false,
    superlative: role.superlative,
    quality:
      /^(best|worst|poorest|weakest|strongest|beste[nrs]?|schlechteste[nrs]?)/i.test(
        item.text
      ),
    concepts:
      role.concepts.length > 0 ? role.concepts : (before?.concepts ?? [])
  };
}

function readRows(state: ClauseState, item: ItemOf<'role'>): void {
  const { draft } = state;
  draft.rows = item.text.toLowerCase();
  if (state.counting) {
    state.counting = false;
    state.addAsked(rowsSubject(item.text));
  }
}

export function readNumber(
  state: ClauseState,
  item: ItemOf<'number'>,
  at: number
): void {
  const near = [state.items[at - 1], state.items[at + 1]];
  const rank = near.some(each => isRole(each, 'rank'));
  if (!rank && Number.isInteger(item.value) && item.value >= 1) {
    state.draft.count ??= Math.min(item.value, 1000);
  }
}
