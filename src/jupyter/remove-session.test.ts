import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contents, ContentsManager } from '@jupyterlab/services';
import { ServerConnection } from '@jupyterlab/services';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { testContents } from '../testing/services';
import { removeSession } from './remove-session';

let contents: ContentsManager;
let folder: string;
let count = 0;

beforeEach(async () => {
  count += 1;
  folder = `cleanup ${count}`;
  contents = testContents();
  for (const session of ['main', 'other']) {
    const outputs = join(root(), 'sales.agent', session, 'outputs');
    await mkdir(outputs, { recursive: true });
    await writeFile(join(outputs, 'a.png'), 'x');
    await writeFile(join(outputs, '..', 'file_context.json'), '{}');
  }
  await writeFile(join(root(), 'sales.ipynb'), '{}');
});

afterEach(() => contents.dispose());

function root(): string {
  return join(inject('jupyterRoot'), folder);
}

async function sessions(): Promise<string[]> {
  const names = await readdir(join(root(), 'sales.agent'));
  // Jupyter keeps a hidden folder for checkpoints wherever a file was deleted.
  return names.filter(name => !name.startsWith('.'));
}

/** The real manager, which deletes no folder that is not empty. */
function refusing(): Contents.IManager {
  return new Proxy<Contents.IManager>(contents, {
    get(target, key) {
      if (key === 'delete') {
        return async (path: string) => {
          const model = await contents.get(path);
          if (model.type === 'directory' && model.content.length > 0) {
            throw new ServerConnection.ResponseError(
              new Response('', { status: 400 }),
              `Directory ${path} not empty`
            );
          }
          await contents.delete(path);
        };
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    }
  });
}

it('R78 deletes the folder of one session only', async () => {
  const notebook = `${folder}/sales.ipynb`;
  expect(await removeSession(contents, notebook, 'main')).toBe(true);
  expect(await sessions()).toEqual(['other']);
  expect(await readdir(root())).toContain('sales.ipynb');
});

it('R78 does so file by file where folders that are not empty may not be deleted', async () => {
  const notebook = `${folder}/sales.ipynb`;
  expect(await removeSession(refusing(), notebook, 'main')).toBe(true);
  expect(await sessions()).toEqual(['other']);
});

it('R78 a session that is not there is none', async () => {
  const notebook = `${folder}/sales.ipynb`;
  expect(await removeSession(contents, notebook, 'absent')).toBe(false);
  expect(await removeSession(contents, `${folder}/x.ipynb`, 'main')).toBe(
    false
  );
  expect(await sessions()).toHaveLength(2);
});

it.each(['', '..', '../sales', 'a/b', '.', 'main/..'])(
  'R34 refuses %j, so that nothing else is deleted',
  async id => {
    await expect(
      removeSession(contents, `${folder}/sales.ipynb`, id)
    ).rejects.toMatchObject({ code: 'session-id-invalid' });
    expect(await sessions()).toHaveLength(2);
  }
);
