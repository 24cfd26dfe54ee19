// The headless runner as one file, which the Python package carries.
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { bundleForNode } from './bundle.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { hashOf, isFresh, writeStamp } from './stamp.mjs';

const ENTRY = 'src/headless/main.ts';
const BUNDLE = join(ROOT, 'jupyterlab_kernel_agent', 'headless', 'agent.mjs');
const STAMP = join(CACHE, 'headless-stamp');

/** Builds `jupyterlab_kernel_agent/headless/agent.mjs` when its sources changed. */
export async function buildHeadless() {
  const key = hashOf(['src', 'kernel', 'package-lock.json', 'scripts/lib/bundle.mjs']);
  if (existsSync(BUNDLE) && isFresh(STAMP, key)) {
    return;
  }
  // Somebody may be running the one that is there.
  const fresh = join(CACHE, `headless-${process.pid}.mjs`);
  await bundleForNode(ENTRY, fresh, [], true);
  renameSync(fresh, BUNDLE);
  writeStamp(STAMP, key);
}
