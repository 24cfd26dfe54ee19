import type { Column } from '../frame';
import { conceptsOf } from '../vocabulary';
import { nameStems } from '../words';
import { isIdentifier, isUnique } from './choose-columns';
import { rowsSubject, type ClauseState } from './clause-state';
import { derivedMeasure, marginOf } from './derived-measures';
import { isStatement } from './financial-items';
import { isRole, type ItemOf } from './item';
import type { Subject } from './reading';
import { columnSubject, keyColumnOf, measureOf } from './resolve-names';

export function readColumn(
  state: ClauseState,
  item: ItemOf<'column'>,
  at: number
): void {
  if (state.conditions.compared.has(item)) {
    // It stands in a condition; it is measured too when a statistic asks for it.
    if (state.statistics.length > 0 && !state.given) {
      readMeasure(state, item);
    }
    return;
  }
  if (state.grouping) {
    readGrouping(state, item, at);
    return;
  }
  if (state.isMargin(at + 1)) {
    return;
  }
  const column = measureOf(item.mention);
  if (state.counting) {
    readCounted(state, item);
  } else if (openDistinct(state) || column === null || prefersKey(item)) {
    readOther(state, item);
  } else {
    readMeasure(state, item);
  }
}

function openDistinct(state: ClauseState): boolean {
  return state.statistics.includes('distinct') && !state.given;
}

/** A category fits the word clearly better than the number does. */
function prefersKey(item: ItemOf<'column'>): boolean {
  const key = item.mention.candidates[0];
  const number = item.mention.candidates.find(
    each => each.column.kind === 'number'
  );
  return (
    key !== undefined &&
    key.column.kind !== 'number' &&
    key.score - (number?.score ?? 0) > 0.12
  );
}

function readMeasure(state: ClauseState, item: ItemOf<'column'>): void {
  const column = measureOf(item.mention);
  if (!column) {
    return;
  }
  if (isIdentifier(column)) {
    readCounted(state, item);
    return;
  }
  const margin = marginBefore(state, item);
  state.addAsked(margin ?? columnSubject(column, item.mention.words));
}

/** "Profit margin" is a ratio even where there is a profit. */
function marginBefore(
  state: ClauseState,
  item: ItemOf<'column'>
): Subject | null {
  const stems = nameStems(item.mention.words);
  const exact = (item.mention.candidates[0]?.score ?? 0) >= 0.98;
  return stems.at(-1) === 'margin' && !exact
    ? marginOf(state.frame, kindOfMargin(stems[0]))
    : null;
}

function readOther(state: ClauseState, item: ItemOf<'column'>): void {
  const column = keyColumnOf(item.mention, state.frame);
  if (!column) {
    return;
  }
  if (openDistinct(state)) {
    state.addAsked(columnSubject(column, item.mention.words));
  } else if (column.kind === 'date') {
    state.draft.time = column;
  } else if (isIdentifier(column) && isRowId(state, column)) {
    state.draft.rows = item.mention.words.toLowerCase();
  } else {
    state.addGrouping(column, item.mention.words, false);
  }
}

function isRowId(state: ClauseState, column: Column): boolean {
  return (
    isUnique(column, state.frame) ||
    (column.distinct === null && state.frame.columns[0]?.name === column.name)
  );
}

function readGrouping(
  state: ClauseState,
  item: ItemOf<'column'>,
  at: number
): void {
  const measure = measureOf(item.mention);
  const column = keyColumnOf(item.mention, state.frame);
  const last = at > 0 && lastBy(state, at);
  if (
    measure &&
    !isIdentifier(measure) &&
    last &&
    (column?.kind === 'number' || column === measure)
  ) {
    // "top 10 products by revenue" measures revenue, "average salary by age" groups by age.
    state.late.push(item);
  } else if (column) {
    state.addGrouping(column, item.mention.words, true);
  }
}

function lastBy(state: ClauseState, at: number): boolean {
  return state.items.slice(0, at).some(item => isRole(item, 'by', 'sort'));
}

export function readLate(state: ClauseState, item: ItemOf<'column'>): void {
  const column = measureOf(item.mention);
  const { draft } = state;
  if (!column) {
    return;
  }
  const measured = draft.asked.length > 0;
  const categories = draft.groupings.length > 0 || draft.rows !== null;
  if (
    draft.ranking ||
    draft.sort ||
    (!measured && categories && !draft.counting)
  ) {
    state.addAsked(columnSubject(column, item.mention.words));
  } else {
    state.addGrouping(column, item.mention.words, true);
  }
}

function readCounted(state: ClauseState, item: ItemOf<'column'>): void {
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
      state.statistics = columnSubject(number, null).adds ? ['sum'] : ['count'];
      state.addAsked(columnSubject(number, words));
    }
    return;
  }
  if (
    !column ||
    (isIdentifier(column) && isRowId(state, column)) ||
    isUnique(column, state.frame)
  ) {
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

/** A word that is no column, but perhaps a measure made of columns: revenue, profit, margin. */
export function readWord(
  state: ClauseState,
  item: ItemOf<'word'>,
  at: number
): void {
  const stem = nameStems(item.text)[0] ?? '';
  const before = nameStems(state.items[at - 1]?.text ?? '').at(-1);
  if (
    state.isMargin(at + 1) ||
    (state.isMargin(at) && readMargins(state, item))
  ) {
    state.derived.add(item);
    return;
  }
  for (const concept of conceptsOf(stem)) {
    const subject =
      concept === 'margin'
        ? marginOf(state.frame, kindOfMargin(before))
        : derivedMeasure(concept, state.frame);
    if (subject) {
      state.addAsked(subject);
      state.derived.add(item);
      return;
    }
  }
}

/** The margins of a statement are several. */
function readMargins(state: ClauseState, item: ItemOf<'word'>): boolean {
  if (!/s$/i.test(item.text) || !isStatement(state.frame)) {
    return false;
  }
  state.draft.command = 'margins';
  return true;
}

function kindOfMargin(word: string | undefined): string | null {
  return word !== undefined && /^(gross|net|operating|ebitda)$/.test(word)
    ? word
    : null;
}
