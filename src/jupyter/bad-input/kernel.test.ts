import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../core/clock';
import type { Clock } from '../../core/ports';
import type { ToolBlock } from '../../core/transcript/conversation-types';
import {
  expectNextPromptWorks,
  expectSameAfterReload
} from '../../testing/expect-reload';
import { OpenAIServer } from '../../testing/openai-server';
import { messagesOf } from '../../testing/sent-messages';
import { SessionBench, type BenchOptions } from '../../testing/session-bench';
import { whenOutput, whenPhase } from '../../testing/when';

let model: OpenAIServer;
let bench: SessionBench;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(() => model.reset());

afterEach(() => bench.close());

async function open(options: BenchOptions = {}): Promise<void> {
  bench = await SessionBench.open(model.baseURL, options);
}

function calls(): ToolBlock[] {
  const blocks = bench.session.conversation.turns.at(-1)?.blocks ?? [];
  return blocks.filter(block => block.kind === 'tool');
}

function enqueueCode(code: string, answer = 'Done.'): void {
  model.enqueueCall('execute_python', { code }).enqueueText(answer);
}

/** The last user message that the model was sent. */
function lastPrompt(): string {
  const last = messagesOf(model.chats.at(-1)).findLast(
    message => message.role === 'user'
  );
  return String(last?.content);
}

it('no kernel: what is missing and how to choose one; then it works', async () => {
  await open({ kernelName: 'kernel-that-is-not-installed' });
  model.enqueueCall('execute_python', { code: '1' });
  const result = await bench.ask('Add up');
  expect(result).toMatchObject({ outcome: 'failed', code: [] });
  expect(bench.session.conversation.turns).toMatchObject([
    {
      state: 'failed',
      error: {
        code: 'kernel-unavailable',
        message: 'No kernel could be started.',
        advice: expect.stringContaining('Pick a kernel for this notebook')
      },
      blocks: [{ state: 'error', resultText: 'No kernel could be started.' }]
    }
  ]);
  expect(await bench.readLog()).toContain('No kernel could be started.');
  await expectSameAfterReload(bench);
  await expectNextPromptWorks(bench, model);
  bench.host.kernelName = 'python3';
  enqueueCode('6 * 7');
  expect(await bench.ask('And now?')).toMatchObject({ output: '42' });
});

it('a kernel that cannot live: the turn ends and says so, the next one works', async () => {
  // It is waited for two minutes, as slow machines need them; here a part of that.
  const kernelClock: Clock = {
    ...systemClock,
    delay: (ms, signal) => systemClock.delay(Math.min(ms, 3000), signal)
  };
  await open({ kernelName: 'stillborn', kernelClock });
  model.enqueueCall('execute_python', { code: '1' });
  const result = await bench.ask('Add up');
  expect(result.outcome).toBe('failed');
  const error = bench.session.conversation.turns[0]?.error;
  expect(error?.code).toMatch(/^kernel-(died|unavailable)$/);
  expect(error?.advice).toMatch(/[Kk]ernel/);
  await expectSameAfterReload(bench);
  await expectNextPromptWorks(bench, model);
});

it('a kernel that dies under the code: said to user and model, and it comes back empty', async () => {
  await open();
  enqueueCode('kept = 1\nimport os; os._exit(1)', 'The kernel died.');
  expect((await bench.ask('Crash')).outcome).toBe('answered');
  expect(calls()).toMatchObject([
    {
      state: 'error',
      resultText: expect.stringContaining(
        'The kernel died while this ran: every variable is gone.'
      )
    }
  ]);
  await expectSameAfterReload(bench);
  // The log tells of it, too.
  expect(await bench.readLog()).toContain('The kernel died while this ran');
  enqueueCode('"kept" in globals()');
  expect(await bench.ask('Is it there?')).toMatchObject({ output: 'False' });
  await expectNextPromptWorks(bench, model);
});

it('a kernel that is killed between two turns: the next one says what is gone', async () => {
  await open();
  enqueueCode('kept = 1\nimport os; print(os.getpid())');
  const { output } = await bench.ask('Begin');
  const restarted = new Promise<void>(resolve => {
    bench.kernel.stateChanged.subscribe(({ epoch, status }) => {
      if (epoch === 2 && status === 'idle') {
        resolve();
      }
    });
  });
  process.kill(Number(output), 'SIGKILL');
  await restarted;
  model.enqueueText('Gone, then.');
  expect((await bench.ask('Go on')).outcome).toBe('answered');
  expect(lastPrompt()).toContain(
    'The kernel was restarted since the last turn'
  );
  await expectSameAfterReload(bench);
  await expectNextPromptWorks(bench, model);
});

it('a kernel that was shut down elsewhere: another one is started, and the model is told', async () => {
  await open();
  enqueueCode('kept = 1');
  await bench.ask('Begin');
  await bench.host.connection?.shutdown();
  expect(bench.kernel.state.status).toMatch(/dead|none/);
  enqueueCode('"kept" in globals()');
  expect(await bench.ask('Go on')).toMatchObject({
    outcome: 'answered',
    output: 'False'
  });
  expect(lastPrompt()).toContain(
    'The kernel has ended: every variable from before is gone.'
  );
  await expectNextPromptWorks(bench, model);
});

it('a kernel that is not Python: user and model are told before anything is tried, nothing is run', async () => {
  await open({ kernelName: 'not-python' });
  await bench.kernel.ensureStarted(new AbortController().signal);
  model
    .enqueueCall('dataset_info', { path: 'sales.csv' })
    .enqueueCall('execute_python', { code: 'print(1)' })
    .enqueueText('I can only talk here.');
  expect(await bench.ask('Analyse sales.csv')).toMatchObject({
    outcome: 'answered'
  });
  expect(bench.session.conversation.turns[0]?.blocks[0]).toMatchObject({
    kind: 'notice',
    text: expect.stringMatching(
      /kernel is Echo 1.0 \(echo\), not Python.*cannot run/
    )
  });
  expect(lastPrompt()).toContain('(echo), not Python');
  expect(calls()).toMatchObject([
    { state: 'error', resultText: expect.stringContaining('not Python') },
    { state: 'error', resultText: expect.stringContaining('(echo)') }
  ]);
  expect(calls().flatMap(call => call.outputs)).toEqual([]);
  await expectSameAfterReload(bench);
  await expectNextPromptWorks(bench, model);
  const notices = bench.session.conversation.turns.flatMap(turn =>
    turn.blocks.filter(block => block.kind === 'notice')
  );
  expect(notices).toHaveLength(1);
});

it('a kernel that is busy with a cell of the user’s: the code waits, Stop withdraws it and spares the cell', async () => {
  await open();
  await bench.kernel.ensureStarted(new AbortController().signal);
  const cell = bench.runCell('import time; time.sleep(2.5); print("finished")');
  await bench.whenBusy();
  model.enqueueCall('execute_python', { code: 'agent_was_here = 1' });
  const running = whenPhase(bench.session, 'running-code');
  const result = bench.ask('Do it');
  await running;
  bench.session.stop();
  expect((await result).outcome).toBe('stopped');
  expect(await cell).toBe('finished');
  expect(calls()).toMatchObject([{ state: 'interrupted' }]);
  await expectSameAfterReload(bench);
  enqueueCode('"agent_was_here" in globals()');
  expect(await bench.ask('Is it?')).toMatchObject({ output: 'False' });
  await expectNextPromptWorks(bench, model);
});

it('code that does not heed Stop: the turn ends all the same, and the next prompt works', async () => {
  // It is waited ten seconds for code to come to rest; here a part of that.
  const kernelClock: Clock = {
    ...systemClock,
    delay: (ms, signal) => systemClock.delay(ms === 10_000 ? 1000 : ms, signal)
  };
  await open({ kernelClock });
  enqueueCode('"begin"');
  await bench.ask('Begin');
  model.enqueueCall('execute_python', {
    code: [
      'import os, time',
      'print("begun", flush=True)',
      'while not os.path.exists("enough"):',
      '    try: time.sleep(0.05)',
      '    except KeyboardInterrupt: pass'
    ].join('\n')
  });
  const printed = whenOutput(bench.session, 'begun');
  const result = bench.ask('Loop');
  await printed;
  bench.session.stop();
  expect((await result).outcome).toBe('stopped');
  expect(calls()).toMatchObject([
    { state: 'interrupted', resultText: expect.stringContaining('begun') }
  ]);
  await expectNextPromptWorks(bench, model);
  expect(lastPrompt()).toContain('The kernel is busy');
  await writeFile(bench.path('enough'), '');
  enqueueCode('6 * 7');
  expect((await bench.ask('And now?')).output).toMatch(/42$/);
});

it('a cell of the user’s that fails does not take along the agent’s code behind it', async () => {
  await open();
  const { signal } = new AbortController();
  await bench.kernel.ensureStarted(signal);
  await bench.kernel.callHelper('hello', {}, signal);
  // Sent in one go, as by Run All: the kernel does not say yet that it is busy.
  const cell = bench.runCell('import time; time.sleep(0.3); raise KeyError(1)');
  const outputs: unknown[] = [];
  const result = await bench.kernel.execute('print(6 * 7)', {
    signal,
    softLimitSeconds: 30,
    onOutputs: current => outputs.splice(0, outputs.length, ...current)
  });
  expect(result.status).toBe('ok');
  expect(outputs).toMatchObject([{ text: '42\n' }]);
  expect(await cell).toBe('1');
  const failing = bench.runCell('time.sleep(0.3); raise KeyError(2)');
  expect(await bench.kernel.callHelper('hello', {}, signal)).toBeTruthy();
  await failing;
});
