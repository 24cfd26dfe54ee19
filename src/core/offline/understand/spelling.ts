import { conceptsOf } from '../vocabulary';
import { nearlySame, type Token } from '../words';
import { WORKING_WORDS } from './phrases';

/** Words of their own that are a slip away from a working word. */
const REAL = new Set(
  (
    'county state states statue place plane planet chat charm moth mouth earn year yard host cost lost past last least beast east west rest test text ' +
    'weak weeks dairy diary tale tail tall sale male female race rage page mine wine line lane mode model model meal means lead load road real ' +
    'later water bill ball bell bowl hair hall sour four tour store score sport port part party plant point print mount amount grand brand ' +
    'trade tread bread great grade group grape house hours horse power lower tower flower price prize pride slide site size side wide time team term ' +
    'form from farm firm film fill fall full pull poll role rule rank tank bank back pack rock lock look book cook cool school scale sales staff stuff stuffs ' +
    'market maker marker number member summer winter spring autumn dollar product project process progress street stream steam contact content contest ' +
    'three there their where these those eight seven fifteen twelve twenty hundred thousand million ' +
    'country counter county courses course source resource mission session section station nation ration motion notion option action auction section'
  ).split(' ')
);

const byLetter = new Map<string, string[]>();
for (const word of WORKING_WORDS) {
  if (word.length >= 4) {
    const list = byLetter.get(word[0] ?? '') ?? [];
    list.push(word);
    byLetter.set(word[0] ?? '', list);
  }
}

/**
 * Puts working words right that are a slip of the keys away from what was typed. `known` tells which words
 * mean something for the table at hand and are left alone.
 */
export function spellWorkingWords(
  tokens: readonly Token[],
  known: (stem: string) => boolean
): Token[] {
  return tokens.map(token => {
    const { stem } = token;
    if (
      token.kind !== 'word' ||
      token.quoted ||
      stem.length < 4 ||
      /[\d_.]/.test(stem) ||
      WORKING_WORDS.has(stem) ||
      REAL.has(stem) ||
      conceptsOf(stem).length > 0 ||
      known(stem)
    ) {
      return token;
    }
    const meant = (byLetter.get(stem[0] ?? '') ?? []).find(word =>
      isSlip(stem, word)
    );
    return meant === undefined
      ? token
      : { ...token, lower: meant, stem: meant };
  });
}

/** Four letters of a longer word are enough when one is missing: `chrt`. */
function isSlip(typed: string, word: string): boolean {
  if (word.length === 4) {
    return typed.length === 4 && swapped(typed, word);
  }
  return typed.length === 4
    ? word.length === 5 && missesOne(typed, word)
    : nearlySame(typed, word);
}

/** `tiem` for `time`. */
function swapped(typed: string, word: string): boolean {
  const at = [...word].findIndex((letter, i) => letter !== typed[i]);
  return (
    at >= 1 &&
    typed[at] === word[at + 1] &&
    typed[at + 1] === word[at] &&
    typed.slice(at + 2) === word.slice(at + 2)
  );
}

function missesOne(short: string, long: string): boolean {
  const at = [...long].findIndex((letter, i) => letter !== short[i]);
  return long.slice(0, at) + long.slice(at + 1) === short;
}
