import { ROWS } from '../code/grouping';
import { FITTING, PART, type PartAnalysis } from '../code/part-code';
import { filterWords } from './filter-words';
import { bold, plain } from './markdown';
import { countOf, fact, isZero, type Told } from './task-context';

/** What percentage of the rows fulfils conditions. */
export function partAnswer({ analysis, output }: Told<PartAnalysis>): string {
  const rows = countOf(output, ROWS);
  const noun = plain(analysis.noun);
  if (rows === null || isZero(rows)) {
    return `There are no ${noun}${filterWords(analysis.filters)}.`;
  }
  return `${bold(`${fact(output, PART) ?? '–'}%`)} of the ${noun}${filterWords(analysis.filters)} fit${filterWords(analysis.conditions)}: ${countOf(output, FITTING) ?? '–'} of ${rows}.`;
}
