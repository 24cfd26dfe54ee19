import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import { LIMITS } from '../core/limits';
import { plainPath } from '../core/paths';
import { statusOf } from '../jupyter/text-file';

/** Extensions of files that JupyterLab's text editor, which takes everything, cannot show. */
const BINARY =
  /\.(pptx?|docx?|xlsx?|xlsm|odp|ods|odt|parquet|feather|arrow|orc|npy|npz|pkl|pickle|joblib|h5|hdf5|db|sqlite|duckdb|zip|gz|tgz|bz2|xz|zst|7z|tar|dta|sav|sas7bdat|pt|onnx|mp3|mp4|wav|bin)$/i;

const PICTURE_TYPES: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  jpg: 'image/jpeg'
};

/** Whether JupyterLab, with the extensions that it has, shows files of this name. */
export function hasViewer(registry: DocumentRegistry, path: string): boolean {
  const [preferred] = registry.preferredWidgetFactories(path);
  // Without an editor there is none, whatever its type says.
  const editor: DocumentRegistry.WidgetFactory | undefined =
    registry.defaultWidgetFactory('');
  return (
    preferred !== undefined &&
    (preferred.name !== editor?.name || !BINARY.test(path))
  );
}

/**
 * Which files are no longer there. Each of their folders is listed once; of files in folders that cannot be listed, or
 * that the server hides, nothing is said.
 *
 * @param directory the folder that `paths` are relative to
 */
export async function findGone(
  contents: Contents.IManager,
  directory: string,
  paths: readonly string[]
): Promise<ReadonlySet<string>> {
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    const full = fullPath(directory, path);
    if (full !== null && !/(^|\/)\./.test(full)) {
      const folder = full.slice(0, Math.max(0, full.lastIndexOf('/')));
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
    }
  }
  const gone = await Promise.all(
    [...byFolder].map(async ([folder, inside]) => {
      const names = await namesIn(contents, folder);
      return names === null
        ? []
        : inside.filter(
            path => !names.has(path.slice(path.lastIndexOf('/') + 1))
          );
    })
  );
  return new Set(gone.flat());
}

/** A file's place on the server; null for what lies outside its root. */
export function fullPath(directory: string, path: string): string | null {
  const full = plainPath(
    path.startsWith('/')
      ? path
      : directory === ''
        ? path
        : `${directory}/${path}`
  );
  return full.startsWith('/') || full.split('/')[0] === '..' ? null : full;
}

/** What is in a picture. Throws a sentence when it is larger than is shown, or not there. */
export async function readPicture(
  contents: Contents.IManager,
  path: string
): Promise<Blob> {
  const { size } = await metadata(contents, path);
  if ((size ?? 0) > LIMITS.shownPictureBytes) {
    throw new Error('The picture is too large to be shown here; download it.');
  }
  const model = await contents.get(path, {
    type: 'file',
    format: 'base64',
    content: true
  });
  const bytes = Uint8Array.from(atob(String(model.content)), character =>
    character.charCodeAt(0)
  );
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return new Blob([bytes], {
    type: PICTURE_TYPES[extension] ?? `image/${extension}`
  });
}

/** Lets the browser download a file. */
export async function download(
  contents: Contents.IManager,
  path: string
): Promise<void> {
  // A page with an error would be downloaded instead.
  await metadata(contents, path);
  const link = document.createElement('a');
  link.href = await contents.getDownloadUrl(path);
  link.download = path.slice(path.lastIndexOf('/') + 1);
  document.body.append(link);
  link.click();
  link.remove();
}

async function metadata(
  contents: Contents.IManager,
  path: string
): Promise<Contents.IModel> {
  try {
    return await contents.get(path, { type: 'file', content: false });
  } catch (error) {
    throw statusOf(error) === 404
      ? new Error('The file is no longer there.', { cause: error })
      : error;
  }
}

/** Names in a folder; none when it is gone itself, null when it cannot be listed. */
async function namesIn(
  contents: Contents.IManager,
  folder: string
): Promise<ReadonlySet<string> | null> {
  try {
    const model = await contents.get(folder, {
      type: 'directory',
      content: true
    });
    const entries: unknown = model.content;
    return Array.isArray(entries)
      ? new Set(entries.map((entry: { name?: unknown }) => String(entry.name)))
      : null;
  } catch (error) {
    return statusOf(error) === 404 ? new Set() : null;
  }
}
