import type { Frame } from '../frame';
import { comparable, nameStems } from '../words';

const MOST_CHARACTERS = 4000;
const TABLE_WORD =
  '(?:data ?sets?|data ?frames?|data|df|files?|tables?|csv|excel(?: file)?|sheets?|spreadsheets?|workbooks?|tab|notebook|datei|tabelle|daten|blatt)';
/** What may stand before the name of a table that is a plain word: `describe sales`. */
const LEADS =
  '(?:describe|summari[sz]e|analy[sz]e|analysiere|load|open|read|preview|explore|head of|in|from|of|about|profile|the whole|import)';

/**
 * A prompt as it is read: cut when it is very long, without the names of the table at hand, which say nothing
 * about its columns, and with hyphenated words taken apart. Every character keeps its place.
 */
export function maskNames(prompt: string, frame: Frame): string {
  let text = prompt.slice(0, MOST_CHARACTERS);
  const columns = new Set(frame.columns.map(column => comparable(column.name)));
  for (const name of namesOf(frame)) {
    const own = columns.has(comparable(name));
    const plain = /^\p{L}+$/u.test(name);
    const escaped = escape(name);
    text = blank(text, `@?["'\`]?${escaped}["'\`]? ${TABLE_WORD}`);
    text = blank(
      text,
      `${TABLE_WORD} (?:called |named )?["'\`]?${escaped}["'\`]?`
    );
    if (!plain && !own) {
      text = blank(text, `@?["'\`]?${escaped}["'\`]?(?:'s)?`);
    } else if (!own) {
      text = blank(
        text,
        `(?<=\\b${LEADS} (?:the )?)["'\`]?${escaped}["'\`]?(?=\\s*(?:$|[.,;:!?\\n]|and\\b|then\\b))`
      );
      text = blank(text, `@${escaped}`);
    }
  }
  return plainMarks(text);
}

/** Ends of lines, sentences and list entries all become `;`, so that one mark tells where a request ends. */
function plainMarks(text: string): string {
  const spaces = (found: string): string => ' '.repeat(found.length);
  const end = (found: string): string => `;${' '.repeat(found.length - 1)}`;
  return text
    .replace(/[\u00a0\t]/g, ' ')
    .replace(/(?:^|(?<=\n))[ ]*(?:\d{1,2}[.)]|[-*•–])[ ]+/g, end)
    .replace(/(?<=\s|^)\(?\d{1,2}\)[ ]/g, end)
    .replace(/[\n\r\u2028\u2029]/g, ';')
    .replace(
      /\b(?:vs|etc|avg|approx|incl|excl|min|max|no|e\.g|i\.e|z\.B)\./gi,
      found => `${found.slice(0, -1)} `
    )
    .replace(/(?<=\d)\.(?=\s|$)/g, ';')
    .replace(/(?<=\p{L})[-‐‑](?=\p{L})/gu, ' ')
    .replace(/@(?=[\p{L}_])/gu, spaces);
}

/** What the table is called, longest first. */
function namesOf(frame: Frame): string[] {
  const path = frame.source?.path ?? '';
  const file = path.split('/').at(-1) ?? '';
  const stem = file.replace(/(\.[A-Za-z0-9]{1,8}){1,2}$/, '');
  const names = [
    path,
    file,
    stem,
    nameStems(stem).join(' '),
    stem.replace(/[_-]+/g, ' '),
    frame.label,
    frame.variable,
    frame.turned?.rawVariable ?? '',
    frame.source?.sheet ?? ''
  ];
  return [...new Set(names)]
    .filter(name => name.length >= 2 && /\p{L}/u.test(name))
    .sort((a, b) => b.length - a.length);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function blank(text: string, pattern: string): string {
  return text.replace(
    new RegExp(`(?<![\\p{L}\\p{N}_])${pattern}(?![\\p{L}\\p{N}_])`, 'giu'),
    found => ' '.repeat(found.length)
  );
}
