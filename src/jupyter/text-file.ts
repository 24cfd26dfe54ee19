import { ServerConnection, type Contents } from '@jupyterlab/services';

export interface TextFile {
  readonly text: string;
  /** Bytes on disk; null when the manager does not tell. */
  readonly size: number | null;
  readonly lastModified: string;
}

/**
 * Reads a text file; null when there is none. Bytes that are no UTF-8 are replaced, so that one damaged line does not
 * hide the others. Throws what the server answered otherwise.
 */
export async function readTextFile(
  contents: Contents.IManager,
  path: string
): Promise<TextFile | null> {
  try {
    const model = await contents.get(path, {
      type: 'file',
      format: 'text',
      content: true
    });
    return toTextFile(model, String(model.content ?? ''));
  } catch (error) {
    if (statusOf(error) === 404) {
      return null;
    }
    if (statusOf(error) !== 400) {
      throw error;
    }
    const model = await contents.get(path, {
      type: 'file',
      format: 'base64',
      content: true
    });
    const binary = atob(String(model.content ?? '').replace(/\s/g, ''));
    const bytes = Uint8Array.from(binary, character => character.charCodeAt(0));
    return toTextFile(model, new TextDecoder().decode(bytes));
  }
}

function toTextFile(model: Contents.IModel, text: string): TextFile {
  return { text, size: model.size ?? null, lastModified: model.last_modified };
}

/** The HTTP status that made a contents request fail; null when no answer came at all. */
export function statusOf(error: unknown): number | null {
  return error instanceof ServerConnection.ResponseError
    ? error.response.status
    : null;
}

/** Makes a folder and those above it. Folders that are there already stay as they are. */
export async function ensureFolder(
  contents: Contents.IManager,
  folder: string,
  below: string
): Promise<void> {
  const missing = folder.slice(below.length).split('/').filter(Boolean);
  let path = below;
  for (const name of missing) {
    path = path === '' || path.endsWith(':') ? path + name : `${path}/${name}`;
    await makeFolder(contents, path);
  }
}

/** Another tab may make the same folder in the same moment, which the server reports as a failure. */
export async function makeFolder(
  contents: Contents.IManager,
  path: string
): Promise<void> {
  try {
    await contents.save(path, { type: 'directory' });
  } catch (error) {
    const there = await contents
      .get(path, { content: false })
      .catch(() => null);
    if (there?.type !== 'directory') {
      throw error;
    }
  }
}

/** Why the sidecar could not be written, in a sentence for the user. */
export function writeProblem(error: unknown): string {
  const status = statusOf(error);
  if (status === null) {
    return 'the Jupyter server cannot be reached';
  }
  if (status === 403 || status === 401) {
    return "the notebook's folder is read-only";
  }
  return `the Jupyter server refused to write (${status}${error instanceof Error ? `, ${error.message}` : ''})`;
}
