import type { Column } from './frame';
import { synonymStrength } from './vocabulary';
import {
  comparable,
  nameStems,
  nearlySame,
  root,
  stem,
  type Token
} from './words';

export interface Candidate {
  readonly column: Column;
  /** 0 to 1.2. */
  readonly score: number;
}

/** A stretch of the prompt that names a column; `candidates` best first. */
export interface Mention {
  readonly first: number;
  /** Index behind the last token. */
  readonly after: number;
  readonly words: string;
  readonly candidates: readonly Candidate[];
}

/** Below this a likeness is taken for chance. */
const ENOUGH = 0.6;
const LONGEST = 4;

/** How well a phrase, as stems, names a column: 0 to 1. */
export function likeness(
  phrase: readonly string[],
  column: readonly string[]
): number {
  if (phrase.length === 0 || column.length === 0) {
    return 0;
  }
  if (phrase.join('') === column.join('')) {
    return 1;
  }
  const best = phrase.map(word =>
    Math.max(...column.map(part => wordLikeness(word, part)))
  );
  if (best.some(value => value === 0)) {
    return 0;
  }
  const mean = best.reduce((sum, value) => sum + value, 0) / best.length;
  const covered = column.filter(part =>
    phrase.some(word => wordLikeness(word, part) > 0)
  ).length;
  // The last word of a name says what it is: a `unit price` is a price, a `price unit` is not.
  const head = Math.max(
    ...phrase.map(word => wordLikeness(word, column.at(-1) ?? ''))
  );
  const coverage = 0.72 + 0.22 * (covered / column.length);
  return mean * Math.min(0.98, coverage + (head > 0 ? 0.06 : 0));
}

const remembered = new Map<string, Map<string, number>>();
const MOST_REMEMBERED = 1000;

/** The same words are compared with the same columns over and over. */
function wordLikeness(word: string, part: string): number {
  if (word === part) {
    return 1;
  }
  let known = remembered.get(word);
  if (!known) {
    if (remembered.size >= MOST_REMEMBERED) {
      remembered.clear();
    }
    known = new Map();
    remembered.set(word, known);
  }
  let found = known.get(part);
  if (found === undefined) {
    if (known.size >= MOST_REMEMBERED) {
      known.clear();
    }
    found = compareWords(word, part);
    known.set(part, found);
  }
  return found;
}

function compareWords(word: string, part: string): number {
  const meaning = synonymStrength(word, part);
  const [short, long] = word.length < part.length ? [word, part] : [part, word];
  const prefix =
    (short.length >= 4 || (short.length === 3 && short === part)) &&
    long.startsWith(short) &&
    long.length - short.length <= 6
      ? 0.82
      : 0;
  const family = root(word) === root(part) ? 0.85 : 0;
  // `class` in `Pclass`
  const ending =
    short.length >= 5 && long.endsWith(short) && long.length - short.length <= 2
      ? 0.75
      : 0;
  const slip = nearlySame(word, part) ? 0.8 : 0;
  return Math.max(meaning, prefix, family, ending, slip);
}

const UNITS = new Set(
  'ms sec km cm mm kmh mph hpa usd eur gbp chf pct celsius fahrenheit sqft sqm mb gb kb'.split(
    ' '
  )
);
const names = new Map<string, readonly string[]>();
const MOST_NAMES = 5000;

/** The stems of a column's name without its unit, which hardly anybody types. */
export function telling(column: Column): readonly string[] {
  const known = names.get(column.name);
  if (known) {
    return known;
  }
  if (names.size >= MOST_NAMES) {
    names.clear();
  }
  const name = column.name.slice(0, 200);
  const bare = nameStems(name.replace(/[([].*?[)\]]/g, ' '));
  const last = bare.at(-1) ?? '';
  const stems =
    bare.length > 1 && (UNITS.has(last) || last.length === 1)
      ? bare.slice(0, -1)
      : bare;
  const found = stems.length > 0 ? stems : nameStems(name);
  names.set(column.name, found);
  return found;
}

/** The columns that a phrase may name, best first. */
export function rankColumns(
  phrase: readonly string[],
  columns: readonly Column[]
): Candidate[] {
  return columns
    .map(column => ({
      column,
      score: likeness(phrase, telling(column))
    }))
    .filter(candidate => candidate.score >= ENOUGH)
    .sort((a, b) => b.score - a.score);
}

/**
 * Where a prompt names columns. `usable` tells which tokens may be part of a name; a token that is a working word
 * (`total`, `month`) is passed as not usable and then only counts where a column is called exactly so.
 */
export function findMentions(
  text: string,
  tokens: readonly Token[],
  columns: readonly Column[],
  usable: (index: number) => boolean
): Mention[] {
  const found: (Mention & { weight: number })[] = [
    ...literalMentions(text, tokens, columns)
  ];
  const columnsOf = placesByStem(columns);
  // Only columns that every word of a phrase is like can be meant by it, and most are like none.
  const like = tokens.map((token, index) => {
    if (token.kind === 'mark' || !usable(index)) {
      return null;
    }
    const words = nameStems(token.text);
    const places = placesLike(words, columnsOf);
    return places && { words, places };
  });
  for (let first = 0; first < tokens.length; first += 1) {
    for (
      let after = first + 1;
      after <= Math.min(tokens.length, first + LONGEST);
      after += 1
    ) {
      const part = tokens.slice(first, after);
      const [start, ...others] = like.slice(first, after);
      if (!start || others.some(each => each === null)) {
        break;
      }
      const places = [...start.places].filter(place =>
        others.every(each => each?.places.has(place))
      );
      if (places.length === 0) {
        break;
      }
      const candidates = rankColumns(
        [start, ...others].flatMap(each => each?.words ?? []),
        places.flatMap(place => columns[place] ?? [])
      );
      const best = candidates[0];
      if (best) {
        found.push({
          first,
          after,
          words: part.map(token => token.text).join(' '),
          candidates,
          weight: best.score + 0.25 * (part.length - 1)
        });
      }
    }
  }
  return withoutOverlap(found);
}

/** The columns that every one of these words is like; null for no words. */
function placesLike(
  words: readonly string[],
  columnsOf: ReadonlyMap<string, readonly number[]>
): Set<number> | null {
  const [places, ...others] = words.map(word => {
    const like = new Set<number>();
    columnsOf.forEach((of, part) => {
      if (wordLikeness(word, part) > 0) {
        of.forEach(place => like.add(place));
      }
    });
    return like;
  });
  if (!places) {
    return null;
  }
  for (const other of others) {
    places.forEach(place => other.has(place) || places.delete(place));
  }
  return places;
}

/** Where each stem occurs among the columns: most occur in several. */
function placesByStem(
  columns: readonly Column[]
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  columns.forEach((column, place) => {
    const stems = telling(column);
    // `kWh` is typed as one word, and so is `unitprice`.
    const all = stems.length > 1 ? [...stems, stems.join('')] : stems;
    for (const stem of all) {
      const list = places.get(stem);
      if (list) {
        list.push(place);
      } else {
        places.set(stem, [place]);
      }
    }
  });
  return places;
}

/** Names that stand in the prompt letter by letter, however odd they are. */
function literalMentions(
  text: string,
  tokens: readonly Token[],
  columns: readonly Column[]
): (Mention & { weight: number })[] {
  const haystack = text.toLowerCase();
  const found: (Mention & { weight: number })[] = [];
  for (const column of columns) {
    const name = column.name.toLowerCase();
    const odd = /[^\p{L}\p{N}]/u.test(name.trim());
    if (name.trim().length < 2 || (!odd && name.length < 3)) {
      continue;
    }
    const at = haystack.indexOf(name);
    const inWord =
      at > 0 &&
      /[\p{L}\p{N}_]/u.test(haystack[at - 1] ?? '') &&
      /[\p{L}\p{N}_]/u.test(name[0] ?? '');
    const goesOn =
      /[\p{L}\p{N}_]/u.test(haystack[at + name.length] ?? '') &&
      /[\p{L}\p{N}_]/u.test(name.at(-1) ?? '');
    if (at < 0 || inWord || goesOn || (!odd && isPlainWord(tokens, name))) {
      continue;
    }
    const first = tokens.findIndex(token => token.end > at);
    const after = tokens.findIndex(token => token.start >= at + name.length);
    if (first >= 0) {
      found.push({
        first,
        after: after < 0 ? tokens.length : after,
        words: text.slice(at, at + name.length),
        candidates: [{ column, score: 1.2 }],
        weight: 2 + name.length / 100
      });
    }
  }
  return found;
}

/** One-word names are left to the search by words, which knows which words are at work elsewhere. */
function isPlainWord(tokens: readonly Token[], name: string): boolean {
  return tokens.some(token => token.lower === name && !token.quoted);
}

function withoutOverlap(
  found: readonly (Mention & { weight: number })[]
): Mention[] {
  const taken = new Set<number>();
  const kept: Mention[] = [];
  for (const mention of [...found].sort((a, b) => b.weight - a.weight)) {
    const places = Array.from(
      { length: mention.after - mention.first },
      (_, i) => mention.first + i
    );
    if (!places.some(place => taken.has(place))) {
      places.forEach(place => taken.add(place));
      kept.push(mention);
    }
  }
  return kept.sort((a, b) => a.first - b.first);
}

/** A value of a column that stands in the prompt. */
export interface ValueMention {
  readonly first: number;
  readonly after: number;
  readonly column: Column;
  readonly value: string;
}

/** Where a prompt names values of text columns: `North`, `widget A`. */
export function findValues(
  tokens: readonly Token[],
  columns: readonly Column[],
  usable: (index: number) => boolean
): ValueMention[] {
  const known = new Map<string, { column: Column; value: string }>();
  // A value of several columns is more likely meant as one of few groups than as one of many texts.
  const fewest = [...columns].sort(
    (a, b) => (a.distinct ?? Infinity) - (b.distinct ?? Infinity) || 0
  );
  for (const column of fewest) {
    if (column.kind === 'text' || column.kind === 'boolean') {
      for (const value of column.values) {
        for (const key of [comparable(value), wordsKey(value)]) {
          if (key !== '' && !known.has(key)) {
            known.set(key, { column, value });
          }
        }
      }
    }
  }
  const found: ValueMention[] = [];
  for (let first = 0; first < tokens.length; first += 1) {
    for (
      let after = Math.min(tokens.length, first + 6);
      after > first;
      after -= 1
    ) {
      const part = tokens.slice(first, after);
      const written = part.map(token => token.text).join(' ');
      // A comma or colon behind a value is no part of it, unless the table has it so.
      const edges = [part[0], part.at(-1)].some(
        token => token?.kind === 'mark'
      );
      const hit =
        known.get(comparable(written)) ??
        (edges ? undefined : known.get(wordsKey(written)));
      const blocked = part.some((_, i) => !usable(first + i));
      if (hit && isMeant(written, hit.value, blocked, part)) {
        found.push({ first, after, ...hit });
        first = after - 1;
        break;
      }
    }
  }
  return found;
}

function wordsKey(text: string): string {
  return comparable(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(part => part !== '')
    .map(stem)
    .join(' ');
}

/** Short values and working words (`No`, `IT`, `May`) are only meant when written just like the value. */
function isMeant(
  written: string,
  value: string,
  blocked: boolean,
  part: readonly Token[]
): boolean {
  if (part.some(token => token.quoted)) {
    return true;
  }
  if (part.every(token => token.kind === 'number')) {
    return false;
  }
  return (blocked || value.length <= 2) && part.length === 1
    ? written === value && value !== value.toLowerCase()
    : true;
}
