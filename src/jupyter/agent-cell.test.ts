import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AgentCellOutcome } from '../core/agent-cell/cell';
import { parseAgentCell } from '../core/agent-cell/parse-cell';
import { runAgentCell, type AgentCellHost } from '../core/agent-cell/run-cell';
import type { Output } from '../core/outputs';
import { markdownOf } from '../testing/cell-harness';
import { OpenAIServer } from '../testing/openai-server';
import { SessionBench } from '../testing/session-bench';

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

afterEach(async () => {
  expect(model.unscripted).toBe(0);
  await bench.close();
});

/** Runs an agent cell beside the bench's notebook; each source is a cell of its own. */
async function run(
  source: string,
  signal = new AbortController().signal
): Promise<{ outcome: AgentCellOutcome; shown: string[] }> {
  const parsed = parseAgentCell(source);
  if (!parsed) {
    throw new Error('This is no agent cell.');
  }
  const host: AgentCellHost = {
    defaultSession: 'main',
    session: async () => {
      await bench.session.load();
      return bench.session;
    },
    kernel: bench.kernel,
    removeSession: async () => '',
    readLog: () => bench.readLog()
  };
  let outputs: readonly Output[] = [];
  const outcome = await runAgentCell(
    { id: source, source, above: [] },
    parsed,
    host,
    all => (outputs = all),
    signal
  );
  return { outcome, shown: markdownOf(outputs) };
}

/** A cell of the user's, who has a kernel by then. */
async function user(code: string): Promise<string> {
  await bench.kernel.ensureStarted(new AbortController().signal);
  return bench.runCell(code);
}

it('R50 R52 a prompt tells the model what the kernel knows, and the answer is the user’s', async () => {
  await user(
    'import pandas as pd\ndf = pd.DataFrame({"region": ["North", "South"], "sales": [1200.5, 800.25]})'
  );
  model
    .enqueueCall('execute_python', {
      code: 'print(df.sales.max())\ndf.head(1)'
    })
    .enqueueText('<think>easy</think>North, with **1200.5**.');
  const { outcome, shown } = await run(
    '%%agent -o best\nOf {df["sales"].sum():,.2f} in {", ".join(df.region)} {{sic}}: who has most?'
  );
  expect(outcome).toMatchObject({ status: 'ok', error: null });
  expect(bench.session.conversation.turns[0]?.prompt).toBe(
    'Of 2,000.75 in North, South {sic}: who has most?'
  );
  expect(shown).toEqual([
    expect.stringMatching(/^\*Agent · turn 1 · scripted · /),
    '```python\nprint(df.sales.max())\ndf.head(1)\n```\n\n```\n1200.5\n```',
    'text/plain text/html',
    'North, with **1200.5**.'
  ]);
  expect(
    await user('print(best, sorted(n for n in dir() if "agent" in n))')
  ).toBe('North, with **1200.5**. []');
});

it('the kernel is started for an expression; one that fails is named, and no model is asked', async () => {
  const { outcome, shown } = await run('%%agent\nThe {1 + 1} of {totl:.2f}?');
  expect(outcome).toMatchObject({
    status: 'error',
    error: { code: 'expression-failed' },
    result: null
  });
  expect(shown).toEqual([
    expect.stringContaining(
      "ExpressionFailed: An expression in the prompt could not be evaluated. {totl:.2f}: NameError: name 'totl' is not defined"
    )
  ]);
  expect((await run('%%agent\nWrite {"a": 1}')).shown[0]).toMatch(
    /\{"a": 1\}: .*Write \{\{ and \}\} for braces that are meant as text\.$/
  );
  expect(bench.kernel.state.status).not.toBe('none');
  expect(model.chats).toEqual([]);
  expect(bench.session.conversation.turns).toEqual([]);
});

it('a turn that fails fails the cell; code that fails on the way does not', async () => {
  model
    .enqueueCall('execute_python', { code: '1 / 0' })
    .enqueueText('That was no good.');
  const mended = await run('%%agent\nDivide');
  expect(mended.outcome.status).toBe('ok');
  expect(mended.shown[1]).toContain('ZeroDivisionError: division by zero');
  model.enqueueJson({ error: { message: 'Wrong key.' } }, 401);
  const failed = await run('%%agent -o answer\nAgain');
  expect(failed.outcome).toMatchObject({
    status: 'error',
    error: { code: 'model-unauthorized' },
    result: { outcome: 'failed' }
  });
  expect(failed.shown.at(-1)).toMatch(/^ModelUnauthorized: /);
  expect(await user('print("answer" in dir())')).toBe('False');
});

it('Stop ends an expression that takes long, and the kernel is free again', async () => {
  await user('import time');
  const stop = new AbortController();
  // With the helper in place, what makes the kernel busy is the expression.
  await bench.kernel.callHelper('hello', {}, stop.signal);
  const busy = bench.whenBusy();
  const running = run('%%agent\nWait for {time.sleep(60)}', stop.signal);
  await busy;
  stop.abort();
  const { outcome } = await running;
  expect(outcome.error?.code).toBe('stopped');
  expect(await user('print("free")')).toBe('free');
  expect(model.chats).toEqual([]);
});

it('commands tell of a real kernel and sidecar', async () => {
  await user('x = [1, 2]');
  model.enqueueText('Hello.');
  await run('%%agent\nHello');
  const { outcome, shown } = await run(
    '%agent status\n%agent namespace\n%agent log\n%agent context'
  );
  expect(outcome.status).toBe('ok');
  expect(shown[0]).toContain('1 turn in this run');
  expect(shown[1]).toContain('| `x` | list | 2 items: &#91;1, 2&#93; |');
  expect(shown[2]).toContain('Kernel Agent - Session Log');
  expect(shown[3]).toContain('No saved file context for session main.');
});
