import type { Column, Frame } from '../frame';
import type { Measure } from '../intent';
import { mainMeasure, measureColumns } from './choose-columns';
import { ClauseState } from './clause-state';
import { conceptColumn } from './derived-measures';
import type { Item } from './item';
import { readConditions } from './read-conditions';
import type { Reading } from './reading';
import { readEntities, readLate } from './read-groupings';
import { readColumn, readWord } from './read-names';
import { readNumber, readRole } from './read-roles';
import { groupBy, groupByPeriod } from './resolve-names';
import { unknownWords } from './unknown-words';

/** Reads one request of a prompt against the table. */
export function readClause(items: readonly Item[], frame: Frame): Reading {
  const conditions = readConditions(items, frame);
  const state = new ClauseState(items, frame, conditions);
  const { draft } = state;
  draft.filters = conditions.filters;
  draft.cannot = conditions.cannot;
  items.forEach((item, at) => {
    if (!conditions.used.has(item)) {
      readItem(state, item, at);
    }
  });
  readEntities(state);
  state.late.forEach(item => readLate(state, item));
  const [verb] = state.verbs;
  if (verb && draft.asked.length === 0) {
    state.addAsked(verb);
  }
  draft.share &&= !state.isRate;
  finishStatistics(state);
  takeRowsApart(state);
  closeConditions(state);
  readSides(state);
  readUnknown(state);
  return draft;
}

function readItem(state: ClauseState, item: Item, at: number): void {
  switch (item.kind) {
    case 'role':
      readRole(state, item, at);
      break;
    case 'column':
      readColumn(state, item, at);
      break;
    case 'number':
      readNumber(state, item, at);
      break;
    case 'word':
      readWord(state, item, at);
      break;
    default:
      break;
  }
}

/** "Salary: mean and median" names the statistics behind what they are of. */
function finishStatistics(state: ClauseState): void {
  const { draft } = state;
  if (state.statistics.length > 0 && !state.given) {
    draft.statistics = state.statistics;
  } else if (state.given && state.statistics.length > 0) {
    const open = draft.asked.filter(each => each.statistic === null);
    if (open.length === draft.asked.length) {
      draft.asked = draft.asked.flatMap(each =>
        state.statistics.map(statistic => ({ ...each, statistic }))
      );
    }
  }
  if (draft.statistics.length > 0 && draft.asked.length > 0) {
    draft.asked = draft.asked.flatMap(each =>
      each.statistic === null
        ? draft.statistics.map(statistic => ({ ...each, statistic }))
        : [each]
    );
    draft.statistics = [];
  }
}

/** "Units per order", where every row is an order: the average over rows. */
function takeRowsApart(state: ClauseState): void {
  const { draft, perRow } = state;
  if (perRow === null) {
    return;
  }
  if (draft.asked.length === 0) {
    draft.rows ??= perRow;
    return;
  }
  draft.asked = draft.asked.map(each => ({
    ...each,
    statistic:
      each.statistic === null || each.statistic === 'sum'
        ? 'mean'
        : each.statistic
  }));
  draft.notes = [...draft.notes, `every row was taken as one ${perRow}`];
}

function closeConditions(state: ClauseState): void {
  const { open } = state.conditions;
  if (open.length === 0) {
    return;
  }
  const measured = state.draft.asked
    .map(each => each.subject.measure)
    .find(
      (measure): measure is Measure & { kind: 'column' } =>
        measure.kind === 'column'
    );
  const column =
    measureColumns(state.frame).find(each => each.name === measured?.column) ??
    ageOf(state) ??
    mainMeasure(state.frame);
  if (!column) {
    state.draft.cannot = [
      ...state.draft.cannot,
      'tell which numbers the condition is about'
    ];
    return;
  }
  state.draft.filters = [
    ...state.draft.filters,
    ...open.map(({ operator, value }) => ({
      filter: {
        kind: 'compare' as const,
        column: column.name,
        operator,
        value
      },
      notes: [`the condition was read as one on ${column.name}`]
    }))
  ];
}

/** "Patients over 65": of people, a small number is their age. */
function ageOf(state: ClauseState): Column | null {
  const people =
    /^(patient|employee|people|person|customer|student|user|member|respondent|participant|staff|client|worker|passenger|adult|wom[ae]n|m[ae]n)/i;
  return people.test(state.draft.rows ?? '') &&
    state.conditions.open.every(each => each.value <= 120)
    ? conceptColumn(state.frame, 'age')
    : null;
}

/** "Europe vs Asia": the values that are compared are the groups. */
function readSides(state: ClauseState): void {
  const { draft, conditions } = state;
  const { sides } = conditions;
  if (sides) {
    draft.compared = true;
  }
  const several = draft.filters.find(
    ({ filter }) =>
      (filter.kind === 'values' &&
        filter.values.length > 1 &&
        !filter.exclude) ||
      (filter.kind === 'years' && filter.years.length > 1)
  )?.filter;
  if (!(draft.compared && (sides ?? several))) {
    return;
  }
  const column = state.frame.columns.find(
    each => each.name === (sides?.column.name ?? several?.column)
  );
  if (
    !column ||
    draft.groupings.some(each => each.key.column === column.name)
  ) {
    return;
  }
  const grouping =
    several?.kind === 'years' || sides?.period
      ? groupByPeriod(sides?.period ?? 'year', state.frame, column, null)
      : groupBy(column, state.frame, null, true);
  if (grouping) {
    state.push(grouping);
  }
}

function readUnknown(state: ClauseState): void {
  const { unknown, lookUp, waits } = unknownWords(
    state.items,
    state.frame,
    item => state.conditions.used.has(item) || state.derived.has(item)
  );
  state.draft.unknown = unknown;
  state.draft.lookUp = lookUp;
  state.draft.waits = waits;
}
