import {
  dataPathsIn,
  filesNamedIn,
  isWrittenIn
} from '../file-context/opened-files';
import { dataFiles } from '../context/nearby-files';
import type { Files } from '../ports';
import { executedCode } from '../transcript/executed-code';
import type { TurnServices } from './turn-services';

/** Code of a later turn that opens a file which is known already, to verify something for instance: it is allowed, and shown. */
export async function noteOpenedFiles(
  services: TurnServices,
  turn: number,
  code: string
): Promise<void> {
  const { journal, sessionFiles } = services;
  const known = sessionFiles.files
    .filter(file => file.profile !== null)
    .map(file => file.path);
  const opened = filesNamedIn(code, known).filter(
    path => !isWrittenIn(code, path)
  );
  if (opened.length === 0) {
    return;
  }
  const earlier = executedCode(journal.entries)
    .filter(each => each.turn < turn)
    .map(each => each.code)
    .join('\n');
  const again = filesNamedIn(earlier, opened);
  if (again.length > 0) {
    await journal.write({
      kind: 'files',
      turn,
      files: again.map(path => ({ path, state: 'opened' }))
    });
  }
}

/** Files that the turn's code read without a description: the context knows them from now on. Never throws. */
export async function keepNewFiles(
  services: TurnServices & { readonly files: Files },
  turn: number,
  codes: readonly string[],
  signal: AbortSignal
): Promise<void> {
  const { journal, turnFiles } = services;
  if (codes.length === 0) {
    return;
  }
  const all = codes.join('\n');
  const nearby = dataFiles(await services.files.nearby());
  const paths = new Set([
    ...filesNamedIn(
      all,
      nearby.map(file => file.path)
    ),
    ...dataPathsIn(all)
  ]);
  try {
    const events = await turnFiles.discover(
      [...paths].filter(path => !isWrittenIn(all, path)),
      signal
    );
    if (events.length > 0) {
      await journal.write({ kind: 'files', turn, files: events });
    }
  } catch {
    // The kernel went away, or somebody pressed Stop: the files are read when they are next in play.
  }
}
