import { findValues } from '../match-columns';
import type { Column } from '../frame';
import { comparable } from '../words';
import { isRole } from './item';
import { pickFound } from './looked-up';
import { NearWords } from './near-words';
import { phraseAt } from './phrases';
import type { Tagging } from './tagging';
import { aliasedValue } from './value-aliases';

const MOST_VALUES = 200;

/** Values of the table that stand in the prompt as they are. */
export function findKnownValues(
  tagging: Tagging,
  roles: readonly { first: number; after: number }[]
): void {
  const working = new Set(
    roles.flatMap(({ first, after }) =>
      Array.from({ length: after - first }, (_, i) => first + i)
    )
  );
  const hits = findValues(
    tagging.tokens,
    tagging.frame.columns,
    index => !working.has(index) && tagging.places[index] === null
  );
  for (const { first, after, column, value } of hits) {
    if (tagging.free(first, after)) {
      tagging.put({
        ...tagging.span(first, after),
        kind: 'value',
        column,
        values: [value],
        near: false
      });
    }
  }
}

/** "Open tickets": a working word that is a value when it stands before what rows are. */
export function findValuesBeforeRows(tagging: Tagging): void {
  const values = new Map<string, { column: Column; value: string }>();
  for (const column of tagging.frame.columns) {
    if (column.kind === 'text' && (column.distinct ?? 99) <= 60) {
      column.values.forEach(value =>
        values.set(comparable(value), { column, value })
      );
    }
  }
  tagging.tokens.forEach((token, index) => {
    const hit =
      valueOfNamed(tagging, index) ?? values.get(comparable(token.text));
    const named = valueOfNamed(tagging, index) !== null;
    const stems = [index - 1, index + 1].map(
      each => tagging.tokens[each]?.stem ?? ''
    );
    const before = phraseAt([stems[0] ?? ''], 0)?.role.is;
    const after = phraseAt([stems[1] ?? ''], 0)?.role.is;
    if (
      hit &&
      tagging.free(index, index + 1) &&
      (named ||
        after === 'rows' ||
        after === 'relation' ||
        before === 'relation')
    ) {
      tagging.put({
        ...tagging.span(index, index + 1),
        kind: 'value',
        column: hit.column,
        values: [hit.value],
        near: false
      });
    }
  });
}

/** "Where grade is a": behind a column and `is`, even a small word is a value when the column holds it. */
function valueOfNamed(
  tagging: Tagging,
  index: number
): { column: Column; value: string } | null {
  const place = tagging.places[index - 2];
  if (
    place?.kind !== 'column' ||
    !/^(is|=|==|equals|equal|was|are)$/.test(
      tagging.tokens[index - 1]?.lower ?? ''
    )
  ) {
    return null;
  }
  const wanted = comparable(tagging.tokens[index]?.text ?? '');
  for (const { column } of place.mention.candidates) {
    const value =
      column.kind === 'text'
        ? column.values.find(each => comparable(each) === wanted)
        : undefined;
    if (value !== undefined) {
      return { column, value };
    }
  }
  return null;
}

/** "Women" where the table says `F`. */
export function findAliases(tagging: Tagging): void {
  tagging.tokens.forEach((token, index) => {
    const hit = tagging.free(index, index + 1)
      ? aliasedValue(token.stem, tagging.frame.columns)
      : null;
    if (hit) {
      tagging.put({
        ...tagging.span(index, index + 1),
        kind: 'value',
        ...hit,
        near: true
      });
    }
  });
}

/** Words that were looked up in the table; longer stretches first. */
export function findLookedUp(tagging: Tagging): void {
  const looked = new Map(
    Object.entries(tagging.found).map(([word, hits]) => [
      comparable(word),
      hits
    ])
  );
  if (looked.size === 0) {
    return;
  }
  for (let first = 0; first < tagging.tokens.length; first += 1) {
    for (
      let after = Math.min(tagging.tokens.length, first + 6);
      after > first;
      after -= 1
    ) {
      const { text } = tagging.span(first, after);
      const hits =
        isOpen(tagging, first, after) && looked.get(comparable(text));
      const hit = hits && pickFound(text, hits, tagging.frame.columns);
      if (hit) {
        tagging.put({ ...tagging.span(first, after), kind: 'value', ...hit });
        first = after - 1;
        break;
      }
    }
  }
}

/** Nothing that means something by itself; small words may belong to a value of several words. */
function isOpen(tagging: Tagging, first: number, after: number): boolean {
  const places = tagging.places.slice(first, after);
  return (
    places[0] === null &&
    places.every(
      place =>
        place === null ||
        (after - first > 1 && isRole(place, 'and', 'filler', 'filter', 'rows'))
    )
  );
}

/** Values with a slip of the keys in them. */
export function findNearValues(tagging: Tagging): void {
  const open = tagging.tokens.flatMap((token, index) =>
    tagging.free(index, index + 1) &&
    token.kind === 'word' &&
    token.lower.length >= 5
      ? [{ token, index }]
      : []
  );
  if (open.length === 0) {
    return;
  }
  const near = new NearWords<{ column: Column; value: string }>();
  for (const column of tagging.frame.columns) {
    if (column.kind === 'text') {
      column.values
        .slice(0, MOST_VALUES)
        .forEach(value => near.add(comparable(value), { column, value }));
    }
  }
  for (const { token, index } of open) {
    const hit = near.find(comparable(token.text));
    if (hit) {
      tagging.put({
        ...tagging.span(index, index + 1),
        kind: 'value',
        column: hit.column,
        values: [hit.value],
        near: true
      });
    }
  }
}
