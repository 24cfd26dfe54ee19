import type { Contents } from '@jupyterlab/services';
import type { FileContextDocument } from '../core/file-context/document';
import { LIMITS } from '../core/limits';
import type { Clock } from '../core/ports';
import { FileContextFile } from './file-context-file';
import { parentFolder } from './sidecar-path';

/**
 * File contexts of the other sessions in the sidecar that `folder` lies in, newest first. Never throws: what cannot be
 * read is left out.
 * @param folder of one session
 */
export async function siblingContexts(
  contents: Contents.IManager,
  clock: Clock,
  folder: string
): Promise<FileContextDocument[]> {
  const folders = await siblingFolders(contents, folder).catch(() => []);
  const found = await Promise.all(
    folders.map(({ path }) =>
      new FileContextFile(contents, clock, () => path)
        .read()
        .then(({ document }) => named(document, path))
        .catch(() => null)
    )
  );
  return found
    .filter(document => document !== null)
    .sort((a, b) => timeOf(b.timestamp) - timeOf(a.timestamp));
}

interface Folder {
  readonly path: string;
  readonly modified: number;
}

async function siblingFolders(
  contents: Contents.IManager,
  folder: string
): Promise<Folder[]> {
  const sidecar = parentFolder(folder);
  const model = await contents.get(sidecar, {
    type: 'directory',
    content: true
  });
  const entries: unknown = model.content;
  return (Array.isArray(entries) ? entries : [])
    .map(entry => toFolder(sidecar, entry))
    .filter(found => found !== null)
    .filter(({ path }) => path !== folder)
    .sort((a, b) => b.modified - a.modified)
    .slice(0, LIMITS.siblingSessions);
}

function toFolder(sidecar: string, value: unknown): Folder | null {
  if (
    typeof value !== 'object' ||
    value === null ||
    !('name' in value && 'type' in value) ||
    value.type !== 'directory'
  ) {
    return null;
  }
  const modified = 'last_modified' in value ? value.last_modified : '';
  return {
    path: `${sidecar}/${String(value.name)}`,
    modified: timeOf(typeof modified === 'string' ? modified : '')
  };
}

/** A document that does not say whose it is, is that of its folder. */
function named(
  document: FileContextDocument | null,
  folder: string
): FileContextDocument | null {
  return document && document.session_id === ''
    ? { ...document, session_id: folder.slice(folder.lastIndexOf('/') + 1) }
    : document;
}

function timeOf(text: string): number {
  return Date.parse(text) || 0;
}
