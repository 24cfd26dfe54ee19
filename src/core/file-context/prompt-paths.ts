import type { FileEntry } from '../ports';
import { dataFiles, hasDataExtension } from '../context/nearby-files';

export interface PromptPaths {
  /** Paths that the prompt names with an `@`: they are meant, and a missing one is said to be missing. */
  readonly mentioned: readonly string[];
  /** Paths that merely stand in the prompt: used if there is such a file. */
  readonly named: readonly string[];
}

/** Quoted text, which may hold blanks, or a word. */
const CANDIDATE =
  /(@?)(?:"([^"\n]{1,300})"|'([^'\n]{1,300})'|`([^`\n]{1,300})`|([^\s"'`<>|,;()[\]{}]{1,300}))/gu;

/** Words before a path that say that it will be written, not read. */
const WRITES =
  /\b(?:sav(?:e|es|ed|ing)|writ(?:e|es|ten|ing)|export(?:s|ed|ing)?|stor(?:e|es|ed|ing)|output|speicher\w*|schreib\w*|exportier\w*)\b[^.;:\n]{0,60}?\b(?:as|to|into|in|under|als|nach|unter)\s+$|\b(?:save|write|create|export|generate|produce|overwrite)\s+$/iu;

/** Paths of data files, folders and patterns of files in a prompt, each once, as they stand there. */
export function promptPaths(
  prompt: string,
  nearby: readonly FileEntry[]
): PromptPaths {
  const mentioned = new Set<string>();
  const named = new Set<string>();
  for (const match of prompt.matchAll(CANDIDATE)) {
    const text = match[2] ?? match[3] ?? match[4] ?? match[5] ?? '';
    const path = normalise(match[5] === undefined ? text : trimmed(text));
    const isMention = match[1] === '@' || text.startsWith('@');
    if (path === '' || !looksLikeData(path, isMention)) {
      continue;
    }
    if (isMention) {
      mentioned.add(path.replace(/^@/, ''));
    } else if (!WRITES.test(prompt.slice(0, match.index))) {
      named.add(path);
    }
  }
  for (const { path } of dataFiles(nearby)) {
    // A name with blanks in it is no word.
    if (/\s/.test(path) && standsIn(prompt, path)) {
      named.add(path);
    }
  }
  mentioned.forEach(path => named.delete(path));
  return { mentioned: [...mentioned], named: [...named] };
}

function trimmed(word: string): string {
  return word.replace(/[.,;:!?…*_]+$/u, '').replace(/^[*_]+(?=\w)/u, '');
}

function normalise(path: string): string {
  const plain = path.trim().replace(/^(@?)\.\//, '$1');
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(plain) ? '' : plain;
}

function looksLikeData(path: string, isMention: boolean): boolean {
  const bare = path.replace(/^@/, '');
  return (
    hasDataExtension(bare) ||
    (bare.includes('*') && /[./]/.test(bare) && /\w/.test(bare)) ||
    (isMention && bare.length > 1 && bare.endsWith('/'))
  );
}

function standsIn(prompt: string, name: string): boolean {
  const at = prompt.indexOf(name);
  const after = prompt[at + name.length] ?? ' ';
  const before = prompt[at - 1] ?? ' ';
  return (
    at !== -1 &&
    !/[\p{L}\p{N}]/u.test(after) &&
    !/[\p{L}\p{N}]/u.test(before) &&
    !WRITES.test(prompt.slice(0, at))
  );
}
