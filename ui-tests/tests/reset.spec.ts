import { readdirSync } from 'node:fs';
import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

test('R74 R75: a reset is confirmed first; transcript, log and file context stay, and files are told anew without being read', async ({
  agent,
  model
}) => {
  await agent.addFile('sales.csv', 'region,units\nNorth,3\nSouth,5\n');
  model.enqueueText('Eight units.');
  await agent.ask('How many units are in sales.csv?');
  await expect(agent.lastTurn).toContainText('read: 2 × 2');

  const dialog = agent.page.locator('.jp-Dialog');
  await agent.button('Start a new run').click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(agent.turns).toHaveCount(1);

  await agent.button('Start a new run').click();
  await expect(dialog).toContainText(
    'The transcript and the session log keep it'
  );
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(agent.turns).toHaveCount(0);
  expect(agent.transcript).toContain('"kind":"reset"');
  expect(agent.transcript).toContain('Eight units.');
  const names = readdirSync(
    agent.diskPath(agent.notebook.replace(/\.ipynb$/, '.agent/main'))
  );
  expect(names.filter(name => name.endsWith('_session.txt'))).toHaveLength(1);

  model.enqueueText('Still eight.');
  await agent.ask('And now?');
  const [, second] = agent.chats;
  const told = JSON.stringify(second?.messages.at(-1));
  expect(told).toContain('File: sales.csv');
  expect(told).toContain("pd.read_csv('sales.csv')");
  await expect(agent.lastTurn).not.toContainText('read: 2 × 2');
});
