// node_modules, as the lockfile has it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';
import { runOrThrow } from './run-command.mjs';
import { step } from './say.mjs';
import { hashOf, isFresh, writeStamp } from './stamp.mjs';
import { UserError } from './user-error.mjs';

const OLDEST_NODE = 20;
const STAMP = join(CACHE, 'node-packages-stamp');

/** Throws `UserError` when Node is too old or the packages cannot be had. */
export async function setUpNodePackages() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE) {
    throw new UserError(
      `This is Node ${process.versions.node}; Kernel Agent is built with Node ${OLDEST_NODE} or later: install it from nodejs.org or your package manager.`
    );
  }
  const key = hashOf(['package-lock.json']);
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && isFresh(STAMP, key)) {
    return;
  }
  await step('Installing the Node packages into node_modules/', () =>
    runOrThrow(...npm('ci', '--no-audit', '--no-fund'), {
      log: 'npm-ci',
      failure:
        'The Node packages could not be installed. Is the npm registry within reach?'
    })
  );
  writeStamp(STAMP, key);
}

/**
 * npm, run with the Node that runs this: on Windows it is no program but a script.
 *
 * @param {...string} args
 * @returns {[string, string[]]}
 */
function npm(...args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js')
    ? [process.execPath, [script, ...args]]
    : ['npm', args];
}
