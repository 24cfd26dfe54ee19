// npm run pictures: takes the pictures of the docs, from the product at work on the examples with the built-in analyst.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser, startJupyterLab } from './lib/jupyterlab.mjs';
import { ROOT } from './lib/paths.mjs';
import { step } from './lib/say.mjs';
import { setUpAll } from './lib/setup.mjs';
import { runMain } from './lib/user-error.mjs';

const FOLDER = join(ROOT, 'docs', 'images');
const SETTINGS_URL = '/lab/api/settings/@jupyterlab/apputils-extension:';

await runMain(async () => {
  await setUpAll();
  mkdirSync(FOLDER, { recursive: true });
  const browser = await startBrowser();
  try {
    for (const theme of ['Light', 'Dark']) {
      await step(`Taking the picture in the ${theme.toLowerCase()} theme`, () =>
        pictureOfFirstChart(browser, theme)
      );
    }
  } finally {
    await browser.close();
  }
});

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} theme
 */
async function pictureOfFirstChart(browser, theme) {
  const server = await startJupyterLab(
    ['--ServerApp.disable_check_xsrf=True'],
    join(ROOT, 'examples')
  );
  try {
    await picture(browser, server.labUrl, theme);
  } finally {
    await server.stop();
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} labUrl
 * @param {string} theme
 */
async function picture(browser, labUrl, theme) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 960 }
  });
  const { origin } = new URL(labUrl);
  await saveSetting(page, origin, 'themes', {
    theme: `JupyterLab ${theme}`
  });
  await saveSetting(page, origin, 'notification', { fetchNews: 'false' });
  await page.goto(`${origin}/lab/tree/getting_started.ipynb?reset`);
  await page.locator('.jp-Notebook h1').waitFor();
  await page.keyboard.press('Alt+Shift+A');
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await prompt.fill('Total revenue by region in sales_2024.csv as a bar chart');
  await prompt.press('Enter');
  await page.getByRole('button', { name: 'Allow once' }).click();
  const turn = page.locator('.jp-KernelAgent-turn');
  await turn.locator('.jp-KernelAgent-outputs img').waitFor();
  await turn.locator('.jp-KernelAgent-footer').waitFor();
  await page.screenshot({
    path: join(FOLDER, `first-chart-${theme.toLowerCase()}.png`)
  });
  await page.close();
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} origin
 * @param {string} plugin of JupyterLab's application utilities
 * @param {object} values
 */
async function saveSetting(page, origin, plugin, values) {
  await page.request.put(`${origin}${SETTINGS_URL}${plugin}`, {
    data: { raw: JSON.stringify(values) }
  });
}
