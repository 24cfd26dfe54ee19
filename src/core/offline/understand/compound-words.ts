import type { Token } from '../words';
import { stem } from '../words';

const SHORTEST = 3;

/**
 * Takes written-together words apart, as German has them: `Gesamtumsatz`, `Umsatzentwicklung`. `known` tells which
 * words mean something.
 */
export function splitCompounds(
  tokens: readonly Token[],
  known: (stem: string) => boolean
): Token[] {
  return tokens.flatMap(token => {
    if (
      token.kind !== 'word' ||
      token.quoted ||
      token.stem.length < 8 ||
      !/^\p{L}+$/u.test(token.text) ||
      known(token.stem)
    ) {
      return [token];
    }
    const at = seam(token.lower, known);
    return at === null
      ? [token]
      : [part(token, 0, at), part(token, at, token.text.length)];
  });
}

/** Where both halves are words, an `s` between them left to the first. */
function seam(word: string, known: (stem: string) => boolean): number | null {
  for (let at = word.length - SHORTEST; at >= SHORTEST; at -= 1) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    if (
      known(stem(right)) &&
      (known(stem(left)) || (/s$/.test(left) && known(left.slice(0, -1))))
    ) {
      return at;
    }
  }
  return null;
}

function part(token: Token, from: number, to: number): Token {
  const text = token.text.slice(from, to);
  const lower = token.lower
    .slice(from, to)
    .replace(/s$/, match => (to < token.text.length ? '' : match));
  return {
    ...token,
    text: to < token.text.length ? text.replace(/s$/, '') || text : text,
    lower: lower === '' ? text.toLowerCase() : lower,
    stem: stem(lower === '' ? text : lower),
    start: token.start + from,
    end: token.start + to
  };
}
