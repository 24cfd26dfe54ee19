import type { FileEntry } from '../ports';
import { dataFiles, hasDataExtension } from '../context/nearby-files';
import { isOwnFile, plainPath } from '../paths';

export interface PromptPaths {
  /** Paths that the prompt names with an `@`: they are meant, and a missing one is said to be missing. */
  readonly mentioned: readonly string[];
  /** Paths that merely stand in the prompt: used if there is such a file. */
  readonly named: readonly string[];
}

/** Quoted text, which may hold blanks, or a word; an apostrophe within a word opens nothing. */
const CANDIDATE =
  /(@?)(?:"([^"\n]{1,300})"|(?<![\p{L}\p{N}])'([^'\n]{1,300})'|`([^`\n]{1,300})`|([^\s"'`<>|,;()[\]{}]{1,300}))/gu;
/** What no word of the above holds. */
const NO_WORD = /[\s"'`<>|,;()[\]{}]/;
/** Quoted text of so many words is a sentence, in which paths may stand. */
const SENTENCE_WORDS = 4;

/** Words before a path that say that it will be written, not read. */
const WRITES =
  /\b(?:sav(?:e|es|ed|ing)|writ(?:e|es|ten|ing)|export(?:s|ed|ing)?|stor(?:e|es|ed|ing)|output|speicher\w*|schreib\w*|exportier\w*)\b[^.;:\n]{0,60}?\b(?:as|to|into|in|under|als|nach|unter)\s+$|\b(?:save|write|create|export|generate|produce|overwrite)\s+$/iu;

/** How far before a path such a word may stand. */
const WRITES_WITHIN = 200;

/** Paths of data files, folders and patterns of files in a prompt, each once, as they are on disk where that is known. */
export function promptPaths(
  prompt: string,
  nearby: readonly FileEntry[]
): PromptPaths {
  const text = prompt.normalize('NFC');
  const onDisk = new Map(
    nearby.map(({ path }) => [path.normalize('NFC'), path])
  );
  const mentioned = new Set<string>();
  const named = new Set<string>();
  for (const { path: written, at, isMention } of candidates(text, onDisk)) {
    const path = onDisk.get(written) ?? written;
    if (isMention) {
      mentioned.add(path);
    } else if (!isWritten(text, at) && !isOwnFile(path)) {
      named.add(path);
    }
  }
  for (const { path } of dataFiles(nearby)) {
    // A name with blanks or brackets in it is no word.
    if (NO_WORD.test(path) && standsIn(text, path.normalize('NFC'))) {
      named.add(path);
    }
  }
  mentioned.forEach(path => named.delete(path));
  return { mentioned: [...mentioned], named: [...named] };
}

interface Candidate {
  readonly path: string;
  readonly at: number;
  readonly isMention: boolean;
}

/** Everything in a text that may be the path of data. */
function candidates(
  text: string,
  onDisk: ReadonlyMap<string, string>
): Candidate[] {
  const found: Candidate[] = [];
  CANDIDATE.lastIndex = 0;
  for (
    let match = CANDIDATE.exec(text);
    match !== null;
    match = CANDIDATE.exec(text)
  ) {
    const quoted = match[2] ?? match[3] ?? match[4];
    const word = quoted ?? trimmed(match[5] ?? '');
    const isMention = match[1] === '@' || word.startsWith('@');
    const path = normalise(word.replace(/^\s*@/, ''), onDisk);
    const isData = path !== '' && looksLikeData(path, word, isMention);
    if (isData) {
      found.push({ path, at: match.index, isMention });
    }
    const isSentence =
      quoted !== undefined && quoted.split(/\s+/).length >= SENTENCE_WORDS;
    if (quoted !== undefined && (!isData || isSentence) && !onDisk.has(path)) {
      CANDIDATE.lastIndex = match.index + (match[1] ?? '').length + 1;
    }
  }
  return found;
}

function isWritten(text: string, at: number): boolean {
  return WRITES.test(text.slice(Math.max(0, at - WRITES_WITHIN), at));
}

function trimmed(word: string): string {
  return word.replace(/[.,;:!?…*_]+$/u, '').replace(/^[*_]+(?=\w)/u, '');
}

/** As paths are kept; empty for what is an address. Separators may be those of Windows. */
function normalise(path: string, onDisk: ReadonlyMap<string, string>): string {
  const plain = path.trim();
  if (onDisk.has(plain)) {
    return plain;
  }
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(plain)
    ? ''
    : plainPath(plain.replace(/\\/g, '/'));
}

function looksLikeData(
  path: string,
  written: string,
  isMention: boolean
): boolean {
  return (
    hasDataExtension(path) ||
    (path.includes('*') && /[./]/.test(path) && /\w/.test(path)) ||
    (isMention && path.length > 1 && /[/\\]\s*$/.test(written))
  );
}

function standsIn(text: string, name: string): boolean {
  const at = text.indexOf(name);
  const after = text[at + name.length] ?? ' ';
  const before = text[at - 1] ?? ' ';
  return (
    at !== -1 &&
    !/[\p{L}\p{N}]/u.test(after) &&
    !/[\p{L}\p{N}]/u.test(before) &&
    !isWritten(text, at)
  );
}
