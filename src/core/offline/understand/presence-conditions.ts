import type { Column } from '../frame';
import type { ConditionState } from './condition-state';
import { isRole, type Item, type ItemOf } from './item';

/** "Orders with a discount", "orders without discount", "visits without a diagnosis", "rows where age is missing". */
export function readPresence(
  state: ConditionState,
  item: ItemOf<'column'>,
  at: number
): void {
  const [first] = item.mention.candidates;
  if (state.used.has(item)) {
    return;
  }
  if (first && readAbsence(state, item, first.column, at)) {
    return;
  }
  const lead = leadBefore(state, at);
  const next = state.items[at + 1];
  if (
    !first ||
    lead === null ||
    !namesRowsBefore(state, at) ||
    isRole(next, 'compare', 'between', 'sign') ||
    next?.kind === 'number' ||
    next?.kind === 'value'
  ) {
    return;
  }
  const { column } = first;
  const has = lead.not === null;
  if (column.kind === 'number' && column.min === 0 && !column.nulls) {
    state.used.add(item);
    state.filters.push({
      filter: {
        kind: 'compare',
        column: column.name,
        operator: has ? '>' : '==',
        value: 0
      },
      notes: []
    });
  } else if (
    lead.article
      ? column.kind !== 'number' || column.nulls
      : !has || column.nulls
  ) {
    state.used.add(item);
    present(state, column, has);
  }
  if (state.used.has(item) && lead.not) {
    state.used.add(lead.not);
  }
}

function present(state: ConditionState, column: Column, has: boolean): void {
  state.filters.push({
    filter: { kind: 'present', column: column.name, exclude: !has },
    notes: []
  });
}

/** Rows are asked for that lack a value; without rows or a condition, `missing ratings` asks how many are missing. */
function readAbsence(
  state: ConditionState,
  item: ItemOf<'column'>,
  column: Column,
  at: number
): boolean {
  const small = (each: Item): boolean => isRole(each, 'not');
  const [before, behind] = [
    state.near(at, -1, small),
    state.near(at, 1, small)
  ];
  const place = [behind, before].find(each => isMissing(state.item(each)));
  if (place === null || place === undefined) {
    return false;
  }
  const [from, to] = [Math.min(at, place), Math.max(at, place)];
  const between = state.items.slice(from + 1, to);
  const lead = state.near(from, -1);
  const asked =
    namesRowsBefore(state, from) ||
    (isRole(state.item(lead), 'filter', 'question') && lead !== null);
  if (!asked) {
    return false;
  }
  state.used.add(item);
  state.use(place);
  const denied = between.find(each => isRole(each, 'not'));
  if (denied) {
    state.used.add(denied);
  }
  present(state, column, denied !== undefined);
  return true;
}

function isMissing(item: Item | undefined): boolean {
  return (
    (item?.kind === 'role' &&
      item.role.is === 'command' &&
      item.role.command === 'missing') ||
    /^(unknown|absent|unset|unfilled|none)$/i.test(item?.text ?? '')
  );
}

interface Lead {
  /** The word that denies it; null when it is there. */
  readonly not: Item | null;
  readonly article: boolean;
}

/** `with a`, `without`, `had no`; null when no such words stand before. */
function leadBefore(state: ConditionState, at: number): Lead | null {
  let article = false;
  let no: Item | null = null;
  for (let i = at - 1; i >= 0 && i >= at - 4; i -= 1) {
    const item = state.items[i];
    if (!item) {
      return null;
    }
    if (/^(a|an|any)$/i.test(item.text)) {
      article = true;
    } else if (/^no$/i.test(item.text)) {
      no = item;
      article = true;
    } else if (isRole(item, 'not') && /^(without|ohne)$/i.test(item.text)) {
      return { not: item, article };
    } else if (/^(with|had|has|have|having|got|mit)$/i.test(item.text)) {
      return { not: no, article };
    } else {
      return null;
    }
  }
  return null;
}

function namesRowsBefore(state: ConditionState, at: number): boolean {
  return state.items
    .slice(0, at)
    .some(
      item => isRole(item, 'rows') || (item.kind === 'column' && item.rows)
    );
}
