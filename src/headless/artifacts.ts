import type { FileEntry } from '../core/ports';

/** A file that a turn wrote or changed. */
export interface Artifact {
  readonly filename: string;
  readonly path: string;
  readonly size_kb: number;
  /** ISO 8601. */
  readonly modified: string;
  readonly extension: string;
}

/** Files that are new or other than before, the newest first; notebooks and folders are none of them. */
export function writtenFiles(
  before: readonly FileEntry[],
  after: readonly FileEntry[]
): Artifact[] {
  const known = new Map(before.map(file => [file.path, stamp(file)]));
  return after
    .filter(
      file =>
        file.kind === 'file' &&
        !file.path.endsWith('.ipynb') &&
        known.get(file.path) !== stamp(file)
    )
    .map(file => ({
      filename: file.path.slice(file.path.lastIndexOf('/') + 1),
      path: file.path,
      size_kb: Math.round((file.size ?? 0) / 10.24) / 100,
      modified: file.modified,
      extension: /\.[^.]+$/.exec(file.path)?.[0] ?? ''
    }))
    .sort((a, b) => (a.modified < b.modified ? 1 : -1));
}

function stamp(file: FileEntry): string {
  return `${file.size} ${file.modified}`;
}
