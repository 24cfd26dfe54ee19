import type { Column } from '../frame';
import { stem } from '../words';
import { stemsOf } from './choose-columns';
import type { ConditionState } from './condition-state';
import { isRole, roleOf, type Item, type ItemOf } from './item';
import { isExcluded } from './value-conditions';

/** Yes-or-no columns named as a condition: "where churned", "cancelled flights". */
export function readFlag(
  state: ConditionState,
  item: ItemOf<'column'>,
  at: number
): void {
  const column = item.mention.candidates[0]?.column;
  if (
    !column ||
    !(column.kind === 'boolean' || isFlag(column) || isYesNo(column)) ||
    !isCondition(state, at, column)
  ) {
    return;
  }
  state.used.add(item);
  const exclude = isExcluded(state, at);
  const yes =
    column.values.find(value => /^(true|yes|y|t|1|ja)$/i.test(value)) ?? 'True';
  state.filters.push({
    filter:
      column.kind === 'number'
        ? { kind: 'numbers', column: column.name, numbers: [exclude ? 0 : 1] }
        : {
            kind: 'values',
            column: column.name,
            values: [yes],
            exclude
          },
    notes: []
  });
}

/** "Unpaid invoices": the opposite of a yes-or-no column. */
export function readOpposite(
  state: ConditionState,
  item: ItemOf<'word'>
): void {
  const word = /^(?:un|non)(\p{L}{3,})$/iu.exec(item.text)?.[1];
  const column =
    word === undefined
      ? undefined
      : state.frame.columns.find(
          each =>
            (each.kind === 'boolean' || isFlag(each) || isYesNo(each)) &&
            stemsOf(each).includes(stem(word.toLowerCase()))
        );
  if (!column) {
    return;
  }
  state.used.add(item);
  // "Paid vs unpaid" sets both against each other.
  const both =
    state.items.some(each => isRole(each, 'relation', 'compared')) &&
    state.items.some(
      each =>
        each.kind === 'column' &&
        each.mention.candidates[0]?.column.name === column.name
    );
  if (both) {
    return;
  }
  const yes =
    column.values.find(value => /^(true|yes|y|t|1|ja)$/i.test(value)) ?? 'True';
  state.filters.push({
    filter:
      column.kind === 'number'
        ? { kind: 'numbers', column: column.name, numbers: [0] }
        : { kind: 'values', column: column.name, values: [yes], exclude: true },
    notes: [`“${item.text}” read as not ${column.name}`]
  });
}

function isCondition(
  state: ConditionState,
  at: number,
  column: Column
): boolean {
  const beforeAt = state.near(at, -1);
  const before = state.item(beforeAt);
  const next = state.item(state.near(at, 1));
  const asksRate =
    !isYesNo(column) && state.items.some(each => isRole(each, 'share'));
  if (
    next?.kind === 'value' ||
    isRole(next, 'compare') ||
    (next && isRate(next)) ||
    asksRate
  ) {
    return false;
  }
  // "The age of survivors" asks for something else of them.
  const of =
    isRole(before, 'filter') &&
    state.items
      .slice(0, at)
      .some(
        each =>
          isRole(each, 'distribution', 'statistic') ||
          (each.kind === 'column' && !each.rows)
      );
  const who =
    isRole(before, 'filter', 'question') &&
    isRows(state.item(beforeAt === null ? null : state.near(beforeAt, -1)));
  return (
    of ||
    who ||
    isRows(before) ||
    roleOf(before, 'filter')?.strong === true ||
    isRole(before, 'not', 'count') ||
    ((isRows(next) || isThing(next)) && !isRole(before, 'by'))
  );
}

function isRows(item: Item | undefined): boolean {
  return isRole(item, 'rows') || (item?.kind === 'column' && item.rows);
}

/** A category that a yes-or-no word stands before: "faulty devices". */
function isThing(item: Item | undefined): boolean {
  return (
    item?.kind === 'column' &&
    item.mention.candidates[0]?.column.kind === 'text'
  );
}

/** "Cancellation rate" is a share of all, not a condition. */
export function isRate(item: Item): boolean {
  return item.kind === 'word' && /^(rates?|ratio|quote|rate)$/i.test(item.text);
}

/** Yes and no as text. */
function isYesNo(column: Column): boolean {
  return (
    column.kind === 'text' &&
    column.distinct === 2 &&
    column.values.length === 2 &&
    column.values.every(value =>
      /^(yes|no|y|n|true|false|ja|nein)$/i.test(value)
    )
  );
}

/** Yes and no as 1 and 0. */
export function isFlag(column: Column): boolean {
  return (
    column.kind === 'number' &&
    column.min === 0 &&
    column.max === 1 &&
    column.distinct === 2
  );
}
