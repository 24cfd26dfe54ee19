import { LIMITS } from '../limits';
import type { FileEntry } from '../ports';
import { nameOf, namesLine } from './name-list';
import { fileSize } from './phrases';

const DATA_FILE =
  /\.(csv|tsv|txt|xlsx|xlsm|xls|ods|json|jsonl|ndjson|parquet|feather|arrow|sqlite|sqlite3|db|duckdb|docx|pdf|png|jpe?g|md|xml|ya?ml|h5|hdf5|nc|npz|npy|sav|dta|sas7bdat|geojson|shp|zip)(\.(gz|zst|bz2|xz))?$/i;

/** Whether a path ends as data files do. */
export function hasDataExtension(path: string): boolean {
  return DATA_FILE.test(path);
}

/** The files among `entries` that an analyst may want to read, by name. */
export function dataFiles(entries: readonly FileEntry[]): FileEntry[] {
  return entries
    .filter(entry => entry.kind === 'file' && hasDataExtension(entry.path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The lines that tell a model which data lies beside the notebook: all of it when `before` is null,
 * otherwise only what is new, changed or gone; empty when nothing is.
 */
export function describeNearby(
  now: readonly FileEntry[],
  before: readonly FileEntry[] | null
): string[] {
  if (before === null) {
    return now.length === 0
      ? ['Data files beside the notebook: none.']
      : ['Data files beside the notebook:', ...list(now)];
  }
  const known = new Map(before.map(file => [file.path, stamp(file)]));
  const fresh = now.filter(file => known.get(file.path) !== stamp(file));
  const paths = new Set(now.map(file => file.path));
  const gone = [...known.keys()].filter(path => !paths.has(path));
  const lines: string[] = [];
  if (fresh.length > 0) {
    lines.push(
      'Data files beside the notebook, new or changed since the last turn:',
      ...list(fresh)
    );
  }
  return [
    ...lines,
    ...namesLine('Data files gone since the last turn', gone.map(nameOf))
  ];
}

function stamp(file: FileEntry): string {
  return `${file.size} ${file.modified}`;
}

function list(files: readonly FileEntry[]): string[] {
  const shown = files
    .slice(0, LIMITS.nearbyFiles)
    .map(
      file =>
        `- ${nameOf(file.path)}${file.size === null ? '' : ` (${fileSize(file.size)})`}`
    );
  const more = files.length - shown.length;
  return more > 0 ? [...shown, `- … and ${more} more files`] : shown;
}
