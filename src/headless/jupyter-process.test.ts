import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Says at once where it listens, and does so a little later; without a delay it ends instead. */
function tardyServer(folder: string, listens: boolean): string {
  const path = join(folder, `tardy-${listens}.mjs`);
  const later = listens
    ? `setTimeout(() => createServer((_, response) => response.end('{}')).listen(port, '127.0.0.1'), 400)`
    : 'setTimeout(() => process.exit(3), 100)';
  writeFileSync(
    path,
    `#!${process.execPath}
import { createServer } from 'node:http';
const free = createServer().listen(0, '127.0.0.1', () => {
  const { port } = free.address();
  free.close(() => {
    process.stderr.write('at http://127.0.0.1:' + port + '/');
    ${later};
  });
});
`,
    { mode: 0o755 }
  );
  return path;
}

it('is up when it answers, not when it says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kernel-agent-tardy-'));
  const server = await startJupyter({
    ...options,
    program: tardyServer(folder, true)
  });
  expect((await fetch(server.url)).ok).toBe(true);
  await server.end();
  await expect(
    startJupyter({ ...options, program: tardyServer(folder, false) })
  ).rejects.toMatchObject({
    code: 'kernel-unavailable',
    message: 'The Jupyter server was started but does not answer.'
  });
  rmSync(folder, { recursive: true });
});

it('ends a server that is not wanted any more before it is up', async () => {
  const root = `${tmpdir()}/kernel-agent-unwanted`;
  await expect(
    startJupyter({ ...options, root, signal: AbortSignal.abort() })
  ).rejects.toMatchObject({ code: 'stopped' });
  expect(serversOn(root)).toEqual([]);
});
