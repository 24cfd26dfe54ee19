// A Chromium for the browser tests and benchmarks.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { NODE_PROGRAMS } from './paths.mjs';
import { runLogged } from './run-command.mjs';
import { step } from './say.mjs';
import { UserError } from './user-error.mjs';

const NAMES = [
  ...['chromium', 'chromium-browser', 'google-chrome'],
  'google-chrome-stable'
];

/**
 * Path of a Chromium: the one in `CHROMIUM_PATH`, one on the path, Playwright's own (downloaded when it is not there
 * yet), or as root on Debian the distribution's package. Throws `UserError` when there is none to be had.
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) {
      throw new UserError(`CHROMIUM_PATH is ${named}, which does not exist.`);
    }
    return named;
  }
  const found = onPath() ?? (await playwrights());
  if (found) {
    return found;
  }
  if (await installOnDebian()) {
    const installed = onPath();
    if (installed) {
      return installed;
    }
  }
  throw new UserError(
    'There is no Chromium: install one, or name it in the variable CHROMIUM_PATH.'
  );
}

function onPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => NAMES.map(name => join(folder, name)))
    .find(path => existsSync(path));
}

async function playwrights() {
  const { chromium } = await import('@playwright/test');
  if (existsSync(chromium.executablePath())) {
    return chromium.executablePath();
  }
  await step("Looking for Playwright's own Chromium", () =>
    runLogged(
      process.execPath,
      [NODE_PROGRAMS.playwright, 'install', 'chromium'],
      { log: 'playwright-install' }
    )
  );
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

async function installOnDebian() {
  const debian =
    existsSync('/etc/os-release') &&
    /^(ID|ID_LIKE)=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!debian || process.getuid?.() !== 0) {
    return false;
  }
  return step("Installing the distribution's Chromium", async () => {
    spawnSync('apt-get', ['update', '-qq']);
    const { code } = await runLogged(
      'apt-get',
      [
        ...['install', '-y', '-qq', '--no-install-recommends'],
        ...['chromium', 'fonts-liberation']
      ],
      {
        log: 'apt-chromium',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      }
    );
    return code === 0;
  });
}
