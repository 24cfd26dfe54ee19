import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseDocument } from '../core/file-context/document-format';
import type { FileContextDocument } from '../core/file-context/document';
import { decodeTranscript } from '../core/transcript/codec';
import { checkSessionId } from '../core/transcript/run';
import { sessionFolder, sidecarFolder } from '../jupyter/sidecar-path';
import { checkLocalNotebook } from './local-paths';

/** What is known of a session from its folder alone. */
export interface SessionFacts {
  readonly session: string;
  readonly turns: number;
  /** Time of the last entry, ISO 8601; null when there is none. */
  readonly last: string | null;
  /** Data files that it knows. */
  readonly files: number;
}

/** The folder of a session beside a notebook of this machine. Throws `UsageError`, and `AgentError` for a wrong id. */
export async function localSession(
  notebook: string,
  session: string
): Promise<string> {
  checkSessionId(session);
  await checkLocalNotebook(resolve(notebook), notebook);
  return sessionFolder(resolve(notebook), session);
}

/** The newest session log; null when there is none. The run id at the head of its name sorts by time. */
export async function newestLog(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter(name => name.endsWith('_session.txt'))
    .sort()
    .at(-1);
  return newest === undefined ? null : readFile(join(folder, newest), 'utf8');
}

/** The file context of a session; null when there is none that can be read. */
export async function savedContext(
  folder: string
): Promise<FileContextDocument | null> {
  const path = join(folder, 'file_context.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : parseDocument(text);
}

/** The sessions of a notebook, the one that was used last at the head. Throws `UsageError`. */
export async function localSessions(notebook: string): Promise<SessionFacts[]> {
  await checkLocalNotebook(resolve(notebook), notebook);
  const sidecar = sidecarFolder(resolve(notebook));
  const entries = await readdir(sidecar, { withFileTypes: true }).catch(
    () => []
  );
  const found = await Promise.all(
    entries
      .filter(entry => entry.isDirectory())
      .map(entry => sessionFacts(sidecar, entry.name))
  );
  return found
    .filter(facts => facts !== null)
    .sort((a, b) => ((a.last ?? '') < (b.last ?? '') ? 1 : -1));
}

async function sessionFacts(
  sidecar: string,
  session: string
): Promise<SessionFacts | null> {
  const folder = join(sidecar, session);
  const path = join(folder, 'transcript.jsonl');
  const text = await readFile(path, 'utf8').catch(() => null);
  const context = await savedContext(folder);
  if (text === null && context === null) {
    return null;
  }
  const { entries } = decodeTranscript(text ?? '');
  const turns = new Set(
    entries.flatMap(entry => (entry.kind === 'turn' ? [entry.turn] : []))
  );
  return {
    session,
    turns: turns.size,
    last: entries.at(-1)?.ts ?? null,
    files: context?.file_count ?? 0
  };
}
