import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UsageError } from '../usage-error';
import type { NotebookDocument } from './document';
import { NotSavedError } from './not-saved-error';
import { LocalTarget } from './target';

const NOTEBOOK: NotebookDocument = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: []
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kernel-agent-target-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('replaces a file at once, with its permissions, and leaves nothing else', async () => {
  const path = join(folder, 'nb.ipynb');
  await writeFile(path, 'before');
  await chmod(path, 0o640);
  await new LocalTarget(path).save(NOTEBOOK);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(NOTEBOOK);
  expect((await stat(path)).mode & 0o777).toBe(0o640);
  expect(await readdir(folder)).toEqual(['nb.ipynb']);
});

it('writes where a link points to', async () => {
  await mkdir(join(folder, 'elsewhere'));
  const real = join(folder, 'elsewhere', 'real.ipynb');
  await writeFile(real, 'before');
  await symlink(real, join(folder, 'nb.ipynb'));
  await new LocalTarget(join(folder, 'nb.ipynb')).save(NOTEBOOK);
  expect(await readlink(join(folder, 'nb.ipynb'))).toBe(real);
  expect(await readFile(real, 'utf8')).toContain('"nbformat": 4');
});

it('says before anything is run that a place is none', async () => {
  await expect(new LocalTarget(folder).check()).rejects.toThrow(UsageError);
  await expect(
    new LocalTarget(join(folder, 'no', 'nb.ipynb')).check()
  ).rejects.toThrow('There is no folder');
  await expect(
    new LocalTarget(join(folder, 'nb.ipynb')).check()
  ).resolves.toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

it('says why it could not write, and leaves nothing half', async () => {
  const path = join(folder, 'nb.ipynb');
  await mkdir(join(path, 'inside'), { recursive: true });
  const target = new LocalTarget(path);
  await expect(target.save(NOTEBOOK)).rejects.toThrow(NotSavedError);
  await expect(target.save(NOTEBOOK)).rejects.toThrow('cannot be written');
  expect(await readdir(folder)).toEqual(['nb.ipynb']);
});
