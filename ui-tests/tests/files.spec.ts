import { existsSync, writeFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import type { AgentPage } from '../support/agent-page';
import { eventStream, textChunks } from '../../src/testing/model-chunks';
import { createGate, expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

const ORDERS = 'region,amount\nNorth,10\nSouth,20\nNorth,35\n';

/** Some 100 MB: nobody reads that before it is stopped. */
const LARGE_ROWS = 370_000;

/** The panel with the data files. */
function panel(agent: AgentPage): Locator {
  return agent.sidebar.locator(
    '.jp-KernelAgent-conversation:not(.lm-mod-hidden) .jp-KernelAgent-files'
  );
}

/** The button that leads to the files and back. */
function toggle(agent: AgentPage): Locator {
  return agent.sidebar.getByRole('button', { name: /^Data files/ });
}

/** Shows the test's folder in JupyterLab's file browser. */
async function browse({ page, folder }: AgentPage): Promise<void> {
  await page.sidebar.openTab('filebrowser');
  await page.filebrowser.openDirectory(folder);
  await page.filebrowser.refresh();
}

/** A file in the file browser. */
function listed({ page }: AgentPage, name: string): Locator {
  return page.locator('.jp-DirListing-item', { hasText: name });
}

function attach(agent: AgentPage, ...names: string[]): Promise<unknown> {
  return agent.page.evaluate(
    paths =>
      window.jupyterapp.commands.execute('kernel-agent:ask-about-file', {
        paths
      }),
    names.map(name => `${agent.folder}/${name}`)
  );
}

test('R1 R18: an attached file is read once, known after a reload, seen to change, and forgotten', async ({
  agent,
  model
}) => {
  await agent.addFile('orders.csv', ORDERS);
  await attach(agent, 'orders.csv');
  model.enqueueText('Noted.').enqueueText('Still known.');
  const turn = await agent.ask('keep this in mind');
  await turn.getByRole('button', { name: 'orders.csv · read: 3 × 2' }).click();

  await expect(panel(agent)).toContainText('Up to date');
  await expect(panel(agent)).toContainText('Columns (2)');
  await expect(
    panel(agent).getByRole('list', { name: 'Columns' })
  ).toContainText('2 different values');
  await expect(
    panel(agent).getByRole('img', { name: /Histogram of amount from 10 to 35/ })
  ).toBeVisible();

  await agent.reload();
  await expect(toggle(agent)).toHaveAccessibleName('Data files (1)');
  await toggle(agent).click();
  await expect(panel(agent)).toContainText('CSV · 41 B · 3 × 2');
  await expect(panel(agent)).toContainText('Up to date');
  await attach(agent, 'orders.csv');
  await agent.ask('and now?');
  await expect(agent.lastTurn).toContainText('unchanged since turn 1');

  writeFileSync(agent.diskPath('orders.csv'), `${ORDERS}West,50\n`);
  await toggle(agent).click();
  await expect(panel(agent)).toContainText('Changed since it was read');
  await agent.button('Read orders.csv again').click();
  await expect(panel(agent)).toContainText('4 × 2');
  await agent.button('Forget orders.csv').click();
  await expect(panel(agent)).toContainText('No data files yet');
  expect(existsSync(agent.diskPath('orders.csv'))).toBe(true);
});

test('the conversation is where it was left, with what was typed', async ({
  agent,
  model
}) => {
  model.enqueueText('word '.repeat(2000)).enqueueText('more '.repeat(2000));
  await agent.ask('a long answer');
  await agent.ask('another one');
  const list = agent.sidebar.getByRole('region', {
    name: 'Conversation',
    exact: true
  });
  await list.evaluate(node => node.scrollTo(0, 300));
  await expect(agent.button('Jump to latest')).toBeVisible();
  const before = await list.evaluate(node => node.scrollTop);
  await agent.composer.fill('half a thought');
  await toggle(agent).click();
  await expect(list).toBeHidden();
  await toggle(agent).click();
  await expect(list).toBeVisible();
  expect(await list.evaluate(node => node.scrollTop)).toBe(before);
  await expect(agent.composer).toHaveValue('half a thought');
});

test('the context menu of the file browser puts the selected files into the prompt', async ({
  agent
}) => {
  await agent.addFile('orders.csv', ORDERS);
  await agent.addFile('prices.csv', 'a,b\n1,2\n');
  await browse(agent);
  await listed(agent, 'orders.csv').click();
  const prices = listed(agent, 'prices.csv');
  await prices.click({ modifiers: ['ControlOrMeta'] });
  await prices.click({ button: 'right' });
  await agent.page
    .getByRole('menuitem', { name: 'Ask the Agent About This File' })
    .click();
  await expect(agent.button('Remove orders.csv')).toBeVisible();
  await expect(agent.button('Remove prices.csv')).toBeVisible();
  await expect(agent.composer).toBeFocused();
});

test('asking about a file without a notebook is answered plainly', async ({
  page
}) => {
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('application:close-all')
  );
  const answer = await page.evaluate(() =>
    window.jupyterapp.commands.execute('kernel-agent:ask-about-file', {
      paths: ['a.csv']
    })
  );
  expect(answer).toEqual([]);
  await expect(page.getByText('No notebook is open.').first()).toBeVisible();
});

test('a file dropped on the files is attached and profiled', async ({
  agent
}) => {
  await agent.addFile('orders.csv', ORDERS);
  await toggle(agent).click();
  await expect(panel(agent)).toContainText('No data files yet');
  await browse(agent);
  const from = await listed(agent, 'orders.csv').boundingBox();
  const to = await panel(agent).boundingBox();
  const { mouse } = agent.page;
  await mouse.move(from!.x + 40, from!.y + 8);
  await mouse.down();
  await mouse.move(from!.x + 120, from!.y + 60, { steps: 5 });
  await mouse.move(to!.x + 80, to!.y + 120, { steps: 10 });
  await mouse.up();
  await expect(agent.button('Remove orders.csv')).toBeVisible();
  await expect(panel(agent)).toContainText('3 × 2');
});

test('reading a large file shows how far it is, and is stopped with what was found', async ({
  agent
}) => {
  const line = `${'North,12.5,some words,2024-01-31,'.repeat(8)}1\n`;
  const heads = Array.from({ length: 33 }, (_, at) => `c${at}`).join(',');
  writeFileSync(
    agent.diskPath('large.csv'),
    `${heads}\n${line.repeat(LARGE_ROWS)}`
  );
  await toggle(agent).click();
  await agent.page.evaluate(() => {
    void window.jupyterapp.commands.execute('kernel-agent:profile-file', {
      path: 'large.csv'
    });
  });
  await expect(panel(agent).getByRole('progressbar')).toBeVisible();
  await expect(panel(agent)).toContainText('33 columns');
  await agent.button('Stop reading large.csv').click();
  await expect(panel(agent)).toContainText('Read in part');
  await agent.button('Show the profile of large.csv').click();
  await expect(panel(agent)).toContainText('Only the beginning was read');
});

test('R76 R77: the saved file context is shown, and why there may be none', async ({
  agent
}) => {
  const { page } = agent;
  const show = (): Promise<unknown> =>
    page.evaluate(() =>
      window.jupyterapp.commands.execute('kernel-agent:show-file-context')
    );
  expect(await show()).toBeNull();
  await expect(agent.sidebar.getByRole('alert')).toContainText(
    '3. No files were processed in it so far.'
  );
  await expect(panel(agent)).toBeVisible();

  await agent.addFile('orders.csv', ORDERS);
  const known = await page.evaluate(() =>
    window.jupyterapp.commands.execute('kernel-agent:profile-file', {
      path: 'orders.csv'
    })
  );
  expect(known).toMatchObject({ path: 'orders.csv', state: 'fresh' });
  await expect
    .poll(show)
    .toMatchObject({ session_id: 'main', file_list: ['orders.csv'] });

  await page.evaluate(() => {
    void window.jupyterapp.commands.execute('kernel-agent:show-file-context', {
      inspect: true
    });
  });
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog).toContainText('Session: main');
  await expect(dialog).toContainText('Metadata keys: orders.csv');
  await dialog.getByRole('button', { name: 'Close' }).click();

  const forget = (): Promise<unknown> =>
    page.evaluate(() =>
      window.jupyterapp.commands.execute('kernel-agent:forget-file', {
        path: 'orders.csv'
      })
    );
  expect(await forget()).toBe(true);
  expect(await forget()).toBe(false);
});

test('R78: cleaning up deletes one session, and says so', async ({
  agent,
  model
}) => {
  const { page } = agent;
  model.enqueueText('Noted.').enqueueText('Elsewhere.').enqueueText('Anew.');
  await agent.ask('the first conversation');
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('kernel-agent:ask', {
      prompt: 'another session',
      session: 'other'
    })
  );
  await page.evaluate(() => {
    void window.jupyterapp.commands.execute('kernel-agent:clean-up-session');
  });
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog).toContainText('Clean up session main?');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(
    page.getByText('Cleaned up session: main').first()
  ).toBeVisible();
  expect(existsSync(agent.diskPath('sales.agent/main'))).toBe(false);
  expect(existsSync(agent.diskPath('sales.agent/other'))).toBe(true);
  expect(existsSync(agent.diskPath('sales.ipynb'))).toBe(true);

  await expect(agent.turns).toHaveCount(0);
  await agent.ask('a fresh start');
  expect(agent.transcript).not.toContain('the first conversation');
  expect(agent.transcript).toContain('a fresh start');

  const again = await page.evaluate(() =>
    window.jupyterapp.commands.execute('kernel-agent:clean-up-session', {
      session: 'never-used',
      confirmed: true
    })
  );
  expect(again).toBe(false);
});

test('R78: cleaning up ends the turn that runs, and nothing comes back', async ({
  agent,
  model
}) => {
  const gate = createGate();
  model
    .enqueue({
      steps: [
        ...eventStream(textChunks('Half an ans', { usage: null }), false),
        gate.promise
      ]
    })
    .enqueueText('Anew.');
  await agent.send('a long question');
  await expect(agent.lastTurn).toContainText('Half an ans');
  const removed = await agent.page.evaluate(() =>
    window.jupyterapp.commands.execute('kernel-agent:clean-up-session', {
      confirmed: true
    })
  );
  gate.open();
  expect(removed).toBe(true);
  await expect(agent.turns).toHaveCount(0);
  expect(existsSync(agent.diskPath('sales.agent/main'))).toBe(false);
  await agent.ask('a fresh start');
  expect(agent.transcript).not.toContain('a long question');
});

test('R31: a template is chosen by the keyboard', async ({ agent, page }) => {
  await agent.button('Insert a template').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(agent.composer).toBeFocused();
  await expect(agent.composer).toHaveValue('You already calculated:\n- ');
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`nothing of a profile sticks out at 280 pixels, ${theme}`, async ({
    agent
  }) => {
    await agent.page.theme.setTheme(theme);
    const names = Array.from(
      { length: 40 },
      (_, at) => `${'c'.repeat(30)}${at}`
    );
    await agent.addFile(
      'wide.csv',
      `${names.join(',')}\n${names.map(() => 'v'.repeat(80)).join(',')}\n`
    );
    await agent.page.evaluate(() =>
      window.jupyterapp.commands.execute('kernel-agent:profile-file', {
        path: 'wide.csv'
      })
    );
    await agent.page.sidebar.setWidth(280, 'right');
    await toggle(agent).click();
    await agent.button('Show the profile of wide.csv').click();
    await expect(panel(agent)).toContainText('Columns (40)');
    const overflow = await panel(agent).evaluate(node =>
      [node, ...node.querySelectorAll<HTMLElement>('*')]
        .filter(
          each =>
            /filesBody|filesHeader|profileSection|facts/.test(
              String(each.className)
            ) && each.scrollWidth > each.clientWidth + 1
        )
        .map(each => each.className)
    );
    expect(overflow).toEqual([]);
  });
}
