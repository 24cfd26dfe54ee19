import { stat } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ToolBlock } from '../../core/transcript/conversation-types';
import {
  expectNextPromptWorks,
  expectSameAfterReload
} from '../../testing/expect-reload';
import { OpenAIServer } from '../../testing/openai-server';
import { SessionBench } from '../../testing/session-bench';
import { whenOutput, whenPhase } from '../../testing/when';

let model: OpenAIServer;
let bench: SessionBench;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  model.reset();
  bench = await SessionBench.open(model.baseURL);
});

afterEach(() => bench.close());

/** The calls of a turn, the last one's unless said otherwise. */
function calls(turn = -1): ToolBlock[] {
  const blocks = bench.session.conversation.turns.at(turn)?.blocks ?? [];
  return blocks.filter(block => block.kind === 'tool');
}

/** The namespace is as it was: code runs, and sees what ran before. */
async function expectCodeStillRuns(expression = '6 * 7'): Promise<void> {
  model.enqueueCall('execute_python', { code: expression }).enqueueText('Ran.');
  expect(await bench.ask('Run it')).toMatchObject({
    outcome: 'answered',
    output: expect.stringMatching(/\b42$/)
  });
}

it('code that raises: user and model read the traceback, what it assigned stays', async () => {
  model
    .enqueueCall('execute_python', { code: 'kept = 42\n1 / 0' })
    .enqueueText('It divides by zero.');
  const result = await bench.ask('Divide');
  expect(result).toMatchObject({ outcome: 'answered', attempts: 1 });
  expect(calls()).toMatchObject([
    {
      state: 'error',
      outputs: [{ output_type: 'error', ename: 'ZeroDivisionError' }],
      resultText: expect.stringContaining('ZeroDivisionError: division by zero')
    }
  ]);
  expect(model.chats.at(-1)?.body).toContain('ZeroDivisionError');
  await expectSameAfterReload(bench);
  await expectCodeStillRuns('kept');
  await expectNextPromptWorks(bench, model);
});

it('code that never ends: Stop interrupts it, what it printed stays', async () => {
  model.enqueueCall('execute_python', {
    code: 'kept = 42\nprint("begun", flush=True)\nwhile True: pass'
  });
  const printed = whenOutput(bench.session, 'begun');
  const result = bench.ask('Loop');
  await printed;
  bench.session.stop();
  expect(await result).toMatchObject({ outcome: 'stopped' });
  expect(bench.session.conversation.turns[0]).toMatchObject({
    state: 'stopped',
    error: null
  });
  expect(calls()).toMatchObject([
    {
      state: 'interrupted',
      resultText: expect.stringMatching(/begun[^]*Interrupted after \d/)
    }
  ]);
  await expectSameAfterReload(bench);
  await expectCodeStillRuns('kept');
  await expectNextPromptWorks(bench, model);
});

it('R59: code that takes long: the model gets what there is at the soft limit, the next call waits and brings the rest', async () => {
  await bench.close();
  bench = await SessionBench.open(model.baseURL, { softLimitSeconds: 0.3 });
  model
    .enqueueCall('execute_python', {
      code: 'import time\nprint("early", flush=True)\ntime.sleep(1.2)\nkept = 42\nprint("late")'
    })
    .enqueueCall('execute_python', { code: 'kept' })
    .enqueueText('Done.');
  expect((await bench.ask('Wait')).outcome).toBe('answered');
  const [first, second] = calls();
  expect(first?.resultText).toMatch(/^early\nStill running after 0\.\d s/);
  expect(second?.resultText).toContain('late');
  expect(second?.resultText).toContain('42');
  // The user sees all of it where it belongs, also after a reload.
  expect(first?.outputs).toMatchObject([{ text: 'early\nlate\n' }]);
  await expectSameAfterReload(bench);
  await expectNextPromptWorks(bench, model);
});

it('R59: Stop after the soft limit still reaches the code that goes on', async () => {
  await bench.close();
  bench = await SessionBench.open(model.baseURL, { softLimitSeconds: 0.2 });
  model
    .enqueueCall('execute_python', {
      code: 'kept = 42\nprint("begun", flush=True)\nwhile True: pass'
    })
    .enqueueCall('execute_python', { code: 'second = 1' });
  const waits = whenPhase(bench.session, 'running-code', 2);
  const result = bench.ask('Loop');
  await waits;
  bench.session.stop();
  expect((await result).outcome).toBe('stopped');
  await expectCodeStillRuns('kept');
  await expectNextPromptWorks(bench, model);
});

it('code that prints 100 MB: the user is told that not all of it was kept', async () => {
  model
    .enqueueCall('execute_python', {
      code: 'print("begin")\nfor _ in range(100): print("x" * 1_000_000)\nprint("end")'
    })
    .enqueueText('That was much.');
  expect((await bench.ask('Print')).outcome).toBe('answered');
  const [call] = calls();
  expect(call?.state).toBe('ok');
  // The server drops what comes too fast, and says so; what it lets through is cut here.
  expect(call?.resultText).toMatch(/characters left out|data rate exceeded/);
  expect(call?.resultText.length).toBeLessThan(13_000);
  expect((await stat(bench.sidecar('transcript.jsonl'))).size).toBeLessThan(
    1_000_000
  );
  expect(model.chats.at(-1)?.body.length).toBeLessThan(40_000);
  await expectSameAfterReload(bench);
  await expectCodeStillRuns();
  await expectNextPromptWorks(bench, model);
});

it('code whose value or error is 30 MB long: it is bounded as well', async () => {
  model
    .enqueueCall('execute_python', { code: '"v" * 30_000_000' })
    .enqueueCall('execute_python', {
      code: 'raise ValueError("e" * 30_000_000)'
    })
    .enqueueText('That was much.');
  expect((await bench.ask('Show')).outcome).toBe('answered');
  const [value, error] = calls();
  expect(value?.resultText).toMatch(/left out|Too large/);
  expect(error?.state).toBe('error');
  expect(error?.resultText).toMatch(/left out|Too large/);
  expect((await stat(bench.sidecar('transcript.jsonl'))).size).toBeLessThan(
    1_000_000
  );
  await expectSameAfterReload(bench);
  await expectNextPromptWorks(bench, model);
});

it('code that asks for input(): it is told at once that nobody can answer, and what to do instead', async () => {
  model
    .enqueueCall('execute_python', { code: 'name = input("Your name? ")' })
    .enqueueText('Please tell me your name.');
  expect((await bench.ask('Ask me')).outcome).toBe('answered');
  expect(calls()).toMatchObject([
    {
      state: 'error',
      outputs: [{ ename: 'StdinNotImplementedError' }],
      resultText: expect.stringContaining(
        'Code cannot ask for input here. Ask the user in your answer instead'
      )
    }
  ]);
  await expectSameAfterReload(bench);
  await expectCodeStillRuns();
  await expectNextPromptWorks(bench, model);
});

it('displays that are updated and cleared are, after a reload, as they were seen last', async () => {
  model
    .enqueueCall('execute_python', {
      code: [
        'from IPython.display import display, clear_output',
        'print("gone")',
        'display("gone as well")',
        'clear_output()',
        'bar = display("0 %", display_id=True)',
        'print("between")',
        'bar.update("100 %")'
      ].join('\n')
    })
    .enqueueText('Done.');
  await bench.ask('Show progress');
  expect(calls()[0]?.outputs).toMatchObject([
    { data: { 'text/plain': "'100 %'" } },
    { text: 'between\n' }
  ]);
  await expectSameAfterReload(bench);
});

it('a display that is updated or cleared at the very end leaves nothing stale', async () => {
  model
    .enqueueCalls([
      {
        name: 'execute_python',
        args: {
          code: 'from IPython.display import display, clear_output\nbar = display("0 %", display_id=True)\nbar.update("100 %")'
        }
      },
      {
        name: 'execute_python',
        args: { code: 'print("a")\ndisplay("b")\nprint("c")\nclear_output()' }
      }
    ])
    .enqueueText('Done.');
  await bench.ask('Show progress');
  expect(calls().map(call => call.outputs)).toMatchObject([
    [{ data: { 'text/plain': "'100 %'" } }],
    []
  ]);
  await expectSameAfterReload(bench);
});
