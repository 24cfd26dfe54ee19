import { textChunks } from '../../src/testing/model-chunks';
import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

test('R18 R62 R63: after a reload the conversation is there, and the model remembers it', async ({
  agent,
  model
}) => {
  model
    .enqueueCall('execute_python', {
      code: 'import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint("plotted")'
    })
    .enqueueText('A **rising** line.');
  await agent.ask('plot something');
  await agent.page.notebook.save();
  await agent.reload();

  const turn = agent.lastTurn;
  await expect(turn).toContainText('plot something');
  await expect(turn.locator('strong')).toHaveText('rising');
  await expect(turn).toContainText('plotted');
  await expect(turn.locator('.jp-KernelAgent-outputs img')).toBeVisible();

  model.enqueueText('Yes, a line.');
  await agent.ask('do you remember?');
  const [, second, third] = agent.chats;
  expect(third?.messages.slice(0, second?.messages.length)).toEqual(
    second?.messages
  );
});

test('R61 R63: a reload in the middle of a turn loses nothing that was shown, and the next prompt works', async ({
  agent,
  model
}) => {
  model
    .enqueueCall('execute_python', { code: 'kept = 7\nprint("kept it")' })
    .enqueueHang(textChunks('Half a sen', { finishReason: null, usage: null }));
  await agent.send('do two things');
  await expect(agent.lastTurn).toContainText('Half a sen');
  await agent.reload();

  await expect(agent.lastTurn).toContainText('kept it');
  await expect(agent.lastTurn).toContainText('interrupted');
  model.enqueueText('On we go.');
  await expect(await agent.ask('go on')).toContainText('On we go.');
  const roles = agent.chats.at(-1)?.roles ?? [];
  expect(roles.filter(role => role === 'tool')).toHaveLength(1);
  expect(await agent.runCell('print(kept)')).toBe('7');
});

test('what was typed and not sent is there after a reload', async ({
  agent
}) => {
  await agent.composer.fill('half a thought');
  await agent.composer.blur();
  await agent.page.notebook.save();
  await agent.reload();
  await expect(agent.composer).toHaveValue('half a thought');
});
