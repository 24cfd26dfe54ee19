// What the browser has to fetch for the extension.
//
// eager_gzip_kb: the extension's own scripts that a page load of JupyterLab fetches with no notebook open, as
//   seen by a browser, each compressed alone with gzip. total_gzip_kb: all scripts of the extension.
// The baseline is JupyterLab's own part of the same page load.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LABEXTENSION, VENV } from '../scripts/lib/paths.mjs';
import {
  loadLab,
  startBrowser,
  startJupyterLab
} from '../scripts/lib/jupyterlab.mjs';
import { rounded } from './lib/statistics.mjs';

const OWN = '/lab/extensions/jupyterlab-kernel-agent/static/';
const JUPYTERLAB = '/static/lab/';

export const name = 'bundle';

export async function run() {
  const urls = await fetchedUrls();
  const staticFolder = join(LABEXTENSION, 'static');
  const eager = measure(staticFolder, namesUnder(urls, OWN));
  const total = measure(staticFolder, readdirSync(staticFolder));
  const jupyterlab = measure(
    join(VENV, 'share', 'jupyter', 'lab', 'static'),
    namesUnder(urls, JUPYTERLAB)
  );
  if (eager.files === 0) {
    throw new Error('The page did not load the extension.');
  }
  return {
    table: [
      ['scripts', 'files', 'KB', 'KB gzip'],
      ['fetched at start, the extension', ...row(eager)],
      ['all of the extension', ...row(total)],
      ['baseline: fetched at start, JupyterLab itself', ...row(jupyterlab)]
    ],
    metrics: {
      eager_gzip_kb: rounded(eager.gzip / 1024),
      total_gzip_kb: rounded(total.gzip / 1024)
    }
  };
}

async function fetchedUrls() {
  const server = await startJupyterLab();
  const browser = await startBrowser();
  try {
    return (await loadLab(browser, server.labUrl)).urls;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * @param {readonly string[]} urls
 * @param {string} folder
 */
function namesUnder(urls, folder) {
  return urls
    .map(url => new URL(url).pathname)
    .filter(path => path.startsWith(folder))
    .map(path => path.slice(folder.length));
}

/**
 * @param {string} folder
 * @param {readonly string[]} names
 */
function measure(folder, names) {
  const contents = [...new Set(names)]
    .filter(file => file.endsWith('.js') && existsSync(join(folder, file)))
    .map(file => readFileSync(join(folder, file)));
  return {
    files: contents.length,
    bytes: contents.reduce((sum, content) => sum + content.length, 0),
    gzip: contents.reduce((sum, content) => sum + gzipSync(content).length, 0)
  };
}

/** @param {ReturnType<typeof measure>} measured */
function row({ files, bytes, gzip }) {
  return [files, rounded(bytes / 1024), rounded(gzip / 1024)];
}
