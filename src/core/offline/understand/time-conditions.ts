import { isYear } from '../clean-columns';
import type { Column } from '../frame';
import type { Period } from '../intent';
import { coarsest, timeColumn } from './choose-columns';
import type { ConditionState } from './condition-state';
import { dateFilters, type Bound } from './date-filters';
import { weekdayNumber, type DateAtom } from './date-phrases';
import { isRole, roleOf, type ItemOf } from './item';
import type { Restriction } from './reading';
import { isExcluded } from './value-conditions';

/** Stretches of time that stand together: `2023 and 2024`, `since March`, `from January to June`. */
export function readDates(
  state: ConditionState,
  first: ItemOf<'date'>,
  at: number
): void {
  const atoms: DateAtom[] = [first.atom];
  let end = at;
  let ranged = false;
  let against = false;
  for (let i = at + 1; i < state.items.length; i += 1) {
    const item = state.items[i];
    if (item?.kind === 'date') {
      atoms.push(item.atom);
      state.used.add(item);
      end = i;
    } else if (continues(state, i)) {
      against ||= isRole(item, 'relation');
      ranged ||=
        isRole(item, 'bound') ||
        item?.text === 'to' ||
        /^[-–—]$/.test(item?.text ?? '');
    } else {
      break;
    }
  }
  state.used.add(first);
  state.items.slice(at, end).forEach(item => state.used.add(item));
  const bound = boundBefore(state, at, ranged && end > at);
  const column = dateColumn(state, at, end, first.atom);
  if (!column) {
    state.cannot.push(
      `pick out ${first.text}, because no column tells the time`
    );
    return;
  }
  const filters = dateFilters(atoms, bound, column);
  if (filters.length === 0) {
    state.cannot.push(`pick out ${first.text} by the column ${column.name}`);
  }
  const compares =
    against || state.items.some(item => isRole(item, 'compared'));
  if (compares && atoms.length > 1) {
    state.sides = { column, period: periodOf(first.atom) };
  }
  state.filters.push(...filters.map(each => negatedDates(state, each, at)));
}

function continues(state: ConditionState, at: number): boolean {
  const item = state.items[at];
  const next = state.item(
    state.near(at, 1, each => isRole(each, 'and', 'or', 'filter'))
  );
  return (
    next?.kind === 'date' &&
    (isRole(item, 'and', 'or', 'filler', 'bound', 'relation', 'filter') ||
      item?.kind === 'mark')
  );
}

function boundBefore(
  state: ConditionState,
  at: number,
  ranged: boolean
): Bound {
  const place = state.near(
    at,
    -1,
    item => isRole(item, 'filter') && !/^from$/i.test(item.text)
  );
  const before = state.item(place);
  if (place !== null && isRole(before, 'between')) {
    state.use(place);
    return 'range';
  }
  if (ranged) {
    if (place !== null && isRole(before, 'bound')) {
      state.use(place);
    }
    return 'range';
  }
  const bound = roleOf(before, 'bound');
  const operator = roleOf(before, 'compare')?.operator;
  if (place !== null && (bound || operator)) {
    state.use(place);
  }
  if (bound) {
    return bound.bound;
  }
  const compared = {
    '>': 'after',
    '>=': 'from',
    '<': 'before',
    '<=': 'until',
    '==': 'in',
    '!=': 'in'
  } as const;
  const onwards = state.item(state.near(at, 1));
  if (
    onwards?.kind === 'word' &&
    /^(onwards?|onward|later)$/i.test(onwards.text)
  ) {
    state.used.add(onwards);
    return 'from';
  }
  return operator ? compared[operator] : 'in';
}

function dateColumn(
  state: ConditionState,
  at: number,
  end: number,
  atom: DateAtom
): Column | null {
  const before = state.near(at, -1, item =>
    isRole(item, 'bound', 'compare', 'filter', 'between', 'verb')
  );
  for (const place of [before, state.near(end, 1)]) {
    const item = state.item(place);
    const named =
      item?.kind === 'column'
        ? item.mention.candidates.find(
            each => each.column.kind === 'date' || isYear(each.column)
          )?.column
        : undefined;
    const behindBy = isRole(
      state.item(place === null ? null : state.near(place, -1)),
      'by'
    );
    if (item && named && !behindBy) {
      state.used.add(item);
      return named;
    }
  }
  const time = timeColumn(state.frame);
  if (atom.unit === 'weekdays' && time?.column.kind !== 'date') {
    return (
      state.frame.columns.find(column =>
        column.values.some(value => weekdayNumber(value) !== null)
      ) ?? null
    );
  }
  const year = state.frame.columns.find(isYear);
  const coarse = time && coarsest(time.column);
  return (atom.unit === 'year' || atom.unit === 'years') &&
    year &&
    (!time || time.given || (coarse && coarse !== 'day'))
    ? year
    : (time?.column ?? null);
}

function negatedDates(
  state: ConditionState,
  each: Restriction,
  at: number
): Restriction {
  const { filter } = each;
  if (!isExcluded(state, at)) {
    return each;
  }
  if (filter.kind === 'months') {
    return {
      ...each,
      filter: {
        ...filter,
        months: Array.from({ length: 12 }, (_, i) => i + 1).filter(
          month => !filter.months.includes(month)
        )
      }
    };
  }
  state.cannot.push('leave a stretch of time out');
  return each;
}

function periodOf(atom: DateAtom): Period {
  return atom.unit === 'recent'
    ? atom.of
    : atom.unit === 'years'
      ? 'year'
      : atom.unit === 'half'
        ? 'month'
        : atom.unit === 'weekdays'
          ? 'day'
          : atom.unit;
}
