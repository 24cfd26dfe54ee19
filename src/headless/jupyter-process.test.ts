import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { serversOn } from '../testing/processes';
import { startJupyter } from './jupyter-process';

const options = { root: tmpdir(), token: 't' };

it('says what is wrong when there is no Jupyter', async () => {
  await expect(
    startJupyter({ ...options, program: 'jupyter-that-is-not-there' })
  ).rejects.toMatchObject({
    code: 'kernel-unavailable',
    message: 'The Jupyter server could not be started.',
    detail: expect.stringContaining('ENOENT')
  });
});

it('says what it printed when it ends at once', async () => {
  await expect(
    startJupyter({ ...options, more: ['--ServerApp.port=not-a-number'] })
  ).rejects.toMatchObject({
    code: 'kernel-unavailable',
    detail: expect.stringContaining('not-a-number')
  });
});

it('ends a server that is not wanted any more before it is up', async () => {
  const root = `${tmpdir()}/kernel-agent-unwanted`;
  await expect(
    startJupyter({ ...options, root, signal: AbortSignal.abort() })
  ).rejects.toMatchObject({ code: 'stopped' });
  expect(serversOn(root)).toEqual([]);
});
