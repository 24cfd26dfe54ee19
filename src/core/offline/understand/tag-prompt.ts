import type { Column, Frame } from '../frame';
import { findMentions, findValues, type Mention } from '../match-columns';
import { readNumber, synonymStrength } from '../vocabulary';
import {
  comparable,
  nameStems,
  nearlySame,
  tokenise,
  type Token
} from '../words';
import { stemsOf } from './choose-columns';
import { findDates } from './date-phrases';
import { GENERIC_NOUNS } from './filler-words';
import type { Item } from './item';
import { maskNames } from './mask-names';
import { phraseAt } from './phrases';
import type { Role } from './roles';
import { pickFound, type Found } from './looked-up';
import { spellWorkingWords } from './spelling';

const MOST_TOKENS = 500;

/** Takes a prompt apart and gives every piece the part that it plays for this table. */
export function tagPrompt(prompt: string, frame: Frame, found: Found): Item[] {
  return new Tagger(maskNames(prompt, frame), frame, found).items();
}

class Tagger {
  private readonly tokens: Token[];
  private readonly places: (Item | null)[];

  constructor(
    private readonly text: string,
    private readonly frame: Frame,
    private readonly found: Found
  ) {
    this.tokens = spellWorkingWords(
      tokenise(text).slice(0, MOST_TOKENS),
      this.wordsOfTable()
    );
    this.places = this.tokens.map(() => null);
  }

  items(): Item[] {
    this.findExactColumns();
    const roles = this.findRoles();
    this.findKnownValues(roles);
    this.findDates(roles);
    this.placeRoles(roles);
    this.findNumbers();
    this.findColumns();
    this.findLookedUp();
    this.findNearValues();
    return this.inOrder();
  }

  /** Stems that columns and values are made of; slips of them are not slips of working words. */
  private wordsOfTable(): (stem: string) => boolean {
    const exact = new Set<string>();
    for (const column of this.frame.columns) {
      stemsOf(column).forEach(each => exact.add(each));
      if (column.kind === 'text') {
        column.values
          .slice(0, 200)
          .forEach(value => nameStems(value).forEach(each => exact.add(each)));
      }
    }
    const list = [...exact].filter(each => each.length >= 5);
    return stem => exact.has(stem) || list.some(each => nearlySame(stem, each));
  }

  private free(first: number, after: number): boolean {
    return this.places.slice(first, after).every(place => place === null);
  }

  private put(item: Item): void {
    for (let i = item.first; i < item.after; i += 1) {
      this.places[i] = item;
    }
  }

  private span(
    first: number,
    after: number
  ): { first: number; after: number; text: string } {
    const text = this.tokens
      .slice(first, after)
      .map(token => token.text)
      .join(' ');
    return { first, after, text };
  }

  /** Names of columns written out: of several words, quoted, or with underscores. Longest first. */
  private findExactColumns(): void {
    const byStems = new Map<string, Column>();
    for (const column of this.frame.columns) {
      const stems = stemsOf(column);
      const bare = nameStems(column.name.replace(/[([].*?[)\]]/g, ' '));
      for (const key of [stems.join(' '), bare.join(' ')]) {
        if (key !== '' && !byStems.has(key)) {
          byStems.set(key, column);
        }
      }
    }
    const stems = this.tokens.map(token => nameStems(token.text));
    for (let first = 0; first < this.tokens.length; first += 1) {
      for (
        let after = Math.min(this.tokens.length, first + 7);
        after > first;
        after -= 1
      ) {
        const words = stems.slice(first, after);
        const column =
          words.every(each => each.length > 0) &&
          byStems.get(words.flat().join(' '));
        if (column && this.free(first, after) && this.isWritten(first, after)) {
          this.put(this.columnItem(first, after, column));
          first = after - 1;
          break;
        }
      }
    }
  }

  /** A single plain word may be at work elsewhere in the prompt. */
  private isWritten(first: number, after: number): boolean {
    const token = this.tokens[first];
    if (after - first > 1 || !token) {
      return true;
    }
    const role = phraseAt([token.stem], 0)?.role;
    return (
      token.quoted ||
      nameStems(token.text).length > 1 ||
      role === undefined ||
      role.is === 'rows' ||
      (role.is === 'filler' && token.lower.length >= 4) ||
      role.is === 'share' ||
      role.is === 'command'
    );
  }

  private columnItem(first: number, after: number, column: Column): Item {
    const span = this.span(first, after);
    const mention: Mention = {
      first,
      after,
      words: span.text,
      candidates: [{ column, score: 1.2 }]
    };
    return { ...span, kind: 'column', mention };
  }

  private findRoles(): { first: number; after: number; role: Role }[] {
    const stems = this.tokens.map(token => (token.quoted ? '' : token.stem));
    const found: { first: number; after: number; role: Role }[] = [];
    for (let first = 0; first < stems.length; first += 1) {
      const phrase = this.free(first, first + 1)
        ? phraseAt(stems, first)
        : undefined;
      if (phrase) {
        const after = first + phrase.stems.length;
        const free = this.free(first, after);
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

  private findKnownValues(
    roles: readonly { first: number; after: number }[]
  ): void {
    const working = new Set(
      roles.flatMap(({ first, after }) =>
        Array.from({ length: after - first }, (_, i) => first + i)
      )
    );
    const hits = findValues(
      this.tokens,
      this.frame.columns,
      index => !working.has(index) && this.places[index] === null
    );
    for (const { first, after, column, value } of hits) {
      if (this.free(first, after)) {
        this.put({
          ...this.span(first, after),
          kind: 'value',
          column,
          values: [value],
          near: false
        });
      }
    }
  }

  private findDates(
    roles: { first: number; after: number; role: Role }[]
  ): void {
    for (const { start, end, atom } of findDates(this.text)) {
      const first = this.tokens.findIndex(token => token.end > start);
      const behind = this.tokens.findIndex(token => token.start >= end);
      const after = behind < 0 ? this.tokens.length : behind;
      if (first >= 0 && after > first && this.free(first, after)) {
        this.put({ ...this.span(first, after), kind: 'date', atom });
      }
    }
    // "last 3 months" is a stretch of time, not a month to group by.
    for (let i = roles.length - 1; i >= 0; i -= 1) {
      const each = roles[i];
      if (each && !this.free(each.first, each.after)) {
        roles.splice(i, 1);
      }
    }
  }

  private placeRoles(
    roles: readonly { first: number; after: number; role: Role }[]
  ): void {
    for (const { first, after, role } of roles) {
      const stem = this.tokens[first]?.stem ?? '';
      const column =
        after - first === 1 && role.is !== 'filler'
          ? (this.frame.columns.find(
              each => stemsOf(each).join(' ') === stem
            ) ?? null)
          : null;
      this.put({ ...this.span(first, after), kind: 'role', role, column });
    }
  }

  private findNumbers(): void {
    this.tokens.forEach((token, index) => {
      if (!this.free(index, index + 1)) {
        return;
      }
      const value = token.quoted ? null : readNumber(token.text);
      if (value !== null) {
        const next = this.tokens[index + 1];
        const apart =
          next?.text === '%' && this.tokens[index]?.end !== undefined;
        this.put({
          ...this.span(index, apart ? index + 2 : index + 1),
          kind: 'number',
          value,
          percent: token.text.endsWith('%') || apart
        });
      } else if (token.kind === 'mark') {
        this.put({ ...this.span(index, index + 1), kind: 'mark' });
      }
    });
  }

  private findColumns(): void {
    const usable = (index: number): boolean => {
      const place = this.places[index] ?? null;
      return (
        place === null ||
        (place.kind === 'role' &&
          place.role.is === 'rows' &&
          place.after - place.first === 1)
      );
    };
    for (const mention of findMentions(
      this.text,
      this.tokens,
      this.frame.columns,
      usable
    )) {
      const { first, after } = mention;
      const open = Array.from({ length: after - first }, (_, i) => first + i);
      const meant = open.every(usable) ? this.asMeant(mention) : null;
      if (meant) {
        this.put({
          ...this.span(first, after),
          kind: 'column',
          mention: meant
        });
      }
    }
  }

  /** "Orders" are rows, though there is an order date; they are a column when it holds nothing but orders. */
  private asMeant(mention: Mention): Mention | null {
    const rows = this.places
      .slice(mention.first, mention.after)
      .every(place => place !== null);
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

  /** Words that were looked up in the table; longer stretches first. */
  private findLookedUp(): void {
    const looked = new Map(
      Object.entries(this.found).map(([word, hits]) => [comparable(word), hits])
    );
    if (looked.size === 0) {
      return;
    }
    for (let first = 0; first < this.tokens.length; first += 1) {
      for (
        let after = Math.min(this.tokens.length, first + 6);
        after > first;
        after -= 1
      ) {
        const { text } = this.span(first, after);
        const hits = this.free(first, after) && looked.get(comparable(text));
        const hit = hits && pickFound(text, hits, this.frame.columns);
        if (hit) {
          this.put({ ...this.span(first, after), kind: 'value', ...hit });
          first = after - 1;
          break;
        }
      }
    }
  }

  private findNearValues(): void {
    const texts = this.frame.columns.filter(column => column.kind === 'text');
    this.tokens.forEach((token, index) => {
      if (
        !this.free(index, index + 1) ||
        token.kind !== 'word' ||
        token.lower.length < 5
      ) {
        return;
      }
      for (const column of texts) {
        const value = column.values
          .slice(0, 200)
          .find(each => nearlySame(comparable(token.text), comparable(each)));
        if (value !== undefined) {
          this.put({
            ...this.span(index, index + 1),
            kind: 'value',
            column,
            values: [value],
            near: true
          });
          return;
        }
      }
    });
  }

  private inOrder(): Item[] {
    const looked = new Set(Object.keys(this.found).map(comparable));
    const items: Item[] = [];
    this.tokens.forEach((token, index) => {
      const place = this.places[index];
      if (place) {
        if (items.at(-1) !== place) {
          items.push(place);
        }
      } else if (!GENERIC_NOUNS.has(token.stem) || token.quoted) {
        items.push({
          ...this.span(index, index + 1),
          kind: 'word',
          quoted: token.quoted,
          capital: /^\p{Lu}/u.test(token.text),
          absent: looked.has(comparable(token.text))
        });
      }
    });
    return items;
  }
}

/** Parts of a name that only say that the rest of it is named. */
const LABELS = new Set(
  'id name title label no nr number num code key uuid type ref reference full'.split(
    ' '
  )
);
