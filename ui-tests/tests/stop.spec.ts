import {
  callChunks,
  eventStream,
  textChunks
} from '../../src/testing/model-chunks';
import { expect, settings, test } from '../support/test';

test.use(settings({ approvalMode: 'auto' }));

test('R59: Stop ends the stream, and the next prompt works', async ({
  agent,
  model
}) => {
  model.enqueueHang(
    textChunks('Once upon a time', { finishReason: null, usage: null })
  );
  await agent.send('tell me a long story');
  await expect(agent.lastTurn).toContainText('Once upon a time');
  await agent.button('Stop').click();
  await agent.idle();
  await expect(agent.lastTurn).toContainText('You stopped this turn.');
  await model.chats[0]?.closed;

  model.enqueueText('Here I am.');
  await expect(await agent.ask('still there?')).toContainText('Here I am.');
  expect(agent.chats.at(-1)?.texts.join('\n')).toContain('Once upon a time');
});

test("R59: Stop interrupts the agent's code; the kernel and what it had are still there", async ({
  agent,
  model
}) => {
  model.enqueueCall('execute_python', {
    code: 'import time\nstarted = True\nprint("working", flush=True)\nwhile True:\n    time.sleep(0.05)'
  });
  await agent.send('work for ever');
  await expect(agent.lastTurn).toContainText('working');
  await agent.button('Stop').click();
  await agent.idle();
  await expect(agent.lastTurn).toContainText('You stopped this turn.');
  expect(await agent.runCell('print(started)')).toBe('True');
});

test("Stop spares the user's own cell when the agent only waits for the kernel", async ({
  agent,
  model
}) => {
  await agent.runCell('import time, os\nprint(os.getpid())');
  const { page } = agent;
  await page.notebook.addCell(
    'code',
    '[time.sleep(0.05) for _ in iter(lambda: os.path.exists("go-on"), True)]; print("my cell ended by itself")'
  );
  const index = (await page.notebook.getCellCount()) - 1;
  await page.notebook.selectCells(index);
  await page.evaluate(() => {
    void window.jupyterapp.commands.execute('notebook:run-cell');
  });
  await expect(page.locator('.jp-Notebook-ExecutionIndicator')).toHaveAttribute(
    'data-status',
    'busy'
  );

  model.enqueue({
    steps: eventStream(
      callChunks([{ name: 'execute_python', args: { code: 'print("mine")' } }])
    )
  });
  await agent.send('run something');
  await expect(agent.lastTurn.locator('.jp-KernelAgent-tool')).toContainText(
    'print("mine")'
  );
  await agent.button('Stop').click();
  await agent.idle();
  await agent.addFile('go-on', '');
  await expect(page.locator('.jp-Cell-outputWrapper').last()).toContainText(
    'my cell ended by itself'
  );
});

test('R60: a prompt sent while a turn runs waits in the queue, and can be taken back', async ({
  agent,
  model
}) => {
  model.enqueueHang(
    textChunks('Thinking aloud', { finishReason: null, usage: null })
  );
  await agent.send('first');
  await expect(agent.lastTurn).toContainText('Thinking aloud');
  await agent.composer.fill('second');
  await agent.composer.press('Enter');
  await agent.composer.fill('third');
  await agent.composer.press('Enter');
  const queue = agent.sidebar.locator('.jp-KernelAgent-queue');
  await expect(queue).toContainText('second');
  await queue.getByRole('button', { name: 'Take back' }).last().click();
  await expect(queue).not.toContainText('third');

  await agent.button('Stop').click();
  await expect(queue).toContainText('Held back');
  model.enqueueText('The second answer.');
  await agent.button('Run now').click();
  await expect(agent.lastTurn).toContainText('The second answer.');
  await expect(agent.turns).toHaveCount(2);
});
