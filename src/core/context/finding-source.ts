import { filesNamedIn } from '../file-context/opened-files';
import type { KnownFile } from '../file-context/known-file';
import type { Entry } from '../transcript/entries';
import { executedCode } from '../transcript/executed-code';

/** What a finding rests on, as known when it is noted. */
export interface FindingSource {
  /** The code that was run last; null when none was. */
  readonly code: string | null;
  readonly files: readonly { path: string; sha256: string | null }[];
}

/** The code and the files behind what is in memory now: files that the code of this run names, or all if it names none. */
export function findingSource(
  entries: readonly Entry[],
  files: readonly KnownFile[]
): FindingSource {
  const codes = executedCode(entries).map(({ code }) => code);
  const known = files.filter(file => file.profile !== null);
  const named = new Set(
    filesNamedIn(
      codes.join('\n'),
      known.map(file => file.path)
    )
  );
  const behind =
    named.size > 0 ? known.filter(file => named.has(file.path)) : known;
  return {
    code: codes.at(-1) ?? null,
    files: behind.slice(0, 10).map(({ path, profile }) => ({
      path,
      sha256: profile?.fingerprint.sha256 ?? null
    }))
  };
}
