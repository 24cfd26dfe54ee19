import { textChunks } from '../../src/testing/model-chunks';
import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

test('R60: two tabs on one notebook keep one conversation; the second is told when the first is busy', async ({
  agent,
  model,
  browser,
  baseURL
}) => {
  model.enqueueText('From the first tab.');
  await agent.ask('first tab');
  await agent.page.notebook.save();

  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(`${baseURL}/doc/tree/${agent.folder}/sales.ipynb`);
  await tab.locator('.jp-Notebook').waitFor();
  await tab.keyboard.press('Alt+Shift+A');
  const turns = tab.locator('.jp-KernelAgent-turn');
  await expect(turns).toHaveCount(1);
  await expect(turns.last()).toContainText('From the first tab.');

  model.enqueueHang(
    textChunks('Busy here', { finishReason: null, usage: null })
  );
  await agent.send('a long turn');
  await expect(agent.lastTurn).toContainText('Busy here');
  const composer = tab.getByRole('textbox', { name: 'Prompt' });
  await composer.fill('second tab');
  await composer.press('Enter');
  await expect(tab.locator('.jp-KernelAgent-conversation')).toContainText(
    'Another tab is in the middle of a turn'
  );
  await agent.button('Stop').click();
  await agent.idle();

  model.enqueueText('From the second tab.');
  await composer.fill('second tab');
  await composer.press('Enter');
  await expect(turns.last()).toContainText('From the second tab.');
  for (const prompt of ['first tab', 'a long turn', 'second tab']) {
    expect(agent.transcript).toContain(prompt);
  }
  await context.close();
});
