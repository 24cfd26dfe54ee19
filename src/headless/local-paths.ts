import { access, readFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { UsageError } from './usage-error';

/** Throws `UsageError` when there is no notebook at `file`, before anything is started for it. */
export async function checkLocalNotebook(
  file: string,
  shown: string
): Promise<void> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`There is no notebook ${shown}.`);
  }
  if (!isNotebook(text)) {
    throw new UsageError(`${shown} is not a notebook.`);
  }
}

/** Cells lay in worksheets until the format of 2015; the server converts those. */
function isNotebook(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return (
      typeof value === 'object' &&
      value !== null &&
      'nbformat' in value &&
      ('cells' in value || 'worksheets' in value)
    );
  } catch {
    return false;
  }
}

/**
 * Files as the notebook sees them: relative to its folder, `/` separated. They are given from where the person is, or
 * from the notebook's folder. Throws `UsageError` for those that do not exist.
 */
export async function localFiles(
  files: readonly string[],
  notebook: string
): Promise<string[]> {
  const folder = dirname(resolve(notebook));
  return Promise.all(
    files.map(async file => {
      for (const path of [resolve(file), resolve(folder, file)]) {
        if (await exists(path)) {
          return relative(folder, path).split(sep).join('/');
        }
      }
      throw new UsageError(`There is no file ${file}.`);
    })
  );
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false
  );
}
