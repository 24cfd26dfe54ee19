import type { Column } from '../frame';
import { findMentions, telling, type Mention } from '../match-columns';
import { synonymStrength } from '../vocabulary';
import { nameStems } from '../words';
import { stemsOf } from './choose-columns';
import { namesByStems, singular } from './column-names';
import type { Item } from './item';
import { phraseAt } from './phrases';
import type { Tagging } from './tagging';

/** Names of columns written out: of several words, quoted, or with underscores. Longest first. */
export function findExactColumns(tagging: Tagging): void {
  const byStems = namesByStems(tagging.frame.columns);
  const stems = tagging.tokens.map(token => singular(nameStems(token.text)));
  for (let first = 0; first < tagging.tokens.length; first += 1) {
    for (
      let after = Math.min(tagging.tokens.length, first + 7);
      after > first;
      after -= 1
    ) {
      const words = stems.slice(first, after);
      const column =
        words.every(each => each.length > 0) &&
        byStems.get(words.flat().join(' '));
      if (
        column &&
        tagging.free(first, after) &&
        isWritten(tagging, first, after)
      ) {
        tagging.put(columnItem(tagging, first, after, column));
        first = after - 1;
        break;
      }
    }
  }
}

/** A single plain word may be at work elsewhere in the prompt. */
function isWritten(tagging: Tagging, first: number, after: number): boolean {
  const token = tagging.tokens[first];
  if (after - first > 1 || !token) {
    return true;
  }
  const role = phraseAt([token.stem], 0)?.role;
  if (isPartOfPhrase(tagging, first)) {
    return false;
  }
  return (
    token.quoted ||
    nameStems(token.text).length > 1 ||
    /^[^\WaAiI_\d]$/.test(token.text) ||
    role === undefined ||
    role.is === 'rows' ||
    (role.is === 'filler' && token.lower.length >= 4) ||
    role.is === 'share' ||
    role.is === 'command'
  );
}

/** "Over time" is no column, even where one is called time. */
function isPartOfPhrase(tagging: Tagging, at: number): boolean {
  const from = Math.max(0, at - 4);
  const stems = tagging.tokens
    .slice(from, at + 6)
    .map(token => (token.quoted ? '' : token.stem));
  return stems.some((_, i) => {
    const length = phraseAt(stems, i)?.stems.length ?? 0;
    return length > 1 && from + i <= at && from + i + length > at;
  });
}

function columnItem(
  tagging: Tagging,
  first: number,
  after: number,
  column: Column
): Item {
  const span = tagging.span(first, after);
  const mention: Mention = {
    first,
    after,
    words: span.text,
    candidates: [{ column, score: 1.2 }]
  };
  return {
    ...span,
    kind: 'column',
    mention,
    rows: isRowNoun(tagging, first, after)
  };
}

/** "Sold", "hired": small words, unless a column of dates is called so. */
function isEvent(tagging: Tagging, index: number): boolean {
  const stem = tagging.tokens[index]?.stem ?? '';
  return (
    stem.length >= 4 &&
    tagging.frame.columns.some(
      column => column.kind === 'date' && stemsOf(column).includes(stem)
    )
  );
}

/** "Peak load", "average load by hour": a verb at the beginning of a prompt, the name of a column elsewhere. */
function isNoun(tagging: Tagging, index: number): boolean {
  const { stem } = tagging.tokens[index] ?? { stem: '' };
  const isNamed = tagging.frame.columns.some(
    column => telling(column)[0] === stem && telling(column).length <= 2
  );
  const next = tagging.tokens[index + 1];
  return isNamed && (index > 0 || next?.kind === 'word');
}

function isRowNoun(tagging: Tagging, first: number, after: number): boolean {
  const stems = tagging.tokens.slice(first, after).map(token => token.stem);
  const phrase = phraseAt(stems, 0);
  return phrase?.role.is === 'rows' && phrase.stems.length === stems.length;
}

/** Columns that are called nearly so, or by words that mean the same. */
export function findColumns(tagging: Tagging): void {
  const usable = (index: number): boolean => {
    const place = tagging.places[index] ?? null;
    return (
      place === null ||
      (place.kind === 'role' &&
        place.after - place.first === 1 &&
        (place.role.is === 'rows' ||
          (place.role.is === 'filler' && isEvent(tagging, index)) ||
          (place.role.is === 'command' && isNoun(tagging, index))))
    );
  };
  for (const mention of findMentions(
    tagging.text,
    tagging.tokens,
    tagging.frame.columns,
    usable
  )) {
    const { first, after } = mention;
    const open = Array.from({ length: after - first }, (_, i) => first + i);
    const meant = open.every(usable) ? asMeant(tagging, mention) : null;
    if (meant) {
      tagging.put({
        ...tagging.span(first, after),
        kind: 'column',
        mention: meant,
        rows: isRowNoun(tagging, first, after)
      });
    }
  }
}

/** "Orders" are rows, though there is an order date; they are a column when it holds nothing but orders. */
function asMeant(tagging: Tagging, mention: Mention): Mention | null {
  const rows = tagging.places
    .slice(mention.first, mention.after)
    .every(place => place?.kind === 'role' && place.role.is !== 'command');
  if (!rows) {
    return mention;
  }
  const stems = nameStems(mention.words);
  const candidates = mention.candidates.filter(({ column }) =>
    stemsOf(column).every(
      part =>
        LABELS.has(part) ||
        stems.some(stem => stem === part || synonymStrength(stem, part) > 0.8)
    )
  );
  return candidates.length > 0 ? { ...mention, candidates } : null;
}

/** Parts of a name that only say that the rest of it is named. */
const LABELS = new Set(
  'id name title label no nr number num code key uuid type ref reference full'.split(
    ' '
  )
);
