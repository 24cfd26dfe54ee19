import type { Column } from '../frame';
import type { ConditionState } from './condition-state';
import { isRole, roleOf, type Item, type ItemOf } from './item';

/** Values that stand together, with or without the column they are of. */
export function readValues(
  state: ConditionState,
  first: ItemOf<'value'>,
  at: number
): void {
  const column = boolean(state, first, at) ?? first.column;
  const values = [...first.values];
  const near = first.near
    ? [`“${first.text}” read as ${first.values.join(', ')}`]
    : [];
  state.used.add(first);
  let against = false;
  let end = at;
  for (let i = at + 1; i < state.items.length; i += 1) {
    const item = state.items[i];
    if (item?.kind === 'value' && item.column.name === column.name) {
      values.push(...item.values);
      state.used.add(item);
      end = i;
    } else if (isRole(item, 'relation')) {
      against ||= state.item(state.near(i, 1))?.kind === 'value';
    } else if (
      !isRole(item, 'and', 'or', 'filler', 'filter') &&
      item?.kind !== 'mark'
    ) {
      break;
    }
  }
  useQualifier(state, column, at, end);
  const exclude = isExcluded(state, at);
  if (against && values.length > 1) {
    state.sides = { column, period: null };
    state.items
      .slice(at, end)
      .filter(item => isRole(item, 'relation'))
      .forEach(item => state.used.add(item));
  }
  state.filters.push({
    filter: {
      kind: 'values',
      column: column.name,
      values: [...new Set(values)],
      exclude
    },
    notes: near
  });
}

/** `true` belongs to the column beside it, not to the first one of its kind. */
function boolean(
  state: ConditionState,
  item: ItemOf<'value'>,
  at: number
): Column | null {
  if (item.column.kind !== 'boolean') {
    return null;
  }
  const before = state.item(
    state.near(at, -1, each => isRole(each, 'compare'))
  );
  return before?.kind === 'column'
    ? (before.mention.candidates.find(each => each.column.kind === 'boolean')
        ?.column ?? null)
    : null;
}

/** "Region North", "the North region", "region = North": the column is named only to say what North is. */
function useQualifier(
  state: ConditionState,
  column: Column,
  at: number,
  end: number
): void {
  const skip = (item: Item): boolean =>
    isRole(item, 'compare', 'not', 'filter') || item.kind === 'mark';
  const sides = [state.near(at, -1, skip), state.near(end, 1)];
  for (const [index, place] of sides.entries()) {
    const item = state.item(place);
    const behindBy =
      index === 0 &&
      isRole(state.item(place === null ? null : state.near(place, -1)), 'by');
    if (
      item?.kind === 'column' &&
      !behindBy &&
      item.mention.candidates.some(each => each.column.name === column.name)
    ) {
      state.used.add(item);
    }
  }
  const compare = state.item(state.near(at, -1));
  if (compare && roleOf(compare, 'compare')?.operator === '==') {
    state.used.add(compare);
  }
}

/** Whether a word such as `except` stands before the condition; it is used up then. */
export function isExcluded(state: ConditionState, at: number): boolean {
  for (let i = at - 1; i >= 0; i -= 1) {
    const item = state.items[i];
    if (!item) {
      break;
    }
    const unequal = roleOf(item, 'compare')?.operator === '!=';
    if (isRole(item, 'not') || unequal) {
      state.used.add(item);
      return true;
    }
    if (
      !isRole(item, 'filler', 'filter', 'and') &&
      !(item.kind === 'column' && state.used.has(item))
    ) {
      break;
    }
  }
  return false;
}
