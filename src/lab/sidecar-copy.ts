import type { Contents } from '@jupyterlab/services';
import * as z from 'zod';
import { makeFolder, statusOf } from '../jupyter/text-file';

/** How Jupyter Server names a duplicate: `sales.ipynb` becomes `sales-Copy1.ipynb`. */
const DUPLICATE = /^(.+)-Copy\d+(\.ipynb)$/;

/** The notebook that `path` is a duplicate of, by its name; null when it is none. */
export function duplicateOf(path: string): string | null {
  const match = DUPLICATE.exec(path);
  return match ? `${match[1]}${match[2]}` : null;
}

/** Throws what the server answered, unless that is that there is none. */
export async function folderExists(
  contents: Contents.IManager,
  path: string
): Promise<boolean> {
  try {
    await contents.get(path, { content: false });
    return true;
  } catch (error) {
    if (statusOf(error) === 404) {
      return false;
    }
    throw error;
  }
}

const EntriesSchema = z.array(
  z.looseObject({ name: z.string(), path: z.string(), type: z.string() })
);

/** Copies a folder with everything in it. Throws what the server answered. */
export async function copyFolder(
  contents: Contents.IManager,
  source: string,
  target: string
): Promise<void> {
  const model = await contents.get(source, {
    type: 'directory',
    content: true
  });
  await makeFolder(contents, target);
  for (const entry of EntriesSchema.parse(model.content)) {
    if (entry.type === 'directory') {
      await copyFolder(contents, entry.path, `${target}/${entry.name}`);
    } else {
      await contents.copy(entry.path, target);
    }
  }
}
