import { stem } from '../words';
import { CONDITIONS, JOINTS } from './condition-phrases';
import {
  GROUPING,
  RANKING,
  STATISTICS,
  TIME,
  type Entry
} from './figure-phrases';
import { FILLERS, ROW_NOUNS } from './filler-words';
import { CHARTS, COMMANDS } from './request-phrases';
import type { Role } from './roles';

const rest: Entry[] = [
  [{ is: 'filler' }, FILLERS],
  [{ is: 'rows' }, ROW_NOUNS]
];

export interface Phrase {
  readonly stems: readonly string[];
  readonly role: Role;
}

const byFirst = new Map<string, Phrase[]>();
/** Single words long enough to be recognised when misspelt. */
const words = new Set<string>();

// Where a phrase stands twice, the later one holds.
for (const [role, phrases] of [
  ...rest,
  ...JOINTS,
  ...STATISTICS,
  ...GROUPING,
  ...TIME,
  ...RANKING,
  ...CHARTS,
  ...COMMANDS,
  ...CONDITIONS
]) {
  for (const phrase of phrases.split('|')) {
    const stems = phrase.trim().split(' ').map(stem);
    const first = stems[0];
    if (first !== undefined && first !== '') {
      const list = byFirst.get(first) ?? [];
      const same = list.findIndex(
        each => each.stems.join(' ') === stems.join(' ')
      );
      if (same >= 0) {
        list.splice(same, 1);
      }
      list.push({ stems, role });
      byFirst.set(first, list);
      stems.filter(each => each.length >= 4).forEach(each => words.add(each));
    }
  }
}
byFirst.forEach(list => list.sort((a, b) => b.stems.length - a.stems.length));

/** The longest phrase that begins at this word. */
export function phraseAt(
  stems: readonly string[],
  at: number
): Phrase | undefined {
  return byFirst
    .get(stems[at] ?? '')
    ?.find(phrase => phrase.stems.every((each, i) => stems[at + i] === each));
}

/** Every word that some phrase is made of. */
export const WORKING_WORDS: ReadonlySet<string> = words;
