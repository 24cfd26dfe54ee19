import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { helperSources } from './helper-sources';

const FOLDER = 'kernel/kernel_agent_helper';

it('sends every module of the helper, as it is in the folder', async () => {
  const files = (await readdir(FOLDER)).filter(name => name.endsWith('.py'));
  const expected: Record<string, string> = {};
  for (const file of files) {
    const module = file.replace(/\.py$/, '');
    const name =
      module === '__init__'
        ? '_kernel_agent_helper'
        : `_kernel_agent_helper.${module}`;
    expected[name] = await readFile(`${FOLDER}/${file}`, 'utf8');
  }
  expect(helperSources).toEqual(expected);
});
