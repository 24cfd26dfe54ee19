import type { Contents } from '@jupyterlab/services';
import { checkSessionId } from '../core/transcript/run';
import { sessionFolder } from './sidecar-path';
import { statusOf } from './text-file';

/** Folders inside folders that are looked into. */
const DEPTH = 8;

/**
 * Deletes the folder of one session with all that is in it; the notebook and its other sessions stay. False when there is
 * no such session. Throws `AgentError` (`session-id-invalid`), or what the server answered when it refuses.
 */
export async function removeSession(
  contents: Contents.IManager,
  notebookPath: string,
  sessionId: string
): Promise<boolean> {
  const folder = sessionFolder(notebookPath, checkSessionId(sessionId));
  const model = await contents
    .get(folder, { content: false })
    .catch(missingAsNull);
  if (model?.type !== 'directory') {
    return false;
  }
  await removeFolder(contents, folder, DEPTH);
  return true;
}

/** Some servers refuse to delete a folder that is not empty; then its files go one by one. */
async function removeFolder(
  contents: Contents.IManager,
  folder: string,
  depth: number
): Promise<void> {
  try {
    await contents.delete(folder);
    return;
  } catch (error) {
    if (statusOf(error) === 404) {
      return;
    }
    if (statusOf(error) === null || depth === 0) {
      throw error;
    }
  }
  for (const { path, isFolder } of await itemsOf(contents, folder)) {
    if (isFolder) {
      await removeFolder(contents, path, depth - 1);
    } else {
      await contents.delete(path).catch(missingAsNull);
    }
  }
  await contents.delete(folder).catch(missingAsNull);
}

async function itemsOf(
  contents: Contents.IManager,
  folder: string
): Promise<{ path: string; isFolder: boolean }[]> {
  const model = await contents.get(folder, {
    type: 'directory',
    content: true
  });
  const entries: unknown = model.content;
  return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'name' in entry
      ? [
          {
            path: `${folder}/${String(entry.name)}`,
            isFolder: 'type' in entry && entry.type === 'directory'
          }
        ]
      : []
  );
}

function missingAsNull(error: unknown): null {
  if (statusOf(error) === 404) {
    return null;
  }
  throw error;
}
