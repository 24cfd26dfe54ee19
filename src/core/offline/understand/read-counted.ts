import type { Column } from '../frame';
import { nameStems } from '../words';
import { isIdentifier, isNamedAfter, namesRows } from './choose-columns';
import { rowsSubject, type ClauseState } from './clause-state';
import type { ItemOf } from './item';
import { columnSubject, keyColumnOf, measureOf } from './resolve-names';
import { severalRowsEach } from './several-rows';

/** What is to be counted: rows, different values, or the sum of a number of things. */
export function readCounted(state: ClauseState, item: ItemOf<'column'>): void {
  const words = item.mention.words;
  state.counting = false;
  const column = keyColumnOf(item.mention, state.frame);
  const number = measureOf(item.mention);
  const stems = nameStems(words);
  if (number && !isIdentifier(number)) {
    const sales =
      stems.length === 1 &&
      /^(sale|verkauf)$/.test(stems[0] ?? '') &&
      !/sale/i.test(number.name);
    if (sales) {
      state.addAsked(rowsSubject(words));
    } else {
      if (state.statistics.length === 0 || state.given) {
        state.statistics = columnSubject(number, null).adds
          ? ['sum']
          : ['count'];
      }
      state.addAsked(columnSubject(number, words));
    }
    return;
  }
  const unique = item.mention.candidates.some(each =>
    isRowId(state, each.column)
  );
  const things = severalRowsEach(state.frame, words);
  if (things) {
    state.statistics = ['distinct'];
    state.addAsked(columnSubject(things, words));
  } else if (!column || unique || isNamedAfter(state.frame, words)) {
    state.addAsked(rowsSubject(words));
    state.draft.rows = words.toLowerCase();
  } else if (column.kind === 'date') {
    state.draft.time = column;
    state.addAsked(rowsSubject('rows'));
  } else {
    state.statistics = ['distinct'];
    state.addAsked(columnSubject(column, words));
  }
}

/** Whether a column tells every row apart, as far as is known. */
export function isRowId(state: ClauseState, column: Column): boolean {
  return (
    namesRows(column, state.frame) ||
    (column.distinct === null &&
      isIdentifier(column) &&
      state.frame.columns[0]?.name === column.name)
  );
}
