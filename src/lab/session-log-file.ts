import type { Contents } from '@jupyterlab/services';

/**
 * Path of the newest session log in a session's folder; null when nothing was asked yet. The run id at the head of a
 * log's name sorts by time.
 */
export async function newestSessionLog(
  contents: Contents.IManager,
  folder: string
): Promise<string | null> {
  try {
    const model = await contents.get(folder, {
      type: 'directory',
      content: true
    });
    const entries: unknown = model.content;
    const names = Array.isArray(entries)
      ? entries.map((entry: { name?: unknown }) => String(entry.name))
      : [];
    const newest = names
      .filter(name => name.endsWith('_session.txt'))
      .sort()
      .at(-1);
    return newest === undefined ? null : `${folder}/${newest}`;
  } catch {
    return null;
  }
}
