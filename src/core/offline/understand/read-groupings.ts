import { isIdentifier, isNamedAfter, namesRows } from './choose-columns';
import type { ClauseState } from './clause-state';
import { isRole, type ItemOf } from './item';
import { isRowId, readCounted } from './read-counted';
import {
  columnSubject,
  groupBy,
  keyColumnOf,
  measureOf
} from './resolve-names';

/** A name behind a word such as `by`. */
export function readGrouping(state: ClauseState, item: ItemOf<'column'>): void {
  const measure = measureOf(item.mention);
  const column = keyColumnOf(item.mention, state.frame);
  if (measure && (column?.kind === 'number' || column === measure)) {
    // "top 10 products by revenue" measures revenue, "average salary by age" groups by age.
    state.late.push(item);
  } else if (column && isIdentifier(column) && isRowId(state, column)) {
    state.perRow = item.mention.words.toLowerCase();
  } else if (column) {
    state.addGrouping(column, item.mention.words, true);
  }
}

/** A number behind `by`, once the whole request is read. */
export function readLate(state: ClauseState, item: ItemOf<'column'>): void {
  const column = measureOf(item.mention);
  const { draft } = state;
  if (!column) {
    return;
  }
  const few = column.distinct !== null && column.distinct <= 25;
  const measured = draft.asked.length > 0;
  const categories =
    draft.groupings.length > 0 || (draft.rows !== null && !few);
  const at = state.items.indexOf(item);
  if (
    draft.ranking ||
    draft.sort ||
    (!measured && categories && !draft.counting)
  ) {
    state.addAsked(columnSubject(column, item.mention.words));
  } else if (measured && !few && isRatio(state, at)) {
    // "Price per square foot" asks for a division, not for groups.
    draft.cannot = [
      ...draft.cannot,
      `divide one column by another, such as by ${column.name}`
    ];
  } else {
    state.push({
      ...groupBy(column, state.frame, item.mention.words, true),
      number: columnSubject(column, item.mention.words)
    });
  }
}

function isRatio(state: ClauseState, at: number): boolean {
  const by = state.items.slice(0, at).findLast(item => isRole(item, 'by'));
  return /^(per|pro|je)$/i.test(by?.text ?? '');
}

/** "Top customers" ranks customers; in "customers from France" they are only what the rows are about. */
export function readEntities(state: ClauseState): void {
  const { draft } = state;
  const [first, ...others] = state.entities;
  if (!first) {
    return;
  }
  const grouped =
    draft.ranking !== null ||
    draft.sort !== null ||
    draft.compared ||
    draft.command === 'values' ||
    state.late.length > 0;
  const column = keyColumnOf(first.mention, state.frame);
  if (
    grouped &&
    column &&
    column.kind !== 'date' &&
    !namesRows(column, state.frame) &&
    !isNamedAfter(state.frame, first.mention.words)
  ) {
    state.addGrouping(column, first.mention.words, false);
    others.forEach(item => readCounted(state, item));
  } else {
    draft.rows = first.mention.words.toLowerCase();
  }
}
