import type { ChartKind, Statistic } from '../intent';
import { rowsSubject, type ClauseState } from './clause-state';
import { isRole, roleOf, type Item, type ItemOf } from './item';
import { readOrderValue } from './order-value';
import { readCycle, readPeriod } from './read-periods';
import type { Reading } from './reading';
import { severalRowsEach } from './several-rows';
import { columnSubject, keyColumnOf, measureOf } from './resolve-names';

/** What a working word adds to the request. */
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
      if (countsBefore(state, item, at)) {
        break;
      }
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

/** "Status counts": how many rows each value has, where no other word says what to count. */
function countsBefore(
  state: ClauseState,
  item: ItemOf<'role'>,
  at: number
): boolean {
  const before = state.items[at - 1];
  const next = state.items.slice(at + 1).find(each => !isRole(each, 'filler'));
  if (
    before?.kind !== 'column' ||
    !/^(counts?|frequency|frequencies|haufigkeit)$/i.test(item.text) ||
    (next !== undefined && !isRole(next, 'chart', 'table', 'sort', 'filter'))
  ) {
    return false;
  }
  const column = keyColumnOf(before.mention, state.frame);
  if (!column || state.draft.groupings.length > 0) {
    return false;
  }
  state.draft.asked = state.draft.asked.filter(
    ({ subject: { measure } }) =>
      measure.kind !== 'column' || measure.column !== column.name
  );
  state.addGrouping(column, before.mention.words, true);
  state.draft.counting = true;
  return true;
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
    /split|broken|break|segment|stack|colou?r|divid|aufgeteilt|^(for|in) (each|every)$/i.test(
      item.text
    )
  ) {
    // Such a grouping comes on top of the one there is.
    state.draft.cues = [...state.draft.cues, 'also'];
  }
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
    case 'outliers':
      draft.distribution = true;
      addChart(state, 'box');
      break;
    case 'items':
      draft.items = true;
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
      draft.question ||= asksWhich(state, item, at);
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

/** "What is the highest" asks for a number, "what product", "which" and "who" for one of several. */
function asksWhich(
  state: ClauseState,
  item: ItemOf<'role'>,
  at: number
): boolean {
  const next = state.items
    .slice(at + 1)
    .find(each => !isRole(each, 'filler', 'verb'));
  return (
    !/^(was|what)(['’]?s)?$/i.test(item.text) ||
    isRole(next, 'period', 'cycle', 'rows') ||
    (next?.kind === 'column' && measureOf(next.mention) === null) ||
    /^(on|for)$/i.test(state.items.at(-1)?.text ?? '')
  );
}

/** "First 10 rows", "the last five". */
function endOfTable(
  state: ClauseState,
  item: ItemOf<'role'>,
  at: number
): Reading['command'] {
  const [next, behind] = [state.items[at + 1], state.items[at + 2]];
  const isRows = (each: Item | undefined): boolean =>
    isRole(each, 'rows') || (each?.kind === 'column' && each.rows);
  const rows =
    isRows(next) ||
    (next?.kind === 'number' && (behind === undefined || isRows(behind)));
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
  const next = state.items[at + 1];
  if (
    /^(the )?(most|fewest|least|meisten|wenigsten)$/i.test(item.text) &&
    (isRole(next, 'rows') || (next?.kind === 'column' && next.rows))
  ) {
    // "The most orders" counts them.
    state.counting = true;
  }
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
    // Of orders with several rows each the different ones are counted.
    const things = severalRowsEach(state.frame, item.text);
    if (things) {
      state.statistics = ['distinct'];
      state.addAsked({
        ...columnSubject(things, null),
        notes: [
          `${item.text} have several rows each, so the different values of ${things.name} were counted`
        ]
      });
    } else {
      state.addAsked(rowsSubject(item.text));
    }
  }
}

/** A number that belongs to no condition: how many rows or groups are wanted. */
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
