// Builds the wheel and proves that it works where there is neither Node nor this checkout. Part of npm test.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { CACHE, VENV_PYTHON, binFolder, venvProgram } from './lib/paths.mjs';
import { runOrThrow } from './lib/run-command.mjs';
import { say } from './lib/say.mjs';
import { setUpAll } from './lib/setup.mjs';
import { runMain } from './lib/user-error.mjs';
import { buildWheel } from './lib/wheel.mjs';

const WORK = join(CACHE, 'wheel-test');
const DIST = join(WORK, 'dist');
const CLEAN = join(WORK, 'venv');

/** @type {{ passed: string[], failed: string[] }} */
const report = { passed: [], failed: [] };

await runMain(async () => {
  await setUpAll();
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  const wheel = await buildWheel(DIST);
  await installWheel(wheel);
  lookInside(wheel);
  useIt();
  runWithoutNode();
  await installNode();
  runHeadless();
  await removeIt();
  writeReport();
  return report.failed.length ? 1 : 0;
});

/** @param {string} wheel */
async function installWheel(wheel) {
  await runOrThrow(VENV_PYTHON, ['-m', 'venv', CLEAN], {
    log: 'wheel-venv',
    failure: 'No clean environment could be made.'
  });
  await runOrThrow(
    venvProgram('python', CLEAN),
    [
      ...['-m', 'pip', 'install', '--disable-pip-version-check'],
      ...['--prefer-binary', wheel, 'jupyterlab>=4.2,<5']
    ],
    {
      log: 'wheel-install',
      env: pipEnvironment(),
      cwd: WORK,
      failure: 'The wheel could not be installed.'
    }
  );
}

/** @param {string} wheel */
function lookInside(wheel) {
  const names = inClean('python', [
    '-c',
    'import sys, zipfile; print(*zipfile.ZipFile(sys.argv[1]).namelist(), sep="\\n")',
    wheel
  ]).split('\n');
  const has = (/** @type {RegExp} */ pattern) =>
    names.some(name => pattern.test(name));
  expect(
    'the wheel holds the labextension with its settings',
    has(/labextensions\/jupyterlab-kernel-agent\/static\/remoteEntry\..*js$/) &&
      has(/labextensions\/jupyterlab-kernel-agent\/package\.json$/) &&
      has(/labextensions\/jupyterlab-kernel-agent\/schemas\/.*plugin\.json$/)
  );
  expect(
    'the wheel says how it was installed and enables the server extension',
    has(/labextensions\/jupyterlab-kernel-agent\/install\.json$/) &&
      has(/jupyter_server_config\.d\/jupyterlab_kernel_agent\.json$/)
  );
  expect(
    'the wheel holds the headless runner',
    has(/^jupyterlab_kernel_agent\/headless\/agent\.mjs$/)
  );
  expect(
    'the wheel holds no tests and nothing of node_modules',
    !has(/node_modules|(^|\/)tests?\/|\.test\.js/)
  );
}

function useIt() {
  expect(
    'there is no Node in the clean environment',
    inClean('python', [
      '-c',
      'import shutil; print(shutil.which("node"))'
    ]).trim() === 'None'
  );
  const lab = inClean('jupyter', ['labextension', 'list']);
  expect(
    'JupyterLab lists the extension as enabled and OK',
    /jupyterlab-kernel-agent v\S+ .*enabled.* OK/.test(lab),
    lab
  );
  const server = inClean('jupyter', ['server', 'extension', 'list']);
  expect(
    'Jupyter Server lists the extension as enabled and OK',
    /jupyterlab_kernel_agent enabled/.test(server) &&
      /jupyterlab_kernel_agent \S+ OK/.test(server),
    server
  );
}

function runWithoutNode() {
  const said = inClean('jupyter', ['kernel-agent', '--help']);
  expect(
    'without Node the headless runner says in one sentence how to get it',
    said.trim().split('\n').length === 1 &&
      said.includes('pip install "jupyterlab_kernel_agent[headless]"'),
    said
  );
}

/** What the extra `headless` installs; the wheel itself is there already. */
async function installNode() {
  const requirement = inClean('python', [
    '-c',
    'import importlib.metadata as m; print(*[r.split(";")[0] for r in m.requires("jupyterlab_kernel_agent") if "headless" in r])'
  ]).trim();
  await runOrThrow(
    venvProgram('python', CLEAN),
    [
      ...['-m', 'pip', 'install', '--disable-pip-version-check'],
      ...['--prefer-binary', requirement]
    ],
    {
      log: 'wheel-install-node',
      env: pipEnvironment(),
      cwd: WORK,
      failure: `The extra "headless" (${requirement}) could not be installed.`
    }
  );
}

function runHeadless() {
  const help = inClean('jupyter', ['kernel-agent', '--help']);
  expect(
    'jupyter kernel-agent --help explains, with the Node of the extra',
    help.includes('jupyter kernel-agent run NB.ipynb'),
    help
  );
  const source = 'import sys; print("ran in", sys.prefix)';
  const cell = { cell_type: 'code', metadata: {}, outputs: [], source };
  const notebook = {
    cells: [{ ...cell, id: 'one', execution_count: null }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5
  };
  writeFileSync(join(WORK, 'one.ipynb'), JSON.stringify(notebook));
  const said = inClean('jupyter', ['kernel-agent', 'run', 'one.ipynb']);
  expect(
    'jupyter kernel-agent run runs a notebook in the environment it is installed in',
    readFileSync(join(WORK, 'one.ipynb'), 'utf8').includes(`ran in ${CLEAN}`),
    said
  );
}

async function removeIt() {
  await runOrThrow(
    venvProgram('python', CLEAN),
    ['-m', 'pip', 'uninstall', '--yes', 'jupyterlab_kernel_agent'],
    {
      log: 'wheel-uninstall',
      env: pipEnvironment(),
      cwd: WORK,
      failure: 'The package could not be removed.'
    }
  );
  const left = readdirSync(CLEAN, { recursive: true })
    .map(String)
    .filter(name => /kernel[-_]agent/.test(name));
  expect('pip uninstall leaves nothing behind', left.length === 0, left.join());
}

/**
 * @param {string} name
 * @param {boolean} ok
 * @param {string} [detail] shown when it is not
 */
function expect(name, ok, detail = '') {
  say(`${ok ? '✓' : '✗'} ${name}`);
  report[ok ? 'passed' : 'failed'].push(name);
  if (!ok && detail) {
    say(detail);
  }
}

/**
 * What a program of the clean environment prints, colours left out.
 *
 * @param {string} program
 * @param {string[]} args
 */
function inClean(program, args) {
  const { stdout, stderr, error } = spawnSync(
    venvProgram(program, CLEAN),
    args,
    { encoding: 'utf8', env: environmentWithoutNode(), cwd: WORK }
  );
  // eslint-disable-next-line no-control-regex -- colours begin with a control character
  return `${error?.message ?? ''}${stdout}${stderr}`.replace(/\x1b\[\d*m/g, '');
}

/** Nothing of the person's but what an operating system needs. */
function environmentWithoutNode() {
  const home = join(WORK, 'home');
  mkdirSync(home, { recursive: true });
  return {
    HOME: home,
    PATH: binFolder(CLEAN),
    SYSTEMROOT: process.env.SYSTEMROOT,
    TEMP: process.env.TEMP
  };
}

/** pip keeps the person's settings, such as a proxy, but finds no Node either. */
function pipEnvironment() {
  return { ...process.env, PATH: binFolder(CLEAN) };
}

function writeReport() {
  const path = process.argv[process.argv.indexOf('--report') + 1];
  if (process.argv.includes('--report') && path) {
    writeFileSync(path, JSON.stringify(report));
  }
}
