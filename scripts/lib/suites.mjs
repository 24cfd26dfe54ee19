// The suites of npm test.
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { CACHE, NODE_PROGRAMS, ROOT, VENV_PYTHON } from './paths.mjs';
import { readJUnit, readNames, readPlaywright, readVitest } from './reports.mjs';

/**
 * @typedef {object} Command
 * @property {string} command
 * @property {string[]} args
 * @property {Record<string, string>} [env]
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} what
 * @property {boolean} [needsExtension] the extension is built and installed before
 * @property {boolean} [alone] nothing else runs at the same time
 * @property {string} report where the runner writes what passed and failed
 * @property {(report: string) => import('./reports.mjs').Counts} read
 * @property {() => Promise<Command>} command
 */

/** @param {string} name */
const reportOf = name => join(CACHE, 'reports', `${name}.txt`);

/**
 * @param {string} project
 * @param {string} what
 * @param {Partial<Suite>} [more]
 * @returns {Suite}
 */
function vitest(project, what, more = {}) {
  const report = reportOf(project);
  return {
    name: project,
    what,
    report,
    read: readVitest,
    command: async () => ({
      command: process.execPath,
      args: [
        ...[NODE_PROGRAMS.vitest, 'run', '--project', project],
        ...['--reporter=default', '--reporter=json'],
        `--outputFile.json=${report}`
      ]
    }),
    ...more
  };
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {string} what
 * @param {Partial<Suite>} [more]
 * @returns {Suite}
 */
function pytest(name, folder, what, more = {}) {
  const report = reportOf(name);
  return {
    name,
    what,
    report,
    read: readJUnit,
    command: async () => ({
      command: VENV_PYTHON,
      args: ['-m', 'pytest', folder, '-q', `--junitxml=${report}`]
    }),
    ...more
  };
}

/**
 * @param {string} name
 * @param {string} script
 * @param {string} what
 * @param {Partial<Suite>} [more]
 * @returns {Suite}
 */
function script(name, script, what, more = {}) {
  const report = reportOf(name);
  return {
    name,
    what,
    report,
    read: readNames,
    command: async () => ({
      command: process.execPath,
      args: [join(ROOT, 'scripts', script), '--report', report]
    }),
    ...more
  };
}

/** @type {Suite} */
const browser = {
  name: 'browser',
  what: 'JupyterLab in Chromium with a scripted model',
  needsExtension: true,
  alone: true,
  report: reportOf('browser'),
  read: readPlaywright,
  command: async () => ({
    command: process.execPath,
    args: [
      ...[NODE_PROGRAMS.playwright, 'test'],
      ...['--config', 'ui-tests/playwright.config.ts'],
      '--reporter=list,json'
    ],
    env: {
      CHROMIUM_PATH: await findChromium(),
      PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf('browser')
    }
  })
};

/** @type {Suite[]} */
export const SUITES = [
  vitest('server', 'adapters and the headless runner against a real kernel'),
  script('check', 'check.mjs', 'formatting, lint, types, layering, docs'),
  vitest('core', 'the agent against a scripted model; the scripts'),
  vitest('ui', 'what is drawn, in a simulated page'),
  pytest('kernel', 'kernel/tests', "the kernel's helpers"),
  pytest(
    'relay',
    'jupyterlab_kernel_agent/tests',
    'the server extension, with a real upstream'
  ),
  script('wheel', 'wheel-test.mjs', 'the wheel, installed without Node', {
    needsExtension: true
  }),
  browser
];
