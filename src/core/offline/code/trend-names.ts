import type { Analysis, GroupKey, Quantity } from '../intent';
import {
  capitalised,
  factLabel,
  quantityBase,
  quantityName,
  readable
} from './names';

export type TrendAnalysis = Analysis & { readonly kind: 'trend' };

export const FIRST = 'First';
export const LAST = 'Last';
export const PEAK = 'Highest';
export const TROUGH = 'Lowest';
export const CHANGE = 'Change';
export const GROWTH = 'Growth';
export const INCOMPLETE = 'Incomplete period';

const PERIOD_WORD = {
  year: 'yearly',
  quarter: 'quarterly',
  month: 'monthly',
  week: 'weekly',
  day: 'daily',
  hour: 'hourly',
  given: ''
} as const;

export function trendKey({ column, period }: TrendAnalysis): GroupKey {
  return { kind: 'period', column, period };
}

/** `Monthly revenue` */
export function trendTitle(analysis: TrendAnalysis): string {
  const names = analysis.quantities.map(quantityName);
  const word = PERIOD_WORD[analysis.period];
  const what = names
    .map((name, i) =>
      i > 0 || word !== '' ? name.charAt(0).toLowerCase() + name.slice(1) : name
    )
    .join(' and ');
  const split =
    analysis.split === null ? '' : ` by ${readable(analysis.split)}`;
  return word === ''
    ? `${what} by ${readable(analysis.column)}${split}`
    : `${capitalised(word)} ${what}${split}`;
}

export function trendBase(analysis: TrendAnalysis): string {
  const names = analysis.quantities.slice(0, 2).map(quantityBase).join(' and ');
  const word = PERIOD_WORD[analysis.period];
  const split =
    analysis.split === null ? '' : ` by ${readable(analysis.split)}`;
  return word === ''
    ? `${names} by ${readable(analysis.column)}${split}`
    : `${word} ${names}${split}`;
}

/** The label under which a fact about one of the quantities is printed. */
export function trendFact(
  label: string,
  quantity: Quantity,
  { quantities }: TrendAnalysis
): string {
  return quantities.length === 1
    ? label
    : factLabel(`${label} of ${quantityName(quantity)}`);
}
