import { test as base } from '@playwright/test';
import { expect, test } from '../support/test';

test.use({ autoGoto: false });

test('Notebook 7 shows the agent beside a notebook', async ({
  page,
  tmpPath,
  model,
  baseURL
}) => {
  await page.contents.uploadContent(
    JSON.stringify({
      cells: [],
      metadata: {
        kernelspec: { name: 'python3', display_name: 'Python 3' }
      },
      nbformat: 4,
      nbformat_minor: 5
    }),
    'text',
    `${tmpPath}/seven.ipynb`
  );
  model.enqueueText('Hello from Notebook 7.');
  const tab = await page.context().newPage();
  await tab.goto(`${baseURL}/notebooks/${tmpPath}/seven.ipynb`);
  await tab.locator('.jp-Notebook').waitFor();
  await tab.keyboard.press('Alt+Shift+A');
  const composer = tab.getByRole('textbox', { name: 'Prompt' });
  await expect(composer).toBeVisible();
  await composer.fill('hello');
  await composer.press('Enter');
  await expect(tab.locator('.jp-KernelAgent-turn')).toContainText(
    'Hello from Notebook 7.'
  );
  base.info().annotations.push({ type: 'frontend', description: 'Notebook 7' });
});
