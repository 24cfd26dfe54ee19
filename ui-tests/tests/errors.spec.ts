import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

test('a refused key is a card with a way on, and Retry works once the key is right', async ({
  agent,
  model
}) => {
  model.enqueueJson({ error: { message: 'Incorrect API key provided' } }, 401);
  const turn = await agent.ask('hello');
  await expect(turn).toContainText('key');
  await expect(
    turn.getByRole('button', { name: 'Open settings' })
  ).toBeVisible();
  model.enqueueText('Hello again.');
  await turn.getByRole('button', { name: 'Retry' }).click();
  await expect(agent.turns).toHaveCount(2);
  await agent.idle();
  await expect(agent.lastTurn).toContainText('Hello again.');
});

test('a login page instead of an answer is said to be one', async ({
  agent,
  model
}) => {
  model.enqueueHtml(
    '<html><title>Sign in</title><body>Please sign in</body></html>'
  );
  const turn = await agent.ask('hello');
  await expect(turn.locator('.jp-KernelAgent-card')).toBeVisible();
  await expect(turn).toContainText(
    'A web page (text/html; charset=utf-8) came back'
  );
  model.enqueueText('Fine now.');
  await expect(await agent.ask('and now?')).toContainText('Fine now.');
});

test('code that raises is shown with its traceback, and the model gets to mend it', async ({
  agent,
  model
}) => {
  model
    .enqueueCall('execute_python', { code: '1 / 0' })
    .enqueueCall('execute_python', { code: 'print("mended")' })
    .enqueueText('Mended.');
  const turn = await agent.ask('divide');
  await expect(turn).toContainText('ZeroDivisionError');
  await expect(turn).toContainText('mended');
  expect(agent.chats[1]?.texts.at(-1)).toContain('ZeroDivisionError');
});
