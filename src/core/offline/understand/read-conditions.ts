import type { Frame } from '../frame';
import { ConditionState } from './condition-state';
import { isRole, type Item } from './item';
import {
  readBehindNumber,
  readBetween,
  readComparison,
  readOrdinal,
  readSign
} from './number-conditions';
import { readPresence } from './presence-conditions';
import { readDates } from './time-conditions';
import { readFlag, readOpposite } from './flag-conditions';
import { readValues } from './value-conditions';

/** Reads the conditions out of one request: values, comparisons, ranges and stretches of time. */
export function readConditions(
  items: readonly Item[],
  frame: Frame
): ConditionState {
  const state = new ConditionState(items, frame);
  items.forEach((item, at) => {
    if (state.used.has(item)) {
      return;
    }
    if (item.kind === 'value') {
      readValues(state, item, at);
    } else if (item.kind === 'date') {
      readDates(state, item, at);
    } else if (isRole(item, 'between')) {
      readBetween(state, at);
    } else if (isRole(item, 'compare')) {
      readComparison(state, at);
    } else if (item.kind === 'number') {
      readBehindNumber(state, item, at);
    } else if (isRole(item, 'sign')) {
      readSign(state, at);
    } else if (item.kind === 'word') {
      readOpposite(state, item);
    } else if (item.kind === 'column') {
      readOrdinal(state, item, at);
      readFlag(state, item, at);
      readPresence(state, item, at);
    }
  });
  return state;
}
