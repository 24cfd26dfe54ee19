import type { Column } from '../frame';
import { conceptsOf } from '../vocabulary';
import { nameStems } from '../words';
import { isAddable, isIdentifier, namesRows, stemsOf } from './choose-columns';
import { flowOf } from './money-flow';
import { readCounted } from './read-counted';
import { readGrouping } from './read-groupings';
import type { ClauseState } from './clause-state';
import { derivedMeasure, marginOf } from './derived-measures';
import { isStatement } from './financial-items';
import { isRole, type ItemOf } from './item';
import type { Subject } from './reading';
import { columnSubject, keyColumnOf, measureOf } from './resolve-names';
import { isFlag, isRate } from './flag-conditions';

/** What the name of a column asks for: a measure, a group, something to count, or what rows are about. */
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
    readGrouping(state, item);
    return;
  }
  if (state.isMargin(at + 1) || readRate(state, item, at)) {
    return;
  }
  if (state.counting) {
    readCounted(state, item);
  } else if (openDistinct(state)) {
    readOther(state, item);
  } else if (item.rows && measureOf(item.mention) === null) {
    state.entities.push(item);
  } else if (measureOf(item.mention) === null || prefersKey(item)) {
    readOther(state, item);
  } else {
    readMeasure(state, item);
  }
}

/** "Cancellation rate": the share of rows for which a yes-or-no column says yes. */
function readRate(
  state: ClauseState,
  item: ItemOf<'column'>,
  at: number
): boolean {
  const column = item.mention.candidates.find(
    each => each.column.kind === 'boolean' || isFlag(each.column)
  )?.column;
  const next = state.items[at + 1];
  const share = state.items.some(each => isRole(each, 'share'));
  if (!column || !((next && isRate(next)) || share)) {
    return false;
  }
  if (next && isRate(next)) {
    state.derived.add(next);
  }
  state.isRate = true;
  state.statistics = ['mean'];
  state.addAsked({
    measure: { kind: 'column', column: column.name },
    adds: false,
    identifies: false,
    notes: [`the rate is the share of rows where ${column.name} is true`]
  });
  return true;
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
  if (
    isModifier(state, item) ||
    subtracts(state, item, column) ||
    isUnknownRate(state, item, column)
  ) {
    return;
  }
  const margin = marginBefore(state, item);
  const flow = flowOf(item.mention.words, column);
  if (flow) {
    state.draft.filters = [...state.draft.filters, flow.restriction];
    state.draft.outflow = flow.out;
  }
  const plain = columnSubject(column, item.mention.words);
  const subject = margin ?? {
    ...plain,
    // The items of a statement are amounts, whatever they are called.
    adds: plain.adds || (isAmountItem(column) && isStatement(state.frame))
  };
  const verb =
    VERBS.test(item.mention.words) &&
    !stemsOf(column).includes(nameStems(item.mention.words)[0] ?? '');
  if (verb) {
    state.verbs.push(subject);
    return;
  }
  state.addAsked(subject);
  if (isRole(state.items[state.items.indexOf(item) - 1], 'sort')) {
    // What is sorted by stands first.
    const { asked } = state.draft;
    state.draft.asked = [...asked.slice(-1), ...asked.slice(0, -1)];
  }
}

/** In "energy cost" the cost is meant, though there is a column for energy. */
function isModifier(state: ClauseState, item: ItemOf<'column'>): boolean {
  const next = state.items[state.items.indexOf(item) + 1];
  return (
    (item.mention.candidates[0]?.score ?? 0) < 0.9 &&
    next?.kind === 'column' &&
    measureOf(next.mention) !== null &&
    !state.conditions.used.has(next)
  );
}

/** "Click rate": what the clicks are divided by, no column says. */
function isUnknownRate(
  state: ClauseState,
  item: ItemOf<'column'>,
  column: Column
): boolean {
  const next = state.items
    .slice(state.items.indexOf(item) + 1)
    .find(each => !isRole(each, 'filler', 'filter'));
  if (!next || !isRate(next) || !isAddable(column)) {
    return false;
  }
  state.derived.add(next);
  state.draft.cannot = [
    ...state.draft.cannot,
    `compute a rate from ${column.name}, because I do not know what it is divided by`
  ];
  return true;
}

/** "How much did we spend on marketing": the verb is the measure only when nothing else is. */
const VERBS = /^(spend|spent|spends|earn|earned|earns)$/i;

function isAmountItem(column: Column): boolean {
  return (
    column.unit !== '%' &&
    !/margin|rate|ratio|price|per |average|percent/i.test(column.name)
  );
}

/** "Revenue minus cost" */
function subtracts(
  state: ClauseState,
  item: ItemOf<'column'>,
  column: Column
): boolean {
  const before = state.items[state.items.indexOf(item) - 1];
  const last = state.draft.asked.at(-1);
  const measure = last?.subject.measure;
  if (
    !/^(minus|-|−)$/i.test(before?.text ?? '') ||
    measure?.kind !== 'column'
  ) {
    return false;
  }
  const name = `${measure.column} minus ${column.name}`;
  state.draft.asked = [
    ...state.draft.asked.slice(0, -1),
    {
      statistic: last?.statistic ?? null,
      subject: {
        measure: {
          kind: 'formula',
          name,
          formula: {
            op: '-',
            left: { op: 'column', column: measure.column },
            right: { op: 'column', column: column.name }
          }
        },
        adds: last?.subject.adds ?? true,
        identifies: false,
        notes: last?.subject.notes ?? []
      }
    }
  ];
  return true;
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
    readEvent(state, item, column);
  } else if (namesRows(column, state.frame) && isIdentifier(column)) {
    state.draft.rows = item.mention.words.toLowerCase();
  } else {
    state.addGrouping(column, item.mention.words, false);
  }
}

/** A date is when something happens: "hires per year" counts what has a hire date. */
function readEvent(
  state: ClauseState,
  item: ItemOf<'column'>,
  column: Column
): void {
  const { words } = item.mention;
  state.draft.time = column;
  const at = state.items.indexOf(item);
  const beside = state.items[at - 1];
  const rows =
    isRole(beside, 'rows') || (beside?.kind === 'column' && beside.rows);
  const before = state.items[rows ? at - 2 : at - 1]?.text ?? '';
  if (/^(first|earliest|erste[sn]?)$/i.test(before)) {
    state.draft.command = 'first date';
  } else if (/^(last|latest|final|letzte[sn]?)$/i.test(before)) {
    state.draft.command = 'last date';
  }
  if (
    !/date|time|day|datum|zeit|when|month|year|period|quarter|week/i.test(words)
  ) {
    state.draft.rows = words.toLowerCase();
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
