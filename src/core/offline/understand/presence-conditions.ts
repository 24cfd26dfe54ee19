import type { Column } from '../frame';
import type { ConditionState } from './condition-state';
import { isRole, type Item, type ItemOf } from './item';

/** "Orders with a discount", "orders without discount", "visits without a diagnosis". */
export function readPresence(
  state: ConditionState,
  item: ItemOf<'column'>,
  at: number
): void {
  const [first] = item.mention.candidates;
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
  if (column.kind === 'number' && column.min === 0) {
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
  } else if (lead.article && column.kind !== 'number') {
    state.used.add(item);
    present(state, column, has);
  }
  if (state.used.has(item) && lead.not) {
    state.used.add(lead.not);
  }
}

function present(state: ConditionState, column: Column, has: boolean): void {
  if (has) {
    state.filters.push({
      filter: { kind: 'present', column: column.name },
      notes: []
    });
  } else {
    state.cannot.push(`pick out rows where ${column.name} is missing`);
  }
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
