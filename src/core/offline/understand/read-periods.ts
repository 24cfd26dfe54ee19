import { conceptWords } from '../vocabulary';
import { nameStems } from '../words';
import { timeColumn } from './choose-columns';
import type { ClauseState } from './clause-state';
import { isRole, roleOf, type ItemOf } from './item';
import { groupBy, groupByPeriod } from './resolve-names';

/** `by month`, `monthly`, `which month`. */
export function readPeriod(
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

/** `by weekday`, `per hour of the day`. */
export function readCycle(state: ClauseState, item: ItemOf<'role'>): void {
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
