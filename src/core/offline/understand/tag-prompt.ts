import type { Frame } from '../frame';
import { conceptsOf, readNumber } from '../vocabulary';
import { comparable, nameStems, tokenise } from '../words';
import {
  isIdentifier,
  isNamedAfter,
  namesRows,
  stemsOf
} from './choose-columns';
import { findDates } from './date-phrases';
import { GENERIC_NOUNS } from './filler-words';
import { isRole, type Item } from './item';
import type { Found } from './looked-up';
import { maskNames } from './mask-names';
import { splitCompounds } from './compound-words';
import { NearWords } from './near-words';
import { phraseAt, WORKING_WORDS } from './phrases';
import type { Role } from './roles';
import { spellWorkingWords } from './spelling';
import { findColumns, findExactColumns } from './tag-columns';
import {
  findAliases,
  findKnownValues,
  findLookedUp,
  findNearValues,
  findValuesBeforeRows
} from './tag-values';
import { Tagging } from './tagging';

const MOST_TOKENS = 500;

/** Takes a prompt apart and gives every piece the part that it plays for this table. */
export function tagPrompt(prompt: string, frame: Frame, found: Found): Item[] {
  const text = maskNames(prompt, frame);
  const { exact, like } = wordsOfTable(frame);
  const isWord = (stem: string): boolean =>
    exact.has(stem) || WORKING_WORDS.has(stem) || conceptsOf(stem).length > 0;
  const tokens = spellWorkingWords(
    splitCompounds(tokenise(text).slice(0, MOST_TOKENS), isWord),
    like
  );
  const tagging = new Tagging(text, tokens, frame, found);
  findExactColumns(tagging);
  findItems(tagging);
  const roles = findRoles(tagging);
  findKnownValues(tagging, roles);
  findValuesBeforeRows(tagging);
  tagDates(tagging, roles);
  placeRoles(tagging, roles);
  findNumbers(tagging);
  findColumns(tagging);
  findAliases(tagging);
  findLookedUp(tagging);
  findNearValues(tagging);
  return inOrder(tagging);
}

/** "By product", where the products are the columns of a turned sheet. */
function findItems(tagging: Tagging): void {
  const name = nameStems(tagging.frame.turned?.itemColumn ?? '').join(' ');
  tagging.tokens.forEach((token, index) => {
    if (name !== '' && token.stem === name && tagging.free(index, index + 1)) {
      tagging.put({
        ...tagging.span(index, index + 1),
        kind: 'role',
        role: { is: 'items' },
        column: null
      });
    }
  });
}

/** Stems that columns and values are made of; slips of them are not slips of working words. */
function wordsOfTable(frame: Frame): {
  readonly exact: ReadonlySet<string>;
  readonly like: (stem: string) => boolean;
} {
  const exact = new Set<string>();
  for (const column of frame.columns) {
    stemsOf(column).forEach(each => exact.add(each));
    if (column.kind === 'text') {
      column.values
        .slice(0, 200)
        .forEach(value => nameStems(value).forEach(each => exact.add(each)));
    }
  }
  const near = new NearWords<true>();
  exact.forEach(each => near.add(each, true));
  return {
    exact,
    like: stem => exact.has(stem) || near.find(stem) === true
  };
}

function findRoles(
  tagging: Tagging
): { first: number; after: number; role: Role }[] {
  const stems = tagging.tokens.map(token => (token.quoted ? '' : token.stem));
  const found: { first: number; after: number; role: Role }[] = [];
  for (let first = 0; first < stems.length; first += 1) {
    const phrase = tagging.free(first, first + 1)
      ? phraseAt(stems, first)
      : undefined;
    // "Number of orders by channel" sorts nothing.
    const noun =
      phrase?.role.is === 'sort' &&
      /^(orders|ranks|sorts)$/.test(tagging.tokens[first]?.lower ?? '');
    const stranger =
      phrase?.role.is === 'rows' &&
      isStranger(tagging.frame, tagging.tokens[first]?.stem ?? '');
    if (phrase && !noun && !stranger) {
      const after = first + phrase.stems.length;
      const free = tagging.free(first, after);
      const single = free ? phrase : phraseAt([stems[first] ?? ''], 0);
      if (single) {
        found.push({
          first,
          after: free ? after : first + 1,
          role: single.role
        });
        first = free ? after - 1 : first;
      }
    }
  }
  return found;
}

const PEOPLE = new Set(
  'customer client user member employee worker student pupil patient company passenger respondent participant person people'.split(
    ' '
  )
);

/** Rows that are orders are not customers, unless a column tells of customers. */
function isStranger(frame: Frame, stem: string): boolean {
  return (
    PEOPLE.has(stem) &&
    frame.columns.some(
      column =>
        namesRows(column, frame) &&
        isIdentifier(column) &&
        !stemsOf(column).some(part => PEOPLE.has(part))
    ) &&
    !isNamedAfter(frame, stem)
  );
}

function tagDates(
  tagging: Tagging,
  roles: { first: number; after: number; role: Role }[]
): void {
  for (const { start, end, atom } of findDates(tagging.text)) {
    const first = tagging.tokens.findIndex(token => token.end > start);
    const behind = tagging.tokens.findIndex(token => token.start >= end);
    const after = behind < 0 ? tagging.tokens.length : behind;
    if (first >= 0 && after > first && tagging.free(first, after)) {
      tagging.put({ ...tagging.span(first, after), kind: 'date', atom });
    }
  }
  // "last 3 months" is a stretch of time, not a month to group by.
  for (let i = roles.length - 1; i >= 0; i -= 1) {
    const each = roles[i];
    if (each && !tagging.free(each.first, each.after)) {
      roles.splice(i, 1);
    }
  }
}

function placeRoles(
  tagging: Tagging,
  roles: readonly { first: number; after: number; role: Role }[]
): void {
  for (const { first, after, role } of roles) {
    const stem = tagging.tokens[first]?.stem ?? '';
    const column =
      after - first === 1 && role.is !== 'filler'
        ? (tagging.frame.columns.find(
            each => stemsOf(each).join(' ') === stem
          ) ?? null)
        : null;
    tagging.put({ ...tagging.span(first, after), kind: 'role', role, column });
  }
}

function findNumbers(tagging: Tagging): void {
  tagging.tokens.forEach((token, index) => {
    if (!tagging.free(index, index + 1)) {
      return;
    }
    const value = token.quoted ? null : readNumber(token.text);
    if (value !== null) {
      const next = tagging.tokens[index + 1];
      const apart =
        next?.text === '%' && tagging.tokens[index]?.end !== undefined;
      tagging.put({
        ...tagging.span(index, apart ? index + 2 : index + 1),
        kind: 'number',
        value,
        percent: token.text.endsWith('%') || apart
      });
    } else if (token.kind === 'mark') {
      tagging.put({ ...tagging.span(index, index + 1), kind: 'mark' });
    }
  });
}

function inOrder(tagging: Tagging): Item[] {
  const looked = new Set(Object.keys(tagging.found).map(comparable));
  const items: Item[] = [];
  tagging.tokens.forEach((token, index) => {
    const place = tagging.places[index];
    if (place) {
      if (items.at(-1) !== place) {
        items.push(place);
      }
    } else if (
      !GENERIC_NOUNS.has(token.stem) ||
      token.quoted ||
      isRole(items.at(-1), 'by')
    ) {
      items.push({
        ...tagging.span(index, index + 1),
        kind: 'word',
        quoted: token.quoted,
        capital: /^\p{Lu}/u.test(token.text),
        absent: looked.has(comparable(token.text))
      });
    }
  });
  return items;
}
