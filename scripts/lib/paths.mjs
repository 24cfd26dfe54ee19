// Where things are in the checkout.
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  '..'
);

/** What may be deleted at any time: logs, stamps, bundles, Jupyter's own settings. */
export const CACHE = join(ROOT, '.cache');
export const LOGS = join(CACHE, 'logs');

export const VENV = join(ROOT, '.venv');
export const LABEXTENSION = join(
  ROOT,
  'jupyterlab_kernel_agent',
  'labextension'
);

const WINDOWS = process.platform === 'win32';

/** The folder of a virtual environment's programs. */
export function binFolder(venv = VENV) {
  return join(venv, WINDOWS ? 'Scripts' : 'bin');
}

/**
 * Path of a program in a virtual environment.
 *
 * @param {string} name
 */
export function venvProgram(name, venv = VENV) {
  return join(binFolder(venv), WINDOWS ? `${name}.exe` : name);
}

export const VENV_PYTHON = venvProgram('python');

/** Path of a program that npm installed, to be run with Node. */
export const NODE_PROGRAMS = {
  tsc: join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'),
  eslint: join(ROOT, 'node_modules', 'eslint', 'bin', 'eslint.js'),
  prettier: join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs'),
  vitest: join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
  playwright: join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js')
};

/**
 * The environment in which the programs of `.venv` come first.
 *
 * @param {Readonly<Record<string, string | undefined>>} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function venvEnvironment(more = {}) {
  return {
    ...process.env,
    PYTHONHOME: undefined,
    VIRTUAL_ENV: VENV,
    PATH: `${binFolder()}${delimiter}${process.env.PATH ?? ''}`,
    ...more
  };
}
