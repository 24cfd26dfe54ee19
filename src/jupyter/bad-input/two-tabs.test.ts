import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { historyMessages } from '../../core/transcript/model-messages';
import {
  expectNextPromptWorks,
  expectSameAfterReload,
  expectValidMessages
} from '../../testing/expect-reload';
import { eventStream, textChunks } from '../../testing/model-chunks';
import { createGate, OpenAIServer } from '../../testing/openai-server';
import { SessionBench } from '../../testing/session-bench';

let model: OpenAIServer;
let here: SessionBench;
let there: SessionBench;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  model.reset();
  here = await SessionBench.open(model.baseURL);
  there = await here.reopened();
  await Promise.all([here.session.load(), there.session.load()]);
});

afterEach(async () => {
  await there.close(false);
  await here.close();
});

function prompts(bench: SessionBench): string[] {
  return bench.session.conversation.turns.map(turn => turn.prompt);
}

it('two tabs on one notebook: prompts in turns, one kernel, one conversation, nothing is lost', async () => {
  model
    .enqueueCall('execute_python', { code: 'x = 41' })
    .enqueueText('Set.')
    .enqueueCall('execute_python', { code: 'print(x + 1)' })
    .enqueueText('Read.')
    .enqueueText('Good.');
  await here.ask('set x here');
  await there.kernel.ensureStarted(new AbortController().signal);
  expect(await there.ask('read x there')).toMatchObject({ output: '42' });
  await here.ask('here again');
  expect(prompts(here)).toEqual(['set x here', 'read x there', 'here again']);
  // The model that answers here knows what was said there.
  const history = historyMessages(here.session.entries);
  expectValidMessages(history);
  expect(model.chats.at(-1)?.body).toContain('read x there');
  expect(model.chats.at(-1)?.body).toContain('print(x + 1)');
  await expectSameAfterReload(here);
  await expectNextPromptWorks(there, model);
  expect(prompts(there)).toEqual([
    'set x here',
    'read x there',
    'here again',
    'Still there?'
  ]);
});

it('R60: two tabs on one notebook: in the middle of a turn the other one is told "busy", and nothing of it is written', async () => {
  const gate = createGate();
  const [first = '', ...rest] = eventStream(textChunks('All done.'));
  model.enqueueSteps(first, gate.promise, ...rest);
  const running = here.ask('a long turn');
  await model.waitForChats(1);
  await expect(there.ask('me too')).rejects.toMatchObject({
    code: 'session-busy',
    message: 'Another tab is in the middle of a turn in this session.',
    advice: expect.stringContaining('Wait until it is done')
  });
  expect(there.session.conversation.turns).toMatchObject([
    { prompt: 'a long turn', state: 'running' }
  ]);
  gate.open();
  expect((await running).answer).toBe('All done.');
  expect(
    await readFile(here.sidecar('transcript.jsonl'), 'utf8')
  ).not.toContain('me too');
  await expectNextPromptWorks(there, model);
  expect(prompts(there)).toEqual(['a long turn', 'Still there?']);
});

it('R60: two tabs on one notebook: of two prompts at the very same time one runs, the other is told "busy"', async () => {
  const gate = createGate();
  model.answer = async () => {
    await gate.promise;
    return { steps: eventStream(textChunks('Answered.')) };
  };
  const asked = [here.ask('from here'), there.ask('from there')];
  const both = Promise.allSettled(asked);
  // The one that runs is held until the other one was told.
  await Promise.race(asked).catch(() => undefined);
  gate.open();
  const results = await both;
  model.answer = null;
  expect(results.map(result => result.status).sort()).toEqual([
    'fulfilled',
    'rejected'
  ]);
  const isHere = results[0]?.status === 'fulfilled';
  const [winner, loser] = isHere ? [here, there] : [there, here];
  expect(results[isHere ? 1 : 0]).toMatchObject({
    reason: { code: 'session-busy' }
  });
  expect(model.chats).toHaveLength(1);
  await expectNextPromptWorks(loser, model);
  const shown = [isHere ? 'from here' : 'from there', 'Still there?'];
  expect(prompts(loser)).toEqual(shown);
  await expectNextPromptWorks(winner, model);
  expect(prompts(winner)).toEqual([...shown, 'Still there?']);
});
