// What the extension adds to a start.
//
// added_ms: from navigation until JupyterLab has restored itself, with the extension less without it, each the
//   median of page loads with an empty cache, taken in turn.
// server_import_ms: what Jupyter Server does to load the server part in a process that has loaded JupyterLab
//   already, the median of new processes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VENV, VENV_PYTHON, venvEnvironment } from '../scripts/lib/paths.mjs';
import {
  loadLab,
  startBrowser,
  startJupyterLab
} from '../scripts/lib/jupyterlab.mjs';
import { median, rounded } from './lib/statistics.mjs';

const PAGE_LOADS = 7;
const IMPORTS = 9;
const OWN = 'jupyterlab-kernel-agent';

const IMPORT = `
import time
before = time.perf_counter()
import jupyterlab.labapp
between = time.perf_counter()
import jupyterlab_kernel_agent
jupyterlab_kernel_agent._jupyter_server_extension_points()
after = time.perf_counter()
print((between - before) * 1000, (after - between) * 1000)
`;

export const name = 'startup';

export async function run() {
  const imports = measureImports();
  const page = await measurePageLoads();
  return {
    table: [
      ['milliseconds (median)', 'baseline', 'with it', 'added'],
      ['page load until restored', page.without, page.with, page.added],
      [
        'server: importing JupyterLab, then the server part',
        imports.baseline,
        imports.baseline + imports.own,
        imports.own
      ]
    ],
    metrics: {
      added_ms: rounded(page.added),
      server_import_ms: rounded(imports.own)
    }
  };
}

function measureImports() {
  const runs = Array.from({ length: IMPORTS }, () =>
    execFileSync(VENV_PYTHON, ['-c', IMPORT], {
      encoding: 'utf8',
      env: venvEnvironment()
    })
      .split(' ')
      .map(Number)
  );
  return {
    baseline: median(runs.map(([baseline = NaN]) => baseline)),
    own: median(runs.map(([, own = NaN]) => own))
  };
}

async function measurePageLoads() {
  const others = folderOfOtherExtensions();
  const [withIt, withoutIt] = await Promise.all([
    startJupyterLab(),
    startJupyterLab([`--LabApp.labextensions_path=['${others}']`])
  ]);
  const browser = await startBrowser();
  try {
    /** @type {[number[], number[]]} */
    const [have, lack] = [[], []];
    // The first load of each warms the server up and is not counted.
    for (let load = 0; load <= PAGE_LOADS; load++) {
      const lackMs = await timed(browser, withoutIt.labUrl, false);
      const haveMs = await timed(browser, withIt.labUrl, true);
      if (load > 0) {
        lack.push(lackMs);
        have.push(haveMs);
      }
    }
    return {
      with: median(have),
      without: median(lack),
      added: median(have) - median(lack)
    };
  } finally {
    await browser.close();
    await Promise.all([withIt.stop(), withoutIt.stop()]);
    rmSync(others, { recursive: true, force: true });
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} labUrl
 * @param {boolean} expected whether the extension is to be loaded
 */
async function timed(browser, labUrl, expected) {
  const { ms, urls } = await loadLab(browser, labUrl);
  if (urls.some(url => url.includes(`/${OWN}/static/`)) !== expected) {
    throw new Error(
      `The page was to load ${expected ? 'the' : 'no'} extension, and did not do so.`
    );
  }
  return ms;
}

/** All that is installed beside the extension, so that only it makes the difference. */
function folderOfOtherExtensions() {
  const installed = join(VENV, 'share', 'jupyter', 'labextensions');
  const folder = mkdtempSync(join(tmpdir(), 'kernel-agent-others-'));
  for (const entry of readdirSync(installed).filter(one => one !== OWN)) {
    symlinkSync(join(installed, entry), join(folder, entry), 'junction');
  }
  return folder;
}
