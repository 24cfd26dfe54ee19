import { oneLine } from '../context/phrases';
import type { Entry, FileEvent } from '../transcript/entries';
import { currentRun } from '../transcript/run';
import { fileText } from './context-text';
import type { KnownFile } from './known-file';

/**
 * Adds to each event the turn that told the model what is in the file, if the file is still as it was told: such a file
 * is not described again. A pure function of the transcript, so that it is the same after a reload.
 */
export function withSince(
  events: readonly FileEvent[],
  entries: readonly Entry[]
): FileEvent[] {
  const told = toldFiles(entries);
  return events.map(event => {
    const before = told.get(event.path);
    return before !== undefined && isAsTold(event, before)
      ? { ...event, since: before.turn }
      : event;
  });
}

function isAsTold(event: FileEvent, before: Told): boolean {
  const { state } = event;
  const sha256 = event.sha256 ?? null;
  if (state === 'gone' || state === 'failed' || before.sha256 !== sha256) {
    return false;
  }
  // Folders and files read in part have no hash: only what was not read again is known to be the same.
  return sha256 !== null
    ? before.isPartial === (state === 'partial')
    : state === 'unchanged' || (state === 'partial' && before.isPartial);
}

interface Told {
  readonly turn: number;
  readonly sha256: string | null;
  readonly isPartial: boolean;
}

/** Files whose description the model has read in the current run, with the turn and what was read. */
export function toldFiles(entries: readonly Entry[]): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const entry of currentRun(entries)) {
    if (entry.kind !== 'files') {
      continue;
    }
    for (const { path, state, since, sha256, untold } of entry.files) {
      if (state === 'gone') {
        told.delete(path);
      } else if (
        since === undefined &&
        untold !== true &&
        state !== 'failed' &&
        state !== 'opened'
      ) {
        told.set(path, {
          turn: entry.turn,
          sha256: sha256 ?? null,
          isPartial: state === 'partial'
        });
      }
    }
  }
  return told;
}

/**
 * The lines that tell a model of the data files: a description of each that it has not read yet, one line for those it
 * has, and what is gone or could not be read.
 * @param events of this turn, with `since` where the file was told before
 * @param notChecked why the files could not be looked at; null when they were
 */
export function describeFiles(
  events: readonly FileEvent[],
  files: readonly KnownFile[],
  entries: readonly Entry[],
  notChecked: string | null
): string[] {
  const byPath = new Map(files.map(file => [file.path, file]));
  const lines: string[] = [];
  const described = new Set<string>();
  for (const event of events) {
    const profile = byPath.get(event.path)?.profile;
    if (event.since === undefined && profile && isDescribed(event)) {
      lines.push(
        ...heading(event),
        ...fileText(profile, event.path).split('\n')
      );
      described.add(event.path);
    }
  }
  lines.push(
    ...unchangedLine(files, described, entries, events, notChecked),
    ...problemLines(events)
  );
  return lines;
}

function isDescribed({ state }: FileEvent): boolean {
  return !['gone', 'failed', 'opened'].includes(state);
}

function heading({ path, state, reason }: FileEvent): string[] {
  const name = oneLine(path, 300);
  switch (state) {
    case 'changed':
      return [`Data file changed since it was described, read again: ${name}`];
    case 'taken-over':
      return [
        `Data file known from another session of this notebook, unchanged: ${name}`
      ];
    case 'partial':
      return [
        `Data file described by its beginning only${reason ? `, ${reason}` : ''}: ${name}`
      ];
    default:
      return [];
  }
}

/** What the model knows already: it need not be read again. */
function unchangedLine(
  files: readonly KnownFile[],
  described: ReadonlySet<string>,
  entries: readonly Entry[],
  events: readonly FileEvent[],
  notChecked: string | null
): string[] {
  const told = toldFiles(entries);
  const failed = new Set(
    events
      .filter(({ state }) => state === 'failed' || state === 'gone')
      .map(({ path }) => path)
  );
  const known = files.filter(
    ({ path, profile, state }) =>
      profile && !described.has(path) && !failed.has(path) && state !== 'gone'
  );
  if (known.length === 0) {
    return [];
  }
  const list = known.map(({ path, state }) => {
    const turn = told.get(path)?.turn;
    const where =
      turn === undefined
        ? 'described in file_context.json, see dataset_info'
        : `see turn ${turn}`;
    return `${oneLine(path, 300)} (${state === 'changed' ? 'changed, ' : ''}${where})`;
  });
  return [
    notChecked === null
      ? `Data files described before, unchanged since: ${list.join(', ')}`
      : `Data files described before; whether they changed could not be checked, ${notChecked}: ${list.join(', ')}`
  ];
}

function problemLines(events: readonly FileEvent[]): string[] {
  const gone = events.filter(({ state }) => state === 'gone');
  const failed = events.filter(({ state }) => state === 'failed');
  return [
    ...(gone.length > 0
      ? [`Known data files gone: ${gone.map(({ path }) => path).join(', ')}`]
      : []),
    ...(failed.length > 0
      ? [
          'Data files that could not be read:',
          ...failed.map(
            ({ path, reason }) =>
              `- ${oneLine(path, 300)}: ${oneLine(reason ?? 'no reason given', 500)}`
          )
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
          profile && !read.has(path) && state !== 'gone' && state !== 'failed'
      )
      .map(({ path }) => path)
  };
}
