import type { Entry, FileEvent } from '../transcript/entries';
import { currentRun } from '../transcript/run';
import type { FileProfile } from './profile';

/** What the model knows of a file. */
export interface Told {
  /** The turn whose message told it. */
  readonly turn: number;
  /** Which content that was; null when nobody can tell any more. */
  readonly content: string | null;
  /** It was described by its beginning only. */
  readonly isPartial: boolean;
  /** Only its name was told, for want of room. */
  readonly isListed: boolean;
  /** It was said to be gone. */
  readonly isGone: boolean;
}

/** Which content a profile is of: its hash or, where there is none, size and time of what was read. */
export function contentOf({ fingerprint }: FileProfile): string {
  return fingerprint.sha256 ?? stampOf(fingerprint);
}

/** Size and time: what tells one content of a folder, or of a file that was read in part, from another. */
export function stampOf(file: {
  readonly size?: number | null;
  readonly mtime_ns?: string | null;
}): string {
  return `${file.size ?? '?'} bytes at ${file.mtime_ns ?? '?'}`;
}

/**
 * What the model was told of files in the current run. A pure function of the transcript, so that it is the same after a
 * reload. An event counts once the message that carries the description is there: the user message of a turn, or the
 * result of the call that asked for it. From the event on what was told before counts no more.
 */
export function toldFiles(entries: readonly Entry[]): Map<string, Told> {
  const told = new Map<string, Told>();
  const pending = new Map<number, Map<string, Told>>();
  for (const entry of currentRun(entries)) {
    if (entry.kind === 'files') {
      const waiting = pending.get(entry.turn) ?? new Map<string, Told>();
      pending.set(entry.turn, waiting);
      for (const event of entry.files) {
        if (tells(event)) {
          told.delete(event.path);
          waiting.set(event.path, toldBy(event, entry.turn));
        }
      }
    } else if (entry.kind === 'message' && entry.message.role !== 'assistant') {
      if (entry.result === undefined || entry.result === 'ok') {
        pending
          .get(entry.turn)
          ?.forEach((each, path) => void told.set(path, each));
      }
      pending.delete(entry.turn);
    }
  }
  return told;
}

function tells({ state, since, untold }: FileEvent): boolean {
  return (
    since === undefined &&
    untold !== true &&
    !['failed', 'opened'].includes(state)
  );
}

function toldBy(event: FileEvent, turn: number): Told {
  return {
    turn,
    content: event.sha256 ?? event.stamp ?? null,
    isPartial: event.state === 'partial',
    isListed: event.listed === true,
    isGone: event.state === 'gone'
  };
}

/** Whether the model knows of this very content, described as far as it is here, or by name at least. */
export function isTold(profile: FileProfile, told: Told | undefined): boolean {
  return (
    told !== undefined &&
    !told.isGone &&
    told.content === contentOf(profile) &&
    (told.isListed || told.isPartial === profile.partial)
  );
}
