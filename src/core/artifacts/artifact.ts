/** A file that a session's turns wrote or changed. */
export interface Artifact {
  readonly filename: string;
  /** Relative to the notebook's folder. */
  readonly path: string;
  readonly size_kb: number;
  /** ISO 8601. */
  readonly modified: string;
  /** With its dot, in lower case; empty when there is none. */
  readonly extension: string;
}

/** An artifact as the session knows it. */
export interface SessionArtifact extends Artifact {
  /** The turn that wrote it last. */
  readonly turn: number;
  readonly phase: string | null;
}

/** Newest first; of the same moment, by path. */
export function newestFirst(
  a: Pick<Artifact, 'path' | 'modified'>,
  b: Pick<Artifact, 'path' | 'modified'>
): number {
  return (
    Date.parse(b.modified) - Date.parse(a.modified) ||
    (a.path < b.path ? -1 : 1)
  );
}
