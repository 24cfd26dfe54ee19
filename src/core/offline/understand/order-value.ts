import { hasWord, isIdentifier } from './choose-columns';
import type { ClauseState } from './clause-state';
import { derivedMeasure } from './derived-measures';
import { columnSubject } from './resolve-names';

/** With several rows for an order, its value is no column: the parts of the fraction are given instead. */
export function readOrderValue(state: ClauseState): void {
  const { frame } = state;
  const order = frame.columns.find(
    each =>
      isIdentifier(each) &&
      hasWord(each, ['order', 'invoice', 'transaction', 'receipt', 'basket'])
  );
  const revenue = derivedMeasure('revenue', frame);
  if (!revenue) {
    return;
  }
  const several =
    order !== undefined &&
    order.distinct !== null &&
    frame.rows !== null &&
    order.distinct < frame.rows;
  if (!several) {
    if (state.statistics.length === 0) {
      state.statistics = ['mean'];
    }
    state.addAsked(revenue);
    return;
  }
  state.statistics = ['sum'];
  state.addAsked({
    ...revenue,
    notes: [
      ...revenue.notes,
      `an order has several rows, so its average value is the revenue divided by the number of different ${order.name}`
    ]
  });
  state.statistics = ['distinct'];
  state.addAsked(columnSubject(order, null));
}
