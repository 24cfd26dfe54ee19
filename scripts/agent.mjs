// npm run agent -- …: the headless runner from the checkout.
import { spawn } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { bundleForNode } from './lib/bundle.mjs';
import { CACHE, ROOT, VENV_PYTHON, venvEnvironment } from './lib/paths.mjs';
import { sayOnStandardError } from './lib/say.mjs';
import { setUpTools } from './lib/setup.mjs';
import { hashOf, isFresh, writeStamp } from './lib/stamp.mjs';
import { UserError, runMain } from './lib/user-error.mjs';

const ENTRY = 'src/headless/main.ts';
const BUNDLE = join(CACHE, 'agent.mjs');
const STAMP = join(CACHE, 'agent-stamp');

await runMain(async () => {
  if (!existsSync(join(ROOT, ENTRY))) {
    throw new UserError(
      `The headless runner is not here: ${ENTRY} is missing.`
    );
  }
  sayOnStandardError();
  await setUpTools();
  await build();
  return run(process.argv.slice(2));
});

async function build() {
  const key = hashOf(['src', 'kernel', 'package-lock.json']);
  if (!existsSync(BUNDLE) || !isFresh(STAMP, key)) {
    // Another run may be reading the bundle, or building it too.
    const fresh = join(CACHE, `agent-${process.pid}.mjs`);
    await bundleForNode(ENTRY, fresh);
    renameSync(fresh, BUNDLE);
    writeStamp(STAMP, key);
  }
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function run(args) {
  const child = spawn(process.execPath, [BUNDLE, ...args], {
    // npm changes to the root; paths are meant from where the person is.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: venvEnvironment({ KERNEL_AGENT_PYTHON: VENV_PYTHON }),
    stdio: 'inherit'
  });
  // The runner ends what it started, and this command ends with it. Ctrl-C reaches both; the runner counts it once.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}
