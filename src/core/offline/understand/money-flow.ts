import type { Column } from '../frame';
import { nameStems } from '../words';
import { stemsOf } from './choose-columns';
import type { Restriction } from './reading';

const OUT =
  /^(spend|spent|spending|expense|expenditure|cost|outflow|withdrawal|debit|kosten|ausgabe|ausgaben)$/;
const IN =
  /^(income|earn|earned|earning|inflow|deposit|credit|einnahme|einnahmen)$/;

/**
 * In a column of amounts that go both ways, what was spent is below nothing and what came in above. Null when the word
 * says nothing of the kind, or the column holds only one of them.
 */
export function flowOf(
  words: string,
  column: Column
): { readonly restriction: Restriction; readonly out: boolean } | null {
  const stems = nameStems(words);
  const own = stemsOf(column);
  const out = stems.some(stem => OUT.test(stem));
  const income = stems.some(stem => IN.test(stem));
  const bothWays =
    column.min !== null &&
    column.max !== null &&
    column.min < 0 &&
    column.max > 0;
  if (
    !bothWays ||
    out === income ||
    own.some(stem => OUT.test(stem) || IN.test(stem))
  ) {
    return null;
  }
  return {
    out,
    restriction: {
      filter: {
        kind: 'compare',
        column: column.name,
        operator: out ? '<' : '>',
        value: 0
      },
      notes: [
        `“${words}” read as the ${out ? 'negative' : 'positive'} values of ${column.name}`
      ]
    }
  };
}
