import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, filesUnder } from './lib/source-files';

const MOST_LINES = 400;

const FOLDERS = [
  'src',
  'style',
  'kernel',
  'jupyterlab_kernel_agent',
  'scripts',
  'bench',
  'ui-tests'
].filter(folder => existsSync(resolve(ROOT, folder)));

it(`no source file has more than ${MOST_LINES} lines`, () => {
  const files = filesUnder(FOLDERS, /\.(tsx?|mts|py|css|js)$|^[\w.-]+\.mjs$/);
  expect(files.length).toBeGreaterThan(50);
  const long = files
    .filter(path => !path.startsWith('jupyterlab_kernel_agent/headless/'))
    .map(path => ({
      path,
      lines: readFileSync(resolve(ROOT, path), 'utf8').split('\n').length - 1
    }))
    .filter(({ lines }) => lines > MOST_LINES);
  expect(long).toEqual([]);
});
