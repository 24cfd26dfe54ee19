// The extension, built and installed into .venv for development.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildHeadless } from './headless-bundle.mjs';
import {
  CACHE,
  LABEXTENSION,
  NODE_PROGRAMS,
  ROOT,
  VENV,
  VENV_PYTHON,
  venvEnvironment,
  venvProgram
} from './paths.mjs';
import { runOrThrow } from './run-command.mjs';
import { step } from './say.mjs';
import { hashOf, isFresh, writeStamp } from './stamp.mjs';

const BUILT_FROM = [
  ...['src', 'kernel/kernel_agent_helper', 'schema', 'style'],
  ...['kernel/call_expression.py', 'kernel/inject_expression.py'],
  ...['package.json', 'package-lock.json', 'webpack.config.js'],
  ...['tsconfig.json', 'tsconfig.base.json', 'install.json']
];
const INSTALLED_FROM = [
  ...['pyproject.toml', 'package.json', 'install.json', 'jupyter-config'],
  'scripts/requirements-dev.txt'
];
const BUILD_STAMP = join(CACHE, 'build-stamp');
const INSTALL_STAMP = join(CACHE, 'install-stamp');

/** Builds the extension and the headless runner when their sources changed. Throws `UserError`. */
export async function buildExtension() {
  await buildHeadless();
  const key = hashOf(BUILT_FROM);
  const built = join(LABEXTENSION, 'package.json');
  if (existsSync(built) && isFresh(BUILD_STAMP, key)) {
    return;
  }
  await step('Building the extension', async () => {
    await runOrThrow(process.execPath, [NODE_PROGRAMS.tsc, '--build'], {
      log: 'build-types',
      failure: 'The TypeScript does not compile.'
    });
    await runOrThrow(venvProgram('jupyter-builder'), ['build', '.'], {
      log: 'build-labextension',
      env: venvEnvironment(),
      failure: 'The extension could not be bundled.'
    });
  });
  writeStamp(BUILD_STAMP, key);
}

/** Makes JupyterLab in `.venv` use the checkout: the server part as it is, the frontend by a link. Throws `UserError`. */
export async function installExtension() {
  const key = hashOf(INSTALLED_FROM);
  const installed = join(
    ...[VENV, 'share', 'jupyter', 'labextensions', 'jupyterlab-kernel-agent']
  );
  if (existsSync(join(installed, 'package.json')) && isFresh(INSTALL_STAMP, key)) {
    return;
  }
  await step('Installing the extension into .venv/', async () => {
    // A link of an earlier time: pip would write through it into the built extension.
    rmSync(installed, { recursive: true, force: true });
    rmSync(join(LABEXTENSION, 'install.json'), { force: true });
    await runOrThrow(
      VENV_PYTHON,
      [
        ...['-m', 'pip', 'install', '--disable-pip-version-check'],
        ...['--no-build-isolation', '--no-deps', '--editable', '.']
      ],
      {
        log: 'install-package',
        env: venvEnvironment(),
        cwd: ROOT,
        failure: 'The Python package could not be installed.'
      }
    );
    await runOrThrow(
      venvProgram('jupyter-builder'),
      ['develop', '--overwrite', '.'],
      {
        log: 'install-labextension',
        env: venvEnvironment(),
        failure: 'The extension could not be linked into JupyterLab.'
      }
    );
  });
  writeStamp(INSTALL_STAMP, key);
}
