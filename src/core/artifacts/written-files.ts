import * as z from 'zod';
import { pathsWrittenBelow } from '../file-context/opened-files';
import { LIMITS } from '../limits';
import { isOwnFile } from '../paths';
import type { FileEntry, Files, Kernel } from '../ports';
import type { Journal, NewEntry } from '../transcript/journal';
import { newestFirst } from './artifact';

const StatusSchema = z.looseObject({
  files: z.array(
    z.looseObject({
      path: z.string(),
      kind: z.string(),
      size: z.number().nullable(),
      mtime_ns: z.string().nullable()
    })
  )
});

/**
 * Files that are new or other than before. Notebooks are none of them: they are saved all the time, by people too.
 * @param before what lay there then
 */
export function writtenFiles(
  before: readonly FileEntry[],
  after: readonly FileEntry[]
): FileEntry[] {
  const known = new Map(before.map(file => [file.path, stamp(file)]));
  return after.filter(
    file =>
      file.kind === 'file' &&
      !file.path.endsWith('.ipynb') &&
      !isOwnFile(file.path) &&
      known.get(file.path) !== stamp(file)
  );
}

function stamp(file: FileEntry): string {
  return `${file.size} ${file.modified}`;
}

/**
 * Writes down which files a turn left behind: what changed beside the notebook, and what its code wrote in folders below.
 * Never throws.
 * @param before null when nobody looked before the turn failed
 */
export async function recordArtifacts(
  services: {
    readonly files: Files;
    readonly kernel: Kernel;
    readonly journal: Journal;
  },
  turn: number,
  before: readonly FileEntry[] | null,
  codes: readonly string[]
): Promise<void> {
  if (before === null) {
    return;
  }
  const beside = writtenFiles(before, await services.files.nearby());
  const below = await writtenBelow(services.kernel, codes.join('\n'));
  const written = [...beside, ...below];
  const newest = new Set(
    [...written].sort(newestFirst).slice(0, LIMITS.artifactsPerTurn)
  );
  const kept = written.filter(file => newest.has(file));
  await services.journal.writeAll([
    ...kept.map(({ path, size, modified }): NewEntry => ({
      kind: 'artifact',
      turn,
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      size,
      modified
    })),
    ...moreThan(kept.length, written.length, turn)
  ]);
}

function moreThan(kept: number, written: number, turn: number): NewEntry[] {
  return kept === written
    ? []
    : [
        {
          kind: 'notice',
          turn,
          level: 'info',
          text: `This turn wrote ${written} files. The newest ${kept} are listed.`
        }
      ];
}

/** The contents API lists one folder; files in others are known by the names that code gives them. */
async function writtenBelow(
  kernel: Kernel,
  code: string
): Promise<FileEntry[]> {
  const paths = pathsWrittenBelow(code).slice(0, LIMITS.pathsLookedUp);
  if (paths.length === 0 || kernel.state.status !== 'idle') {
    return [];
  }
  try {
    const { files } = StatusSchema.parse(
      await kernel.callHelper(
        'file_status',
        { paths },
        new AbortController().signal
      )
    );
    return files.flatMap(({ path, kind, size, mtime_ns }) =>
      kind === 'file'
        ? [
            {
              path,
              kind: 'file' as const,
              size,
              modified: new Date(Number(mtime_ns ?? 0) / 1e6).toISOString()
            }
          ]
        : []
    );
  } catch {
    return [];
  }
}
