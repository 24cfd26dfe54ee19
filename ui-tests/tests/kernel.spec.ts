import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

test('a restart of the kernel is told to the user and to the model', async ({
  agent,
  model
}) => {
  model
    .enqueueCall('execute_python', { code: 'precious = [1, 2, 3]' })
    .enqueueText('Made it.')
    .enqueueText('It is gone.');
  await agent.ask('make something');
  await agent.page.evaluate(async () => {
    const { currentWidget } = window.jupyterapp.shell;
    await (
      currentWidget as unknown as {
        sessionContext: { restartKernel(): Promise<void> };
      }
    ).sessionContext.restartKernel();
  });
  await agent.ask('is it still there?');
  const told = agent.chats.at(-1)?.texts.at(-1) ?? '';
  expect(told).toContain('restarted');
  expect(told).toContain('precious');
});

test('a kernel that dies in a turn is said, and is started again with the next prompt', async ({
  agent,
  model
}) => {
  model
    .enqueueCall('execute_python', {
      code: 'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)'
    })
    .enqueueText('The kernel died.');
  await agent.send('kill it');
  // JupyterLab tells it in a dialog of its own.
  await agent.page
    .locator('.jp-Dialog')
    .getByRole('button', { name: 'Ok' })
    .click();
  await agent.idle();
  await expect(agent.lastTurn).toContainText('kernel died');
  model
    .enqueueCall('execute_python', { code: 'print("alive again")' })
    .enqueueText('Good.');
  await expect(await agent.ask('and now?')).toContainText('alive again');
});

test('R50: the prompt goes to the notebook it was sent from, also when another one comes to the front', async ({
  agent,
  model
}) => {
  model
    .enqueueCall('execute_python', { code: 'owner = "sales"' })
    .enqueueText('First.');
  await agent.ask('first notebook');
  await agent.createNotebook('other.ipynb');
  await expect(agent.turns).toHaveCount(0);
  model
    .enqueueCall('execute_python', { code: 'print("owner" in globals())' })
    .enqueueText('Second.');
  await expect(await agent.ask('second notebook')).toContainText('False');
  await agent.open('sales.ipynb');
  await expect(agent.turns).toHaveCount(1);
  await expect(agent.lastTurn).toContainText('first notebook');
});
