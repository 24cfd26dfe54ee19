// npm start: sets everything up, builds, and serves JupyterLab on examples/.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { CACHE, ROOT, venvEnvironment, venvProgram } from './lib/paths.mjs';
import { say } from './lib/say.mjs';
import { setUpAll } from './lib/setup.mjs';
import { runMain } from './lib/user-error.mjs';

const FIRST_NOTEBOOK = 'getting_started.ipynb';

const PARENT_CHECK_MS = 2000;

await runMain(async () => {
  const given = process.argv.slice(2);
  const notebook7 = given.includes('--notebook7');
  const passedOn = given.filter(arg => arg !== '--notebook7');
  await setUpAll();
  say(
    `Starting ${notebook7 ? 'Notebook 7' : 'JupyterLab'} on examples/ (Ctrl-C ends it)`
  );
  return serve([
    notebook7 ? 'notebook' : 'lab',
    ...ownArguments(notebook7, passedOn),
    ...passedOn
  ]);
});

/**
 * What is not said on the command line; a trait given twice would be refused.
 *
 * @param {boolean} notebook7
 * @param {readonly string[]} passedOn
 */
function ownArguments(notebook7, passedOn) {
  const has = (/** @type {RegExp} */ pattern) =>
    passedOn.some(arg => pattern.test(arg));
  const elsewhere =
    has(/^--(ServerApp\.|LabApp\.)?(root_dir|notebook[-_]dir)=?/) ||
    has(/^[^-].*\.ipynb$/);
  const args = [];
  if (!elsewhere) {
    args.push(`--ServerApp.root_dir=${join(ROOT, 'examples')}`);
    if (!has(/default_url/)) {
      args.push(
        notebook7
          ? `--JupyterNotebookApp.default_url=/notebooks/${FIRST_NOTEBOOK}`
          : `--LabApp.default_url=/lab/tree/${FIRST_NOTEBOOK}`
      );
    }
  }
  if (process.getuid?.() === 0 && !has(/allow[-_]root/)) {
    args.push('--allow-root');
  }
  return args;
}

/**
 * Runs Jupyter in this terminal until it ends, and ends it when this process or its parent goes.
 *
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
function serve(args) {
  const child = spawn(venvProgram('jupyter'), args, {
    cwd: ROOT,
    env: jupyterEnvironment(),
    stdio: 'inherit'
  });
  // The terminal sends Ctrl-C to Jupyter too, which asks whether it is meant.
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill('SIGTERM'));
  }
  process.once('exit', () => child.kill('SIGTERM'));
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) {
      child.kill('SIGTERM');
    }
  }, PARENT_CHECK_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => {
      clearInterval(watch);
      resolve(code ?? 0);
    });
  });
}

/**
 * The person's own Jupyter configuration is read but never written: what JupyterLab keeps
 * (settings, workspaces) goes into the checkout's cache.
 */
function jupyterEnvironment() {
  const home = join(CACHE, 'jupyter');
  mkdirSync(home, { recursive: true });
  const own = process.env.JUPYTER_CONFIG_DIR ?? join(homedir(), '.jupyter');
  return venvEnvironment({
    JUPYTER_CONFIG_DIR: home,
    JUPYTER_CONFIG_PATH: [process.env.JUPYTER_CONFIG_PATH, own]
      .filter(Boolean)
      .join(delimiter)
  });
}
