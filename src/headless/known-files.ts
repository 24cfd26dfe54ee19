import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type {
  FileContextDocument,
  FileMetadata
} from '../core/file-context/document';

/** A data file that a session knows. */
export interface KnownFileReport {
  /** Relative to the notebook's folder. */
  readonly path: string;
  readonly type: string;
  readonly size_mb: number;
  /** Null when it is no table. */
  readonly rows: number | null;
  readonly columns: readonly string[];
  /** ISO 8601; null in a context that something else wrote. */
  readonly profiled_at: string | null;
  /** Whether the file is still as it was read. */
  readonly state: 'unchanged' | 'changed' | 'gone' | 'unknown';
}

/** The files of a context, compared with what lies beside the notebook now. */
export function knownFiles(
  { file_metadata: files }: FileContextDocument,
  notebook: string
): Promise<KnownFileReport[]> {
  const folder = dirname(resolve(notebook));
  return Promise.all(
    Object.entries(files).map(async ([path, metadata]) => ({
      path,
      type: metadata.type,
      size_mb: metadata.size_mb,
      rows: metadata.rows ?? null,
      columns: metadata.columns ?? [],
      profiled_at: metadata.profiled_at ?? null,
      state: await stateOf(resolve(folder, path), metadata)
    }))
  );
}

/** The same rule as for a turn: another size, or another time and then another hash. */
async function stateOf(
  path: string,
  { fingerprint }: FileMetadata
): Promise<KnownFileReport['state']> {
  const now = await stat(path, { bigint: true }).catch(() => null);
  if (!now) {
    return 'gone';
  }
  if (!fingerprint || !now.isFile()) {
    return 'unknown';
  }
  if (Number(now.size) !== fingerprint.size) {
    return 'changed';
  }
  return String(now.mtimeNs) === fingerprint.mtime_ns ||
    (await sha256(path)) === fingerprint.sha256
    ? 'unchanged'
    : 'changed';
}

async function sha256(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex');
  } catch {
    return null;
  }
}
