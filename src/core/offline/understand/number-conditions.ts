import type { Column } from '../frame';
import { isAddable, isIdentifier, stemsOf } from './choose-columns';
import type { ConditionState } from './condition-state';
import { looseConceptColumn } from './derived-measures';
import { inUnitOf } from './time-units';
import { isRole, roleOf, type ItemOf } from './item';
import type { Operator } from './roles';

/** `discount > 10%`, `older than 30`, `more than 3 units`. */
export function readComparison(state: ConditionState, at: number): void {
  const role = roleOf(state.items[at], 'compare');
  const place = state.near(at, 1);
  const number = state.item(place);
  if (!role || place === null) {
    return;
  }
  if (isRole(number, 'statistic')) {
    state.cannot.push(
      'compare rows with an average or another statistic of theirs'
    );
    state.use(at, place);
    return;
  }
  if (number?.kind !== 'number') {
    return;
  }
  const negated = isRole(state.item(state.near(at, -1)), 'not');
  const operator = negated ? NEGATED[role.operator] : role.operator;
  state.use(at, place);
  if (negated) {
    state.use(state.near(at, -1) ?? at);
  }
  const column = comparedColumn(state, at, place, role.concepts);
  if (column) {
    compare(state, column, operator, number);
  } else if (role.concepts.length > 0) {
    state.cannot.push(
      `tell which column “${state.items[at]?.text ?? ''}” is about`
    );
  } else {
    state.open.push({ operator, value: number.value });
  }
}

function compare(
  state: ConditionState,
  column: Column,
  operator: Operator,
  number: ItemOf<'number'>
): void {
  const at = state.items.indexOf(number);
  const unit = state.items[at + 1]?.text ?? '';
  const { value, notes } =
    inUnitOf(column, number.value, unit) ?? scaled(number, column);
  state.lastColumn = column;
  useUnit(state, at, column);
  state.filters.push({
    filter: { kind: 'compare', column: column.name, operator, value },
    notes
  });
}

/** `10 mm`, `7 days`: the word behind the number is its unit. */
function useUnit(state: ConditionState, at: number, column: Column): void {
  const next = state.items[at + 1];
  const same =
    next?.kind === 'column' &&
    next.mention.candidates.some(each => each.column.name === column.name);
  if (same || isRole(next, 'period') || (next && UNIT.test(next.text))) {
    state.use(at + 1);
  }
}

const UNIT =
  /^(dollars?|euros?|pounds?|usd|eur|gbp|[$€£°]|percent|per cent|degrees?|years?( old)?|yrs?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|ms|milliseconds?|kg|km|miles?|m|mm|cm|points?|stars?|celsius|c|bytes?|kb|mb|gb|sq ?ft|square|feet)$/i;

/** The column before the comparison, else the one behind the number, else the one of the comparison before. */
function comparedColumn(
  state: ConditionState,
  at: number,
  number: number,
  concepts: readonly string[]
): Column | null {
  const before = state.near(at, -1, item =>
    isRole(item, 'filter', 'not', 'verb', 'question')
  );
  const behind = state.near(number, 1);
  // "Revenue where more than 3 units": behind a word such as `where` a new name may follow.
  const apart = state.items
    .slice((before ?? at) + 1, at)
    .some(item => isRole(item, 'filter'));
  const near =
    apart && state.items[number + 1]?.kind === 'column'
      ? numeric(state, number + 1)
      : null;
  const found = near ?? numeric(state, before);
  if (found) {
    return found;
  }
  for (const concept of concepts) {
    const column = looseConceptColumn(state.frame, concept);
    if (column) {
      return column;
    }
  }
  const next = state.item(behind);
  const counted = next?.kind === 'column' && numeric(state, behind);
  if (counted) {
    return counted;
  }
  const joined = isRole(state.item(before), 'and') && state.lastColumn;
  return joined || null;
}

function numeric(state: ConditionState, place: number | null): Column | null {
  const item = state.item(place);
  if (item?.kind !== 'column') {
    return null;
  }
  const column =
    item.mention.candidates.find(
      each => each.column.kind === 'number' && !isIdentifier(each.column)
    )?.column ?? null;
  if (column) {
    state.compared.add(item);
  }
  return column;
}

/** `negative units`, `units are negative` */
export function readSign(state: ConditionState, at: number): void {
  const sign = roleOf(state.items[at], 'sign');
  if (!sign) {
    return;
  }
  state.use(at);
  const column =
    numeric(state, state.near(at, 1)) ??
    numeric(
      state,
      state.near(at, -1, item => isRole(item, 'filter'))
    );
  if (column) {
    state.filters.push({
      filter: {
        kind: 'compare',
        column: column.name,
        operator: sign.operator,
        value: 0
      },
      notes: []
    });
  } else {
    state.open.push({ operator: sign.operator, value: 0 });
  }
}

/** "Status 404", "class 3": a column of few numbers and one of them. */
function readCode(
  state: ConditionState,
  number: ItemOf<'number'>,
  at: number
): void {
  const before = state.items[at - 1];
  const named =
    before?.kind === 'column'
      ? before.mention.candidates.find(each => isCode(each.column))?.column
      : undefined;
  const [next, rows] = [state.items[at + 1], state.items[at + 2]];
  // "3 bedroom houses"
  const counted =
    next?.kind === 'column' &&
    (isRole(rows, 'rows') || (rows?.kind === 'column' && rows.rows))
      ? next.mention.candidates.find(each => isCode(each.column))?.column
      : undefined;
  if (counted) {
    state.use(at + 1);
  }
  const code =
    named ??
    counted ??
    (number.value >= 100 && !isRole(before, 'rank', 'compare', 'filler')
      ? state.frame.columns.find(
          column =>
            isCode(column) && column.values.includes(String(number.value))
        )
      : undefined);
  if (code && Number.isInteger(number.value)) {
    state.use(at);
    if (named) {
      state.use(at - 1);
    }
    state.filters.push({
      filter: { kind: 'numbers', column: code.name, numbers: [number.value] },
      notes: []
    });
  }
}

const ORDINALS: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5
};

/** "In first class": a column of few whole numbers that is named behind an ordinal. */
export function readOrdinal(
  state: ConditionState,
  item: ItemOf<'column'>,
  at: number
): void {
  const number = ORDINALS[state.items[at - 1]?.text.toLowerCase() ?? ''];
  const column = item.mention.candidates.find(each =>
    isCode(each.column)
  )?.column;
  if (number !== undefined && column?.values.includes(String(number))) {
    state.used.add(item);
    state.use(at - 1);
    state.filters.push({
      filter: { kind: 'numbers', column: column.name, numbers: [number] },
      notes: []
    });
  }
}

function isCode(column: Column): boolean {
  return (
    column.kind === 'number' &&
    column.distinct !== null &&
    column.distinct <= 25 &&
    (column.min === null || Number.isInteger(column.min))
  );
}

/** `5 or more`. */
export function readBehindNumber(
  state: ConditionState,
  number: ItemOf<'number'>,
  at: number
): void {
  const next = state.item(state.near(at, 1));
  const operator = isRole(next, 'at least after')
    ? '>='
    : isRole(next, 'at most after')
      ? '<='
      : null;
  const place = state.near(at, 1);
  if (operator && place !== null) {
    state.use(at, place);
    const column = comparedColumn(state, at, place, []);
    if (column) {
      compare(state, column, operator, number);
    } else {
      state.open.push({ operator, value: number.value });
    }
  } else {
    readCode(state, number, at);
  }
}

/** `price between 5 and 10`, `in the range 1 to 3` */
export function readBetween(state: ConditionState, at: number): void {
  const low = state.near(at, 1);
  const first = state.item(low);
  const high =
    low === null
      ? null
      : state.near(
          low,
          1,
          item => isRole(item, 'and', 'bound') || item.kind === 'mark'
        );
  const second = state.item(high);
  if (
    first?.kind !== 'number' ||
    second?.kind !== 'number' ||
    low === null ||
    high === null
  ) {
    return;
  }
  const column = comparedColumn(state, at, high, []);
  state.use(at, low, high);
  state.items.slice(low, high).forEach(item => state.used.add(item));
  if (column) {
    const from = scaled(first, column);
    const to = scaled(second, column);
    state.filters.push({
      filter: {
        kind: 'between',
        column: column.name,
        low: Math.min(from.value, to.value),
        high: Math.max(from.value, to.value)
      },
      notes: [...new Set([...from.notes, ...to.notes])]
    });
  } else {
    state.open.push(
      { operator: '>=', value: Math.min(first.value, second.value) },
      { operator: '<=', value: Math.max(first.value, second.value) }
    );
  }
}

const NEGATED: Record<Operator, Operator> = {
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
  '==': '!=',
  '!=': '=='
};

/** 10 % is 0.1 where shares are stored as fractions. */
function scaled(
  number: ItemOf<'number'>,
  column: Column
): { value: number; notes: string[] } {
  const isShare =
    column.unit === '%' ||
    (!isAddable(column) &&
      stemsOf(column).some(stem =>
        /^(discount|rate|margin|share|percent|pct|percentage|ratio|tax|humidity)$/.test(
          stem
        )
      ));
  const fractions =
    column.max !== null
      ? column.max <= 1
      : !/^(%)$/.test(column.unit) &&
        !stemsOf(column).some(stem => /^(pct|percent|percentage)$/.test(stem));
  const whole =
    !number.percent &&
    isShare &&
    column.max !== null &&
    column.max <= 1 &&
    number.value > 1;
  if ((number.percent && fractions) || whole) {
    const value = Number((number.value / 100).toPrecision(12));
    return {
      value,
      notes: [`${number.value} % is ${value} in ${column.name}`]
    };
  }
  return { value: number.value, notes: [] };
}
