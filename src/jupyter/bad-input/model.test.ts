import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../core/clock';
import type { Clock } from '../../core/ports';
import {
  expectNextPromptWorks,
  expectSameAfterReload
} from '../../testing/expect-reload';
import { deltaChunk } from '../../testing/model-chunks';
import { OpenAIServer } from '../../testing/openai-server';
import { SessionBench } from '../../testing/session-bench';

/** Waits between attempts need not be sat out; everything else takes the time that it takes. */
const impatient: Clock = {
  ...systemClock,
  delay: (ms, signal) => systemClock.delay(Math.min(ms, 50), signal)
};

let model: OpenAIServer;
let bench: SessionBench;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  model.reset();
  bench = await SessionBench.open(model.baseURL, { clock: impatient });
});

afterEach(() => bench.close());

it('a model that is unreachable: said so after three attempts, with what to check', async () => {
  const gone = await OpenAIServer.start();
  bench.modelURL = gone.baseURL;
  await gone.close();
  const result = await bench.ask('How much did we sell?');
  expect(result).toMatchObject({ outcome: 'failed', answer: '' });
  expect(bench.session.conversation.turns).toMatchObject([
    {
      prompt: 'How much did we sell?',
      state: 'failed',
      error: {
        code: 'model-unreachable',
        message: 'The model server cannot be reached.',
        advice: expect.stringContaining('that the model server is running')
      }
    }
  ]);
  await expectSameAfterReload(bench);
  bench.modelURL = model.baseURL;
  await expectNextPromptWorks(bench, model);
});

it('a model that refuses the key: said so at once, and the key is nowhere on disk', async () => {
  model.enqueueJson(
    {
      error: {
        message: 'Incorrect API key provided: sk-of-the-tests.',
        type: 'invalid_request_error',
        code: 'invalid_api_key'
      }
    },
    401
  );
  await bench.ask('Hello?');
  expect(bench.session.conversation.turns).toMatchObject([
    {
      state: 'failed',
      error: {
        code: 'model-unauthorized',
        message: 'The model server refused the API key.',
        advice: expect.stringContaining('Check the API key')
      }
    }
  ]);
  expect(model.chats).toHaveLength(1);
  expect(model.chats[0]?.headers.authorization).toBe('Bearer sk-of-the-tests');
  expect(
    await readFile(bench.sidecar('transcript.jsonl'), 'utf8')
  ).not.toContain('sk-of-the-tests');
  await expectNextPromptWorks(bench, model);
});

it('a model that answers HTML: no page is taken for an answer', async () => {
  model.enqueueHtml('<html><title>Sign in</title><body>…</body></html>');
  await bench.ask('Hello?');
  const [turn] = bench.session.conversation.turns;
  expect(turn).toMatchObject({
    state: 'failed',
    blocks: [],
    error: {
      code: 'model-unexpected-answer',
      advice: expect.stringContaining('base URL')
    }
  });
  expect(turn?.error?.message).toMatch(/web page/);
  expect(turn?.error?.detail).toContain('Sign in');
  await expectNextPromptWorks(bench, model);
});

it('a model that breaks off in its words: what was shown is kept and marked', async () => {
  model.enqueueBreak([
    deltaChunk({ content: 'Sales rose ' }),
    deltaChunk({ content: 'by 12' })
  ]);
  await bench.ask('How did it go?');
  expect(bench.session.conversation.turns).toMatchObject([
    {
      state: 'failed',
      blocks: [{ segments: [{ text: 'Sales rose by 12' }], incomplete: true }],
      error: {
        code: 'model-stream-broken',
        message: expect.stringContaining('broke off'),
        advice: expect.stringContaining('Send the prompt again')
      }
    }
  ]);
  await expectSameAfterReload(bench);
  await expectNextPromptWorks(bench, model);
  expect(model.chats.at(-1)?.body).toContain('Sales rose by 12');
});

it('a model that breaks off in a call: nothing is run, and the call is closed', async () => {
  model.enqueueBreak([
    deltaChunk({
      tool_calls: [
        {
          index: 0,
          id: 'cut',
          function: { name: 'execute_python', arguments: '{"code":"x = 1' }
        }
      ]
    })
  ]);
  const result = await bench.ask('Set x');
  expect(result).toMatchObject({ outcome: 'failed', code: [] });
  expect(bench.session.conversation.turns).toMatchObject([
    {
      error: { code: 'model-stream-broken' },
      blocks: [
        {
          kind: 'tool',
          state: 'interrupted',
          resultText: expect.stringContaining('cut off')
        }
      ]
    }
  ]);
  expect(bench.kernel.state.status).toBe('none');
  await expectSameAfterReload(bench);
  await expectNextPromptWorks(bench, model);
});

it('a tool that does not exist: the call says which there are, and the model goes on', async () => {
  model
    .enqueueCall('query_database', { sql: 'SELECT 1' })
    .enqueueText('There is no such tool; I will do without.');
  const result = await bench.ask('Query it');
  expect(result.outcome).toBe('answered');
  expect(bench.session.conversation.turns[0]?.blocks).toMatchObject([
    {
      name: 'query_database',
      state: 'error',
      resultText:
        'There is no tool named "query_database". Fix: use one of execute_python, dataset_info, note_finding, build_report.'
    },
    { segments: [{ text: 'There is no such tool; I will do without.' }] }
  ]);
  await expectSameAfterReload(bench);
  await expectNextPromptWorks(bench, model);
});

it.each([
  ['are no JSON', '{"code": "print(1)', /could not be read/],
  ['are JSON of another kind', '["print(1)"]', /could not be read|are wrong/],
  ['lack what is needed', '{"source": "print(1)"}', /are wrong/]
])(
  'arguments that %s: nothing is run, the call says why, the model goes on',
  async (_name, args, reason) => {
    model.enqueueCall('execute_python', args).enqueueText('Again, then.');
    const result = await bench.ask('Print 1');
    expect(result).toMatchObject({ outcome: 'answered', code: [] });
    const [call] = bench.session.conversation.turns[0]?.blocks ?? [];
    expect(call).toMatchObject({ kind: 'tool', state: 'error' });
    expect(call?.kind === 'tool' && call.resultText).toMatch(reason);
    expect(call?.kind === 'tool' && call.resultText).toMatch(
      /Nothing was run\. Fix:/
    );
    await expectSameAfterReload(bench);
    await expectNextPromptWorks(bench, model);
  }
);

it('Stop ends the wait for another attempt at once', async () => {
  const patient = await bench.reopened({ clock: systemClock });
  try {
    model.enqueueJson({ error: { message: 'busy' } }, 503, {
      'retry-after': '50'
    });
    patient.session.statusChanged.subscribe(({ phase }) => {
      if (phase === 'waiting-to-retry') {
        patient.session.stop();
      }
    });
    expect((await patient.ask('Hello?')).outcome).toBe('stopped');
    expect(patient.session.conversation.turns).toMatchObject([
      { state: 'stopped', error: null }
    ]);
    await expectNextPromptWorks(patient, model);
  } finally {
    await patient.close();
  }
});
