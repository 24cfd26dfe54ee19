import type { Subscribable } from '../listeners';
import type { FileProfile } from './profile';

/** `fresh`: the profile is that of the file as it is now. `partial`: fresh, but only schema and preview. */
export type FileState =
  | 'unchecked'
  | 'profiling'
  | 'fresh'
  | 'partial'
  | 'changed'
  | 'gone'
  | 'failed';

export interface ProfilingProgress {
  /** 0 to 1; null while nobody can tell. */
  readonly fraction: number | null;
  /** Rows read so far. */
  readonly rows: number | null;
  /** When it began, milliseconds since 1970. */
  readonly since: number;
}

/** A data file that a session knows, or is getting to know. */
export interface KnownFile {
  /** Relative to the notebook's folder. */
  readonly path: string;
  /** Short and unique among the session's files. */
  readonly name: string;
  readonly state: FileState;
  /** The newest profile there is, also while a new one is made; null before the first. */
  readonly profile: FileProfile | null;
  /** ISO 8601; null before the first profile. */
  readonly profiledAt: string | null;
  readonly progress: ProfilingProgress | null;
  /** Why it could not be profiled, in a sentence. */
  readonly reason: string | null;
}

/** What a session knows of data files, as panels and commands use it. */
export interface FileContextView {
  /** By the time they became known. */
  readonly files: readonly KnownFile[];
  readonly changed: Subscribable<readonly KnownFile[]>;
  /** Looks whether the known files are still as they were; reads no content. Never throws. */
  refresh(): Promise<void>;
  /**
   * Profiles a file unless it is known and unchanged; `again` reads it in any case.
   * Throws `AgentError` (`file-not-profiled`, `kernel-*`, `stopped`).
   */
  profile(path: string, again?: boolean): Promise<KnownFile>;
  /** Stops profiling: what was found so far stays, marked as partial. */
  stop(path: string): void;
  /** Forgets a file; the file itself stays where it is. False when it was not known. */
  forget(path: string): Promise<boolean>;
}
