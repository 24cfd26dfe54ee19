// A JupyterLab and a browser, to measure and to take pictures of.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findChromium } from './chromium.mjs';
import { venvEnvironment, venvProgram } from './paths.mjs';

const CHROMIUM_OPTIONS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update'],
  '--disable-sync'
];
const START_PATIENCE_MS = 60_000;

/**
 * Starts JupyterLab on loopback with settings of its own, on an empty folder or a copy of one. No model is configured.
 *
 * @param {readonly string[]} [more] arguments
 * @param {string} [folder] what is copied
 */
export async function startJupyterLab(more = [], folder) {
  const home = mkdtempSync(join(tmpdir(), 'kernel-agent-lab-'));
  const root = join(home, 'work');
  if (folder) {
    cpSync(folder, root, {
      recursive: true,
      filter: path => !/\.(agent|ipynb_checkpoints)$/.test(path)
    });
  } else {
    mkdirSync(root);
  }
  const port = await freePort();
  const child = spawn(
    venvProgram('jupyter'),
    [
      ...['lab', '--no-browser', '--allow-root', `--port=${port}`],
      ...['--ServerApp.port_retries=0', '--IdentityProvider.token='],
      ...[`--ServerApp.root_dir=${root}`, ...more]
    ],
    {
      stdio: 'ignore',
      env: venvEnvironment({
        JUPYTER_CONFIG_DIR: join(home, 'config'),
        OPENAI_API_KEY: undefined,
        OPENAI_BASE_URL: undefined
      })
    }
  );
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(home, { recursive: true, force: true });
  };
  const labUrl = `http://127.0.0.1:${port}/lab?reset`;
  const until = Date.now() + START_PATIENCE_MS;
  while (!(await answers(`http://127.0.0.1:${port}/api/status`))) {
    if (Date.now() > until || child.exitCode !== null) {
      await stop();
      throw new Error('JupyterLab did not start.');
    }
    await delay(100);
  }
  return { labUrl, stop };
}

export async function startBrowser() {
  const { chromium } = await import('@playwright/test');
  return chromium.launch({
    executablePath: await findChromium(),
    args: CHROMIUM_OPTIONS
  });
}

/**
 * Loads JupyterLab with an empty cache.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} labUrl
 * @returns {Promise<{ ms: number, urls: string[] }>} time until it has restored itself, and what was fetched till then
 */
export async function loadLab(browser, labUrl) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    /** @type {string[]} */
    const urls = [];
    page.on('request', request => urls.push(request.url()));
    const start = Date.now();
    await page.goto(labUrl);
    await page.waitForSelector('#jupyterlab-splash', { state: 'detached' });
    await page.waitForSelector('.jp-LauncherCard');
    return { ms: Date.now() - start, urls: [...urls] };
  } finally {
    await context.close();
  }
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
