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
  const format = formatOf(text);
  if (format === null) {
    throw new UsageError(`${shown} is not a notebook.`);
  }
  if (format > NEWEST_FORMAT) {
    throw new UsageError(
      `${shown} is a notebook of format ${format}, which is not known yet.`
    );
  }
}

/** The newest major version of nbformat. */
const NEWEST_FORMAT = 4;

/** Major version of a notebook's format; null for what is none. Cells lay in worksheets until version 4. */
function formatOf(text: string): number | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return typeof value === 'object' &&
    value !== null &&
    'nbformat' in value &&
    typeof value.nbformat === 'number' &&
    ('cells' in value || 'worksheets' in value)
    ? value.nbformat
    : null;
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
