import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startJupyter } from '../headless/jupyter-process';

declare module 'vitest' {
  export interface ProvidedContext {
    jupyterUrl: string;
    jupyterToken: string;
    jupyterRoot: string;
  }
}

/** Starts a real Jupyter server on loopback for all adapter tests, and ends it after them. */
export default async function setup(
  project: TestProject
): Promise<() => Promise<void>> {
  useVirtualEnvironment();
  useTestKernels();
  const root = await mkdtemp(join(tmpdir(), 'kernel-agent-tests-'));
  const server = await startJupyter({
    root,
    token: 'token-of-the-tests',
    more: ['--ServerApp.disable_check_xsrf=True']
  });
  project.provide('jupyterUrl', server.url);
  project.provide('jupyterToken', server.token);
  project.provide('jupyterRoot', root);
  return async () => {
    await server.end();
    await rm(root, { recursive: true, force: true });
  };
}

/** Puts the programs of `.venv` first on the path. Throws a sentence when it was not made yet. */
export function useVirtualEnvironment(): void {
  const programs = resolve(
    '.venv',
    process.platform === 'win32' ? 'Scripts' : 'bin'
  );
  if (!existsSync(programs)) {
    throw new Error(`${programs} is missing: "npm test" makes it.`);
  }
  process.env.PATH = `${programs}${delimiter}${process.env.PATH ?? ''}`;
}

/** Where kernels lie that only tests need, and a contents manager. */
export const JUPYTER_DATA = resolve('src/testing/jupyter-data');

/** Jupyter then finds the kernels of the tests beside those that are installed. */
function useTestKernels(): void {
  const others = process.env.JUPYTER_PATH;
  process.env.JUPYTER_PATH = others
    ? `${JUPYTER_DATA}${delimiter}${others}`
    : JUPYTER_DATA;
}
