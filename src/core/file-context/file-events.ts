import type { FileEvent } from '../transcript/entries';
import type { FileStatus } from './file-status';
import type { Reading } from './file-reader';
import type { KnownFile } from './known-file';
import type { FileProfile } from './profile';
import { stampOf } from './told-files';

/** What the transcript says of a file. */
export function eventOf(file: KnownFile, state: FileEvent['state']): FileEvent {
  const { path, profile } = file;
  return { path, state, ...(profile ? factsOf(profile) : {}) };
}

/** What an event says of a profile: which content it is of, and its shape. */
export function factsOf(profile: FileProfile): Partial<FileEvent> {
  const { sha256 } = profile.fingerprint;
  return {
    type: profile.type,
    sha256,
    ...(sha256 === null ? { stamp: stampOf(profile.fingerprint) } : {}),
    rows: profile.rows ?? null,
    columns: profile.total_columns ?? profile.columns.length
  };
}

/** @param wasKnown the file had been read before, in whole */
export function eventOfReading(reading: Reading, wasKnown: boolean): FileEvent {
  const { file, error, isUnchanged, milliseconds } = reading;
  if (error) {
    return { path: file.path, state: 'failed', reason: error.message };
  }
  const state = isUnchanged
    ? 'unchanged'
    : file.profile?.partial
      ? 'partial'
      : wasKnown
        ? 'changed'
        : 'profiled';
  return { ...eventOf(file, state), milliseconds };
}

export function missingFile(
  path: string,
  status: FileStatus | undefined
): FileEvent {
  return {
    path,
    state: 'failed',
    // What the kernel says is to be read behind the name.
    reason: status?.reason
      ? `${path} ${status.reason}.`
      : `There is no file ${path}.`
  };
}
