import type { Column, Frame } from '../frame';
import { stem } from '../words';
import { hasWord, isIdentifier, isNamedAfter } from './choose-columns';

const HAVE_LINES =
  /^(order|invoice|transaction|receipt|basket|booking|bestellung|rechnung|auftrag)$/;

/** The column that tells such things apart where each of them has several rows: the orders of a table of order lines. */
export function severalRowsEach(frame: Frame, noun: string): Column | null {
  const { rows } = frame;
  // Flights of one number are many flights; an order has one number and many lines.
  if (!HAVE_LINES.test(stem(noun.toLowerCase())) && isNamedAfter(frame, noun)) {
    return null;
  }
  return (
    frame.columns.find(
      each =>
        isIdentifier(each) &&
        hasWord(each, [stem(noun.toLowerCase())]) &&
        each.distinct !== null &&
        rows !== null &&
        each.distinct < 0.95 * rows
    ) ?? null
  );
}
