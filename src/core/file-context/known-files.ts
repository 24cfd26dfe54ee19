import { Listeners } from '../listeners';
import type { KnownFile } from './known-file';

type Patch = Partial<Omit<KnownFile, 'path'>>;

/** The files of a session as they are known at this moment; announces every change. */
export class KnownFiles {
  readonly changed = new Listeners<readonly KnownFile[]>();
  private readonly byPath = new Map<string, KnownFile>();

  get all(): readonly KnownFile[] {
    return [...this.byPath.values()];
  }

  get(path: string): KnownFile | null {
    return this.byPath.get(path) ?? null;
  }

  /** Adds a file, or changes what is known of it. */
  set(path: string, patch: Patch): KnownFile {
    const file: KnownFile = {
      ...(this.byPath.get(path) ?? unknownFile(path)),
      ...patch
    };
    this.byPath.set(path, file);
    this.changed.emit(this.all);
    return file;
  }

  delete(path: string): boolean {
    const isKnown = this.byPath.delete(path);
    if (isKnown) {
      this.changed.emit(this.all);
    }
    return isKnown;
  }
}

/** A file of which nothing but its path is known. */
export function unknownFile(path: string): KnownFile {
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    state: 'unchecked',
    profile: null,
    profiledAt: null,
    progress: null,
    reason: null
  };
}

/** Whether a profile still describes the file of this size and time. */
export function isSameFile(
  file: KnownFile | null,
  status: { readonly size?: number | null; readonly mtime_ns?: string | null }
): boolean {
  const fingerprint = file?.profile?.fingerprint;
  return (
    fingerprint !== undefined &&
    fingerprint.size === status.size &&
    fingerprint.mtime_ns === status.mtime_ns
  );
}
