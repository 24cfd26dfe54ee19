import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { helperSources } from './helper-sources';

const FOLDER = 'kernel/kernel_agent_helper';

it('sends every module of the helper, as it is in the folder (else: node scripts/write-helper-sources.mjs)', async () => {
  const files = (await readdir(FOLDER, { recursive: true })).filter(name =>
    name.endsWith('.py')
  );
  const expected: Record<string, string> = {};
  for (const file of files) {
    const name = `/${file.replace(/\\/g, '/').replace(/\.py$/, '')}`
      .replace(/\/__init__$/, '')
      .replace(/\//g, '.');
    expected[`_kernel_agent_helper${name}`] = await readFile(
      `${FOLDER}/${file}`,
      'utf8'
    );
  }
  expect(helperSources).toEqual(expected);
});
