import type { KnownFile } from '../file-context/known-file';
import { contentOf } from '../file-context/told-files';
import type { Entry } from '../transcript/entries';
import { executedCode } from '../transcript/executed-code';

/** What the numbers of a deck may have come from, for its speaker notes. */
export interface ReportSources {
  /** Code of the run that was executed, oldest first. */
  readonly sources: readonly { readonly turn: number; readonly code: string }[];
  /** Data files of the session and the hash of their content, where it is known. */
  readonly files: readonly {
    readonly path: string;
    readonly sha256: string | null;
  }[];
}

/** Which content each data file has, to tell later whether that is another. */
export function reportFiles(
  files: readonly KnownFile[]
): { path: string; content: string }[] {
  return files.flatMap(({ path, profile }) =>
    profile ? [{ path, content: contentOf(profile) }] : []
  );
}

/** Code sent along at most, newest first: what a variable came from is mostly near. */
const CHARACTERS = 200_000;

export function reportSources(
  entries: readonly Entry[],
  files: readonly KnownFile[]
): ReportSources {
  let room = CHARACTERS;
  const sources = executedCode(entries)
    .reverse()
    .filter(({ code }) => (room -= code.length) >= 0)
    .reverse();
  return {
    sources,
    files: files.flatMap(({ path, profile }) =>
      profile ? [{ path, sha256: profile.fingerprint.sha256 ?? null }] : []
    )
  };
}
