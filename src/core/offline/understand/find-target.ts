import { understandColumn } from '../clean-columns';
import type { Column } from '../frame';
import {
  fileFrame,
  fileName,
  isTabular,
  mainSheet,
  stemOf,
  userFrames,
  variableFrame
} from '../knowledge';
import { rankColumns } from '../match-columns';
import type { Conversation, Turn } from '../read-conversation';
import { frameVariables } from '../read-conversation';
import { tokenise } from '../words';
import { chooseSheet } from './choose-sheet';
import { phraseAt } from './phrases';
import { filesNamed, nameScore } from './table-names';
import type { Target } from './understanding';

/** The table that the last prompt of a conversation is about. */
export function findTarget(conversation: Conversation): Target {
  const turn = conversation.turns.at(-1);
  if (!turn) {
    return { kind: 'none' };
  }
  return (
    attachedTable(conversation, turn) ??
    namedTable(conversation, turn.prompt) ??
    likelyTable(conversation, turn.prompt)
  );
}

function fileTarget(
  conversation: Conversation,
  path: string,
  prompt: string
): Target {
  return { kind: 'file', path, sheet: chooseSheet(conversation, path, prompt) };
}

function attachedTable(conversation: Conversation, turn: Turn): Target | null {
  const tables = turn.attached.filter(isTabular);
  const [only] = tables;
  if (only === undefined) {
    return null;
  }
  if (tables.length === 1) {
    return fileTarget(conversation, only, turn.prompt);
  }
  const named = namedTable(
    { ...conversation, files: tables, variables: new Map() },
    turn.prompt
  );
  return named?.kind === 'file'
    ? named
    : (best(
        tables.map(path => candidate(conversation, path)),
        turn.prompt
      ) ?? { kind: 'unclear', choices: tables });
}

/** A table that the prompt calls by its name. */
function namedTable(conversation: Conversation, prompt: string): Target | null {
  const named = filesNamed(prompt, conversation.files);
  const there = named.find(each => each.path !== null && isTabular(each.path));
  if (there?.path) {
    return fileTarget(conversation, there.path, prompt);
  }
  const [gone] = named;
  if (gone?.path === null && isTabular(gone.written)) {
    // The list of files may leave out other folders: only looking there can tell.
    return gone.written.includes('/') &&
      !conversation.unreadable.has(gone.written)
      ? { kind: 'file', path: gone.written, sheet: null }
      : { kind: 'missing', name: gone.written };
  }
  return namedVariable(conversation, prompt);
}

function namedVariable(
  conversation: Conversation,
  prompt: string
): Target | null {
  const words = new Set(prompt.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
  const frames = frameVariables(conversation).filter(each =>
    words.has(each.name)
  );
  const own = frames.find(each => !conversation.ownNames.has(each.name));
  if (own) {
    return { kind: 'variable', name: own.name };
  }
  // A table that was loaded for the user is known by the file it came from.
  const load = [...conversation.loads]
    .reverse()
    .find(each => words.has(each.variable));
  return load
    ? {
        kind: 'file',
        path: load.path,
        sheet: asMain(conversation, load.path, load.sheet)
      }
    : null;
}

function asMain(
  conversation: Conversation,
  path: string,
  sheet: string | null
): string | null {
  return sheet === mainSheet(conversation.profiles.get(path)) ? null : sheet;
}

interface Possible {
  readonly target: Target;
  readonly name: string;
  readonly columns: readonly Column[];
}

function candidate(conversation: Conversation, path: string): Possible {
  const frame = fileFrame(conversation, path, null);
  const profile = conversation.profiles.get(path);
  const others = (profile?.sheets ?? [])
    .flatMap(sheet => sheet.columns)
    .slice(0, 200);
  const columns = frame?.turned ? frame.columns : (frame?.columns ?? []);
  return {
    target: { kind: 'file', path, sheet: null },
    name: stemOf(fileName(path)),
    columns: [
      ...columns,
      ...others.map(name =>
        understandColumn({
          name,
          dtype: '',
          nulls: null,
          distinct: null,
          values: [],
          min: null,
          max: null
        })
      )
    ]
  };
}

function likelyTable(conversation: Conversation, prompt: string): Target {
  const files = conversation.files.filter(isTabular);
  const frames = userFrames(conversation);
  const before = previousTable(conversation);
  if (before && goesBack(prompt)) {
    return withSheet(conversation, before, prompt);
  }
  const possible: Possible[] = [
    ...files.map(path => candidate(conversation, path)),
    ...frames.map(frame => ({
      target: { kind: 'variable' as const, name: frame.variable },
      name: frame.variable,
      columns: frame.columns
    }))
  ];
  const choices = [...files, ...frames.map(each => each.variable)];
  const unseen = possible.length > 1 ? unseenFiles(conversation, files) : [];
  if (unseen.length > 0 && unseen.length <= MOST_UNSEEN_FILES) {
    // What fits best can only be told once the columns of all of them are known.
    const sure = sureTable(possible, prompt, before);
    return sure
      ? withSheet(conversation, sure, prompt)
      : { kind: 'unclear', choices };
  }
  const found = best(possible, prompt, before);
  if (found) {
    return withSheet(conversation, found, prompt);
  }
  if (before) {
    return withSheet(conversation, before, prompt);
  }
  const [file, ...moreFiles] = files;
  if (file !== undefined && moreFiles.length === 0) {
    return fileTarget(conversation, file, prompt);
  }
  const [frame, ...moreFrames] = frames;
  if (file === undefined && frame && moreFrames.length === 0) {
    return { kind: 'variable', name: frame.variable };
  }
  return choices.length > 0 ? { kind: 'unclear', choices } : { kind: 'none' };
}

/** Files whose columns are looked at to find the one that a prompt fits; with more of them the user is asked at once. */
export const MOST_UNSEEN_FILES = 5;

function unseenFiles(
  conversation: Conversation,
  files: readonly string[]
): string[] {
  return files.filter(
    path =>
      !conversation.profiles.has(path) && !conversation.unreadable.has(path)
  );
}

/** The table that is meant whatever the columns of the others are; null when none is. */
function sureTable(
  possible: readonly Possible[],
  prompt: string,
  before: Target | null
): Target | null {
  const named = best(
    possible.map(each => ({ ...each, columns: [] })),
    prompt
  );
  const last = possible.find(
    each => before !== null && sameTable(each.target, before)
  );
  const fits =
    last && columnScore(contentWords(prompt), last.columns) >= SURE_FIT;
  return named ?? (fits ? before : null);
}

/** Nearly every word of the prompt is a column of the table. */
const SURE_FIT = 0.8;

function withSheet(
  conversation: Conversation,
  target: Target,
  prompt: string
): Target {
  return target.kind === 'file'
    ? {
        ...target,
        sheet: chooseSheet(conversation, target.path, prompt) ?? target.sheet
      }
    : target;
}

/** The table that fits the prompt clearly best, by its name, its columns and what was worked on before. */
function best(
  possible: readonly Possible[],
  prompt: string,
  before: Target | null = null
): Target | null {
  const words = contentWords(prompt);
  const scored = possible
    .map(each => {
      const columns = columnScore(words, each.columns);
      const same = before !== null && sameTable(each.target, before);
      return {
        target: same && before ? before : each.target,
        total:
          nameScore(prompt, each.name) +
          2 * columns +
          (same ? 0.75 : 0) +
          (each.target.kind === 'variable' ? 0.05 : 0)
      };
    })
    .sort((a, b) => b.total - a.total);
  const [first, second] = scored;
  return first &&
    first.total >= 0.5 &&
    first.total - (second?.total ?? 0) > 0.04
    ? first.target
    : null;
}

function sameTable(a: Target, b: Target): boolean {
  return (
    (a.kind === 'file' && b.kind === 'file' && a.path === b.path) ||
    (a.kind === 'variable' && b.kind === 'variable' && a.name === b.name)
  );
}

/** Stems of the words that may name columns. */
function contentWords(prompt: string): string[] {
  const tokens = tokenise(prompt.slice(0, 1500));
  const working = new Set<number>();
  const stems = tokens.map(token => token.stem);
  stems.forEach((_, at) => {
    const phrase = phraseAt(stems, at);
    phrase?.stems.forEach((_stem, i) => working.add(at + i));
  });
  return [
    ...new Set(
      tokens
        .filter((token, at) => token.kind === 'word' && !working.has(at))
        .map(token => token.stem)
    )
  ].slice(0, 40);
}

/** The part of the words that columns are called by, 0 to 1. */
function columnScore(
  words: readonly string[],
  columns: readonly Column[]
): number {
  if (words.length === 0 || columns.length === 0) {
    return 0;
  }
  const total = words.reduce(
    (sum, word) => sum + (rankColumns([word], columns)[0]?.score ?? 0),
    0
  );
  return total / words.length;
}

const LEANS =
  /^\s*(?:now|and|also|but|then|what about|how about|only|just|instead|same|again|as an?\b|in percent|by|per|for|without|except|exclud\w+|sort\w*|plot (?:it|that|this)|show (?:it|that|this|them) (?:as|in|by)|draw (?:it|that)|make (?:it|that)|und|jetzt|nur|top \d+\s*$|bottom \d+\s*$|the (?:mean|median|average|total|growth)\b|limit)\b|\binstead\b|\bthe same\b|\b(?:it|that|this|them) (?:as|by|into|in) an?\b/i;

/** Whether the prompt goes on with what was talked of. */
function goesBack(prompt: string): boolean {
  return LEANS.test(prompt);
}

/** The table that an earlier turn worked on, the latest first; null when none did. */
export function previousTable(conversation: Conversation): Target | null {
  for (const turn of [...conversation.turns.slice(0, -1)].reverse()) {
    const table = tableOf(conversation, turn);
    if (table) {
      return table;
    }
  }
  return null;
}

/** The table that a turn worked on, by what it ran. */
export function tableOf(conversation: Conversation, turn: Turn): Target | null {
  for (const step of [...turn.steps].reverse()) {
    if (step.code !== '') {
      const names = new Set(step.code.match(/[A-Za-z_]\w*/g) ?? []);
      const load = [...conversation.loads]
        .reverse()
        .find(each => names.has(each.variable));
      const frame = [...conversation.variables.values()].find(
        each =>
          names.has(each.name) &&
          each.rows !== null &&
          !conversation.ownNames.has(each.name)
      );
      const read = /pd\.read_\w+\(\s*(["'])(.+?)\1/.exec(step.code)?.[2];
      if (load) {
        return {
          kind: 'file',
          path: load.path,
          sheet: asMain(conversation, load.path, load.sheet)
        };
      }
      if (frame) {
        return {
          kind: 'variable',
          name: variableFrame(conversation, frame).variable
        };
      }
      if (read !== undefined && conversation.files.includes(read)) {
        return { kind: 'file', path: read, sheet: null };
      }
    } else if (step.path !== '' && isTabular(step.path)) {
      return { kind: 'file', path: step.path, sheet: null };
    }
  }
  const attached = turn.attached.find(isTabular);
  return attached === undefined
    ? null
    : { kind: 'file', path: attached, sheet: null };
}
