import type { Contents } from '@jupyterlab/services';

/**
 * Whether a contents manager appends when it is sent a chunk other than the first: Jupyter Server's
 * `LargeFileManager` does, by writing `ab`; a manager that ignores `chunk` would *overwrite* the file. So it is tried
 * on a scratch file first. Throws what the server answered when the folder cannot be written to at all.
 * @param folder an existing folder
 * @param name of the scratch file, unique to this page
 */
export async function canAppend(
  contents: Contents.IManager,
  folder: string,
  name: string
): Promise<boolean> {
  const path = `${folder}/${name}`;
  await contents.save(path, { type: 'file', format: 'text', content: 'a' });
  try {
    const appended = await appendText(contents, path, 'b');
    const whole = await contents.get(path, {
      type: 'file',
      format: 'text',
      content: true
    });
    return whole.content === 'ab' && appended.size === 2;
  } catch {
    return false;
  } finally {
    await contents.delete(path).catch(() => undefined);
  }
}

/** Appends by sending a chunk in the middle of an upload. Resolves with the file's model, which tells its new size. */
export function appendText(
  contents: Contents.IManager,
  path: string,
  text: string
): Promise<Contents.IModel> {
  return contents.save(path, {
    type: 'file',
    format: 'text',
    content: text,
    chunk: 2
  });
}
