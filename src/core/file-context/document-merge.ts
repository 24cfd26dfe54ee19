import { boundDocument, withFiles } from './bound';
import {
  FILE_CONTEXT_VERSION,
  type FileContextDocument,
  type FileMetadata
} from './document';

export interface FileEntryUpdate {
  /** Relative to the notebook's folder. */
  readonly path: string;
  readonly metadata: FileMetadata;
}

/**
 * The document with these files added or replaced; those that are there already stay. Of two entries for one path the one
 * profiled later counts, and a whole profile rather than the beginning of the same file. Returns `current` itself when
 * nothing is new.
 * @param now ISO 8601
 */
export function mergeFiles(
  current: FileContextDocument | null,
  sessionId: string,
  entries: readonly FileEntryUpdate[],
  now: string
): FileContextDocument {
  const files = new Map(Object.entries(current?.file_metadata ?? {}));
  let isNew = current === null || current.session_id !== sessionId;
  for (const { path, metadata } of entries) {
    const there = files.get(path);
    if (!there || isBetter(metadata, there)) {
      files.set(path, metadata);
      isNew = true;
    }
  }
  if (current !== null && !isNew) {
    return current;
  }
  return boundDocument(
    withFiles(
      {
        ...(current ?? emptyDocument(sessionId)),
        timestamp: now,
        session_id: sessionId
      },
      files
    )
  );
}

/** The document without one file; itself when it does not know the file. */
export function forgetFile(
  document: FileContextDocument,
  path: string,
  now: string
): FileContextDocument {
  const files = new Map(Object.entries(document.file_metadata));
  return files.delete(path)
    ? withFiles({ ...document, timestamp: now }, files)
    : document;
}

function emptyDocument(sessionId: string): FileContextDocument {
  return {
    version: FILE_CONTEXT_VERSION,
    timestamp: '',
    session_id: sessionId,
    validated_files: {},
    file_metadata: {},
    file_context_text: '',
    file_count: 0,
    file_list: []
  };
}

/** Whether `metadata` should take the place of `there`. */
function isBetter(metadata: FileMetadata, there: FileMetadata): boolean {
  const isPartial = metadata.partial === true;
  if (isPartial && there.partial !== true && isSameContent(metadata, there)) {
    return false;
  }
  const [time, before] = [timeOf(metadata), timeOf(there)];
  return time > before || (time === before && !isSame(metadata, there));
}

function isSameContent(a: FileMetadata, b: FileMetadata): boolean {
  return (
    a.fingerprint !== undefined &&
    a.fingerprint.size === b.fingerprint?.size &&
    a.fingerprint.mtime_ns === b.fingerprint.mtime_ns
  );
}

/** Milliseconds since 1970; 0 when it is not known, so that whoever knows it counts. */
function timeOf({ profiled_at: time }: FileMetadata): number {
  return Date.parse(time ?? '') || 0;
}

/** What was shortened to fit stands for the same whole entry. */
function isSame(metadata: FileMetadata, there: FileMetadata): boolean {
  if (there.shortened !== undefined) {
    return isSameContent(metadata, there);
  }
  return canonical(metadata) === canonical(there);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(
          Object.entries(item)
            .filter(([, field]) => field !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
        )
      : item
  );
}
