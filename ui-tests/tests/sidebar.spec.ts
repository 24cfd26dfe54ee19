import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

test('the shortcut brings the composer to the front, and the palette knows the commands', async ({
  agent
}) => {
  const { page } = agent;
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('application:toggle-right-area')
  );
  await expect(agent.sidebar).toBeHidden();
  await page.keyboard.press('Alt+Shift+A');
  await expect(agent.composer).toBeFocused();
  await page.keyboard.press('Control+Shift+C');
  await page.locator('.lm-CommandPalette-input').fill('kernel agent');
  for (const label of [
    'Show the Agent',
    'Start a New Run',
    'Test the Connection to the Model'
  ]) {
    await expect(
      page.locator('.lm-CommandPalette-itemLabel', { hasText: label })
    ).toBeVisible();
  }
});

test('an empty conversation invites a first prompt about the files there', async ({
  agent,
  page
}) => {
  await agent.addFile('plants.csv', 'name,height\nfern,3\n');
  await agent.createNotebook('fresh.ipynb');
  const suggestion = agent.sidebar.getByRole('button', {
    name: 'Describe plants.csv'
  });
  await suggestion.click();
  await expect(agent.composer).toHaveValue('Describe plants.csv');
  await expect(agent.composer).toBeFocused();
  await page.keyboard.press('Shift+Enter');
  await expect(agent.turns).toHaveCount(0);
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`nothing sticks out at 280 pixels, ${theme}`, async ({
    agent,
    model
  }) => {
    await agent.page.theme.setTheme(theme);
    model
      .enqueueCall('execute_python', {
        code: `import pandas as pd\nlong_name = ${JSON.stringify('x'.repeat(300))}\npd.DataFrame([range(30)])`
      })
      .enqueueText(
        `A [link](https://example.org/${'y'.repeat(200)}) and \`${'z'.repeat(200)}\`\n\n| ${'column | '.repeat(12)}\n| ${'--- | '.repeat(12)}\n| ${'cell | '.repeat(12)}`
      );
    await agent.ask('w'.repeat(300));
    await agent.page.sidebar.setWidth(280, 'right');
    const overflow = await agent.sidebar.evaluate(sidebar =>
      [
        ...sidebar.querySelectorAll<HTMLElement>(
          '.jp-KernelAgent-list, .jp-KernelAgent-dock, .jp-KernelAgent-header'
        )
      ]
        .filter(node => node.scrollWidth > node.clientWidth + 1)
        .map(
          node => `${node.className}: ${node.scrollWidth} > ${node.clientWidth}`
        )
    );
    expect(overflow).toEqual([]);
  });
}

test('R25: a command asks on behalf of other extensions', async ({
  agent,
  model
}) => {
  model.enqueueText('Forty-two.');
  const result = await agent.page.evaluate(() =>
    window.jupyterapp.commands.execute('kernel-agent:ask', {
      prompt: 'what is the answer?'
    })
  );
  expect(result).toMatchObject({ outcome: 'answered', answer: 'Forty-two.' });
  await expect(agent.lastTurn).toContainText('Forty-two.');
});

test('a duplicate of a notebook takes a copy of the conversation along', async ({
  agent,
  model
}) => {
  model.enqueueText('Noted.').enqueueText('I know.');
  await agent.ask('the original');
  await agent.page.notebook.save();
  await agent.page.evaluate(async folder => {
    const { contents } = window.jupyterapp.serviceManager;
    await contents.copy(`${folder}/sales.ipynb`, folder);
  }, agent.folder);
  await agent.open('sales-Copy1.ipynb');
  await expect(agent.lastTurn).toContainText('the original');
  await agent.ask('the duplicate');
  expect(agent.transcript).toContain('the duplicate');
  await agent.open('sales.ipynb');
  expect(agent.transcript).not.toContain('the duplicate');
});

test('the sidecar follows a notebook that is renamed', async ({
  agent,
  model
}) => {
  model.enqueueText('Noted.').enqueueText('I remember.');
  await agent.ask('remember me');
  await agent.page.notebook.save();
  await agent.page.evaluate(async folder => {
    const { contents } = window.jupyterapp.serviceManager;
    await contents.rename(`${folder}/sales.ipynb`, `${folder}/renamed.ipynb`);
  }, agent.folder);
  agent.notebook = 'renamed.ipynb';
  await agent.ask('still there?');
  expect(agent.transcript).toContain('remember me');
  expect(agent.transcript).toContain('still there?');
});
