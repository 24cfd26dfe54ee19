import { rmSync, writeFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import type { AgentPage } from '../support/agent-page';
import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

/** Writes a table and a picture (one blue pixel) beside the notebook, with what every Python has. */
const CODE = `
import base64
with open('totals.csv', 'w') as file:
    file.write('region,total\\nNorth,45\\nSouth,20\\n')
with open('chart.png', 'wb') as file:
    file.write(base64.b64decode(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADAgH/p9rHkQAAAABJRU5ErkJggg=='
    ))
`;

/** The panel that is in view. */
function panel(agent: AgentPage): Locator {
  return agent.sidebar.locator(
    '.jp-KernelAgent-conversation:not(.lm-mod-hidden) :is(.jp-KernelAgent-files, .jp-KernelAgent-artifacts):not([hidden])'
  );
}

function show({ page }: AgentPage): Promise<unknown> {
  return page.evaluate(() =>
    window.jupyterapp.commands.execute('kernel-agent:show-artifacts')
  );
}

test('R37: what a turn wrote is listed, looked at, opened, downloaded, and known after a reload', async ({
  agent,
  model
}) => {
  const { page } = agent;
  expect(await show(agent)).toEqual([]);
  await expect(panel(agent)).toContainText('No artifacts yet');

  model
    .enqueueCall('execute_python', { code: CODE })
    .enqueueText('Both are written.');
  const turn = await agent.ask('write the totals and a chart');
  await expect(
    turn.getByRole('group', { name: 'Wrote totals.csv' })
  ).toContainText('31 B');
  await expect(
    turn.getByRole('group', { name: 'Wrote chart.png' }).locator('img')
  ).toBeVisible();

  await agent.reload();
  const list = await show(agent);
  expect(list).toMatchObject([
    { path: expect.any(String), turn: 1, phase: null },
    { path: expect.any(String), turn: 1, phase: null }
  ]);
  await expect(panel(agent).getByRole('listitem')).toHaveCount(2);
  await expect(panel(agent)).toContainText('PNG');
  await expect(panel(agent).locator('img')).toBeVisible();

  await panel(agent).getByRole('button', { name: 'Preview chart.png' }).click();
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog.getByRole('img', { name: 'chart.png' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const download = page.waitForEvent('download');
  await panel(agent)
    .getByRole('button', { name: 'Download totals.csv' })
    .click();
  expect((await download).suggestedFilename()).toBe('totals.csv');

  await panel(agent).getByRole('button', { name: 'Open totals.csv' }).click();
  await expect(page.locator('.jp-CSVViewer')).toBeVisible();
  await page.notebook.activate(agent.notebook);

  await panel(agent).getByRole('button', { name: 'Turn 1' }).first().click();
  await expect(agent.lastTurn).toBeFocused();

  rmSync(agent.diskPath('chart.png'));
  await show(agent);
  await expect(panel(agent)).toContainText('No longer there');
  await expect(
    panel(agent).getByRole('button', { name: 'Download chart.png' })
  ).toBeHidden();
});

test('a deck is previewed, or it is said why it is not', async ({
  agent,
  model
}) => {
  const { page } = agent;
  model
    .enqueueCall('execute_python', {
      code: "open('deck.pptx', 'w').write('no deck at all')"
    })
    .enqueueText('Written.');
  const turn = await agent.ask('write a deck');
  await turn.getByRole('button', { name: 'Preview deck.pptx' }).click();
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog).toContainText(/no PowerPoint deck|LibreOffice|pdftoppm/);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('deck.pptx');
});

test('the slides of a deck are shown as the server draws them', async ({
  agent,
  model
}) => {
  const { page } = agent;
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADAgH/p9rHkQAAAABJRU5ErkJggg==',
    'base64'
  );
  let looks = 0;
  await page.route(/kernel-agent\/preview\?/, route => {
    looks += 1;
    return route.fulfill({
      json: {
        available: true,
        state: looks < 3 ? 'converting' : 'ready',
        slides: looks < 3 ? 0 : 2,
        more: false,
        version: 'v1',
        reason: ''
      }
    });
  });
  await page.route(/kernel-agent\/preview\/slide\?/, route =>
    route.fulfill({ body: picture, contentType: 'image/png' })
  );
  model
    .enqueueCall('execute_python', {
      code: "open('deck.pptx', 'w').write('a deck')"
    })
    .enqueueText('Written.');
  const turn = await agent.ask('write a deck');
  await turn.getByRole('button', { name: 'Preview deck.pptx' }).click();
  const slides = page.getByRole('list', { name: 'Slides of deck.pptx' });
  await expect(slides).toBeFocused();
  await expect(slides.getByRole('img', { name: 'Slide 2 of 2' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(slides).toHaveCount(0);
});

test('the tabs of data files and artifacts are used by the keyboard', async ({
  agent,
  page
}) => {
  await agent.button('Data files').click();
  const tab = (name: string): Locator =>
    panel(agent).getByRole('tab', { name, exact: true });
  await tab('Data files').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab('Artifacts')).toBeFocused();
  await expect(panel(agent)).toContainText('No artifacts yet');
  await page.keyboard.press('Escape');
  await expect(agent.composer).toBeFocused();
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`nothing of the artifacts sticks out at 280 pixels, ${theme}`, async ({
    agent,
    model
  }) => {
    await agent.page.theme.setTheme(theme);
    const name = `${'long_name_'.repeat(12)}.csv`;
    model
      .enqueueCall('execute_python', {
        code: `open('${name}', 'w').write('a')`
      })
      .enqueueText('Written.');
    await agent.ask('write it');
    writeFileSync(agent.diskPath('other.csv'), 'not written by the agent');
    await agent.page.sidebar.setWidth(280, 'right');
    const sticksOut = (within: Locator): Promise<string[]> =>
      within.evaluate(node => {
        const { left, right } = node.getBoundingClientRect();
        return [...node.querySelectorAll<HTMLElement>('*')]
          .filter(each => {
            const box = each.getBoundingClientRect();
            return (
              box.width > 0 && (box.right > right + 1 || box.left < left - 1)
            );
          })
          .map(each => each.className);
      });
    expect(
      await sticksOut(agent.lastTurn.getByRole('group', { name: /^Wrote/ }))
    ).toEqual([]);
    await show(agent);
    await expect(panel(agent).getByRole('listitem')).toHaveCount(1);
    expect(await sticksOut(panel(agent))).toEqual([]);
  });
}
