import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'ask' }));

test('code waits for the user; allowed once, it runs once', async ({
  agent,
  model
}) => {
  model
    .enqueueCall('execute_python', { code: 'print("allowed run")' })
    .enqueueText('Ran.');
  await agent.send('run it');
  await expect(agent.button('Allow once')).toBeVisible();
  await expect(agent.sidebar).toContainText('Waiting for your approval');
  await agent.button('Allow once').click();
  await agent.idle();
  await expect(agent.lastTurn.locator('.jp-KernelAgent-outputs')).toContainText(
    'allowed run'
  );

  model
    .enqueueCall('execute_python', { code: 'print("again")' })
    .enqueueText('Ran again.');
  await agent.send('once more');
  await expect(agent.button('Allow once')).toBeVisible();
  await agent.button('Allow for this session').click();
  await agent.idle();

  model
    .enqueueCall('execute_python', { code: 'print("unasked")' })
    .enqueueText('And again.');
  await expect(await agent.ask('and once more')).toContainText('unasked');
});

test('a rejection with a comment reaches the model, and nothing runs', async ({
  agent,
  model
}) => {
  model
    .enqueueCall('execute_python', { code: 'danger = True' })
    .enqueueText('I see.');
  await agent.send('do it');
  await agent.button('Reject…').click();
  await agent.sidebar
    .getByRole('textbox', { name: 'Comment for the agent' })
    .fill('use a copy');
  await agent.button('Reject').click();
  await agent.idle();
  await expect(agent.lastTurn).toContainText('You said: use a copy');
  expect(agent.chats.at(-1)?.texts.at(-1)).toContain('use a copy');
  expect(await agent.runCell('print("danger" in globals())')).toBe('False');
});
