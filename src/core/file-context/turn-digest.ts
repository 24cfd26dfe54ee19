import { nameOf, namesLine } from '../context/name-list';
import { oneLine } from '../context/phrases';
import { LIMITS } from '../limits';
import type { Entry, FileEvent } from '../transcript/entries';
import { fileText } from './context-text';
import { factsOf } from './file-events';
import type { KnownFile } from './known-file';
import { isTold, type Told } from './told-files';

export interface TurnDigest {
  /** What the model is told of the data files. */
  readonly lines: readonly string[];
  /** What became of each, and whether the lines describe it. */
  readonly events: readonly FileEvent[];
}

/**
 * Tells a model of the data files: a description of each that it has not read yet, within `LIMITS.fileTextPerTurn` for all
 * of them, one line for those it has, and what is gone or could not be read.
 * @param told what it was told before
 * @param notChecked why the files could not be looked at; null when they were
 */
export function describeFiles(
  events: readonly FileEvent[],
  files: readonly KnownFile[],
  told: ReadonlyMap<string, Told>,
  notChecked: string | null
): TurnDigest {
  const byPath = new Map(files.map(file => [file.path, file]));
  const lines: string[] = [];
  const settled: FileEvent[] = [];
  let room = LIMITS.fileTextPerTurn;
  for (const raw of events) {
    const file = byPath.get(raw.path);
    const event = asOfNow(raw, file, told.get(raw.path));
    const profile = file?.profile;
    if (event.since !== undefined || event.untold || !isDescribed(event)) {
      settled.push(event);
    } else if (profile) {
      const text = [
        ...heading(event, told.get(event.path), notChecked),
        ...fileText(profile, event.path).split('\n')
      ];
      const length = text.reduce((sum, line) => sum + line.length + 1, 0);
      const fits = length <= room;
      room -= fits ? length : 0;
      lines.push(...(fits ? text : []));
      settled.push(fits ? event : { ...event, listed: true });
    }
  }
  lines.push(
    ...knownLines(files, settled, told, notChecked),
    ...problemLines(settled)
  );
  return { lines, events: settled };
}

function isDescribed({ state }: FileEvent): boolean {
  return !['gone', 'failed', 'opened'].includes(state);
}

/** A reading in the background may have ended, or the file may have been forgotten, since the event came about. */
function asOfNow(
  event: FileEvent,
  file: KnownFile | undefined,
  told: Told | undefined
): FileEvent {
  if (!isDescribed(event)) {
    return event;
  }
  const profile = file?.profile;
  if (!profile) {
    return { ...event, untold: true };
  }
  const wasPartial = event.state === 'partial';
  return {
    ...event,
    ...factsOf(profile),
    state: profile.partial ? 'partial' : wasPartial ? 'profiled' : event.state,
    ...(told && !told.isListed && isTold(profile, told)
      ? { since: told.turn }
      : {})
  };
}

function heading(
  { path, state, reason }: FileEvent,
  told: Told | undefined,
  notChecked: string | null
): string[] {
  const name = nameOf(path);
  if (notChecked !== null) {
    return [
      `Data file described as it was when it was read; whether it changed could not be checked, ${notChecked}: ${name}`
    ];
  }
  switch (state) {
    case 'changed':
      return [`Data file changed since it was described, read again: ${name}`];
    case 'taken-over':
      return [
        `Data file known from another session of this notebook, unchanged: ${name}`
      ];
    case 'partial':
      return [
        `Data file described by its beginning only${reason ? `, ${oneLine(reason, 300)}` : ''}: ${name}`
      ];
    default:
      return !told || told.isListed || told.isGone
        ? []
        : told.isPartial
          ? [`Data file described in part before, now as a whole: ${name}`]
          : [`Data file changed since it was described: ${name}`];
  }
}

/** What is known and need not be read again: what the model has read, and what it can ask for. */
function knownLines(
  files: readonly KnownFile[],
  events: readonly FileEvent[],
  told: ReadonlyMap<string, Told>,
  notChecked: string | null
): string[] {
  const described = new Set(
    events
      .filter(({ since, listed }) => since === undefined && listed !== true)
      .map(({ path }) => path)
  );
  const known = files.filter(
    ({ path, state }) =>
      !described.has(path) && state !== 'gone' && state !== 'failed'
  );
  const read: string[] = [];
  const unread: string[] = [];
  for (const { path, profile, profiledAt, state } of known) {
    const before = told.get(path);
    if (profile && before && !before.isListed && isTold(profile, before)) {
      const changed = state === 'changed' ? 'changed; ' : '';
      read.push(`${nameOf(path)} (${changed}see turn ${before.turn})`);
    } else if (profile ?? profiledAt) {
      unread.push(nameOf(path));
    }
  }
  return [
    ...namesLine(
      notChecked === null
        ? 'Data files described before, unchanged since'
        : `Data files described before; whether they changed could not be checked, ${notChecked}`,
      read
    ),
    ...namesLine(
      'Data files known, but not described here; dataset_info describes them',
      unread
    )
  ];
}

function problemLines(events: readonly FileEvent[]): string[] {
  const pathsOf = (those: (event: FileEvent) => boolean): string[] =>
    events.filter(those).map(({ path }) => nameOf(path));
  const failed = events.filter(({ state }) => state === 'failed');
  const left = failed.length - LIMITS.filesNamed;
  return [
    ...namesLine(
      'Data files described later, because they are still being read',
      pathsOf(({ untold, state }) => untold === true && state === 'partial')
    ),
    ...namesLine(
      'Known data files gone',
      pathsOf(({ state }) => state === 'gone')
    ),
    ...(failed.length > 0
      ? [
          'Data files that could not be read:',
          ...failed
            .slice(0, LIMITS.filesNamed)
            .map(
              ({ path, reason }) =>
                `- ${nameOf(path)}: ${oneLine(reason ?? 'no reason given', 500)}`
            ),
          ...(left > 0 ? [`- … and ${left} more`] : [])
        ]
      : [])
  ];
}

const READ = ['profiled', 'changed', 'partial'];

/** The data files that a turn read, and those that were known to it without being read. */
export function filesOfTurn(
  entries: readonly Entry[],
  turn: number,
  files: readonly KnownFile[]
): { read: string[]; reused: string[] } {
  const read = new Set(
    entries.flatMap(entry =>
      entry.kind === 'files' && entry.turn === turn
        ? entry.files
            .filter(({ state }) => READ.includes(state))
            .map(({ path }) => path)
        : []
    )
  );
  return {
    read: [...read],
    reused: files
      .filter(
        ({ path, profile, state }) =>
          profile &&
          !read.has(path) &&
          !['gone', 'failed', 'changed'].includes(state)
      )
      .map(({ path }) => path)
  };
}
