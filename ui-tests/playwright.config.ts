import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { JUPYTER_PORT, MODEL_KEY, MODEL_URL } from './support/addresses';

/** Chromium as root, on a machine without a graphics card and without a network. */
const CHROMIUM_OPTIONS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];

process.env.KERNEL_AGENT_TEST_ROOT ??= mkdtempSync(
  join(tmpdir(), 'kernel-agent-browser-')
);

const SERVER_LOG = join(
  __dirname,
  '..',
  '.cache',
  'logs',
  'browser-server.log'
);
mkdirSync(dirname(SERVER_LOG), { recursive: true });

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  // One Jupyter server and one scripted model serve all tests.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: `http://127.0.0.1:${JUPYTER_PORT}`,
    viewport: { width: 1400, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: CHROMIUM_OPTIONS
    }
  },
  webServer: {
    command: `jupyter lab --allow-root --config "${join(__dirname, 'jupyter_server_config.py')}" > "${SERVER_LOG}" 2>&1`,
    url: `http://127.0.0.1:${JUPYTER_PORT}/api/status`,
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: {
      KERNEL_AGENT_TEST_PORT: String(JUPYTER_PORT),
      JUPYTERLAB_GALATA_ROOT_DIR: process.env.KERNEL_AGENT_TEST_ROOT,
      OPENAI_BASE_URL: MODEL_URL,
      OPENAI_API_KEY: MODEL_KEY,
      OPENAI_MODEL: 'scripted-model'
    }
  }
});
