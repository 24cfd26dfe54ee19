import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../core/outputs';
import type { ExecutionOptions, ExecutionResult } from '../core/ports';
import { testKernel, type TestKernel } from '../testing/kernel-host';

let test: TestKernel;
const never = new AbortController().signal;

beforeAll(async () => {
  test = testKernel();
  await test.kernel.ensureStarted(never);
});

afterAll(() => test.dispose());

function run(
  code: string,
  options: Partial<ExecutionOptions> = {}
): Promise<ExecutionResult> {
  return test.kernel.execute(code, {
    signal: never,
    softLimitSeconds: 60,
    onOutputs: () => undefined,
    ...options
  });
}

function textOf(outputs: readonly Output[]): string {
  return outputs
    .map(output => (output.output_type === 'stream' ? output.text : ''))
    .join('');
}

/** Resolves when the code printed `text`. */
function whenPrinted(text: string): {
  onOutputs: ExecutionOptions['onOutputs'];
  printed: Promise<void>;
} {
  let found = (): void => undefined;
  const printed = new Promise<void>(resolve => (found = resolve));
  return {
    printed,
    onOutputs: outputs => {
      if (textOf(outputs).includes(text)) {
        found();
      }
    }
  };
}

describe('code on a real kernel', () => {
  it('R50 leaves its variables in the user’s namespace, and sees the user’s', async () => {
    await test.runCell('mine = 20');
    expect((await run('yours = mine + 1')).status).toBe('ok');
    expect(await test.runCell('print(yours + mine)')).toBe('41');
  });

  it('captures every kind of output with all its MIME types', async () => {
    const { status, outputs } = await run(
      [
        'import sys',
        'from IPython.display import display, HTML, JSON',
        'print("out")',
        'print("err", file=sys.stderr)',
        'display(HTML("<b>bold</b>"))',
        'display({"application/x-custom+json": {"a": 1}}, raw=True)',
        '6 * 7'
      ].join('\n')
    );
    expect(status).toBe('ok');
    expect(outputs).toMatchObject([
      { output_type: 'stream', name: 'stdout', text: 'out\n' },
      { output_type: 'stream', name: 'stderr', text: 'err\n' },
      { output_type: 'display_data', data: { 'text/html': '<b>bold</b>' } },
      { data: { 'application/x-custom+json': { a: 1 } } },
      { output_type: 'execute_result', data: { 'text/plain': '42' } }
    ]);
  });

  it('R54 R58 captures figures, also without plt.show()', async () => {
    const { outputs } = await run(
      'import matplotlib.pyplot as plt\nplt.plot([1, 2])\nNone'
    );
    const figure = outputs.find(output => 'data' in output);
    expect(figure).toMatchObject({ output_type: 'display_data' });
    expect(JSON.stringify(figure)).toContain('image/png');
  });

  it('leaves In, Out, _ and the execution counter as they were', async () => {
    await test.runCell('"kept"');
    const look =
      'print(repr(_), len(In), sorted(Out)[-1:], get_ipython().execution_count)';
    await run(look);
    const before = await run(look);
    await run('123456\n');
    await run('raise ValueError("no")');
    await test.kernel.callHelper('hello', {}, never);
    const after = await run(look);
    expect(textOf(after.outputs)).toBe(textOf(before.outputs));
    expect(textOf(after.outputs)).toContain("'kept'");
  });

  it('streams what is printed while the code runs', async () => {
    const { onOutputs, printed } = whenPrinted('first');
    const running = run(
      'print("first", flush=True)\nimport time\nwhile not globals().get("released_never"): time.sleep(0.01)',
      { onOutputs, softLimitSeconds: 60, signal: abortWhen(printed) }
    );
    await printed;
    expect((await running).status).toBe('interrupted');
  });

  it('code that raises: the error with its traceback', async () => {
    const { status, outputs } = await run('1 / 0');
    expect(status).toBe('error');
    expect(outputs).toMatchObject([
      { output_type: 'error', ename: 'ZeroDivisionError' }
    ]);
    expect((await run('"fine"')).status).toBe('ok');
  });

  it('code that asks for input() gets a clear error instead of waiting', async () => {
    const { status, outputs } = await run('input("name? ")');
    expect(status).toBe('error');
    expect(outputs).toMatchObject([{ ename: 'StdinNotImplementedError' }]);
  });

  it('does not abort what the user has queued behind code that fails', async () => {
    const failing = run('import time; time.sleep(0.2); raise RuntimeError');
    const queued = test.runCell('print("ran")');
    expect((await failing).status).toBe('error');
    expect(await queued).toBe('ran');
  });

  it('code that prints 100 MB: what is kept is bounded, and the kernel goes on', async () => {
    const { status, outputs } = await run(
      'print("begin")\nfor _ in range(100): print("x" * 1_000_000)\nprint("end")'
    );
    expect(status).toBe('ok');
    const text = textOf(outputs);
    expect(text.length).toBeLessThan(500_000);
    // The server itself drops what comes too fast, and says so.
    expect(text).toMatch(/characters left out|data rate exceeded/);
    expect(textOf((await run('print("fine")')).outputs)).toBe('fine\n');
  }, 120_000);
});

function abortWhen(event: Promise<unknown>): AbortSignal {
  const controller = new AbortController();
  void event.then(() => controller.abort());
  return controller.signal;
}

describe('stopping', () => {
  it('R59 interrupts endless code and keeps what it printed', async () => {
    const { onOutputs, printed } = whenPrinted('tick');
    const result = await run(
      'import time\nwhile True:\n    print("tick", flush=True)\n    time.sleep(0.01)',
      { onOutputs, signal: abortWhen(printed) }
    );
    expect(result.status).toBe('interrupted');
    expect(textOf(result.outputs)).toContain('tick');
    expect((await run('"fine"')).status).toBe('ok');
  });

  it('spares the user’s own cell: a request behind it is withdrawn, nothing is interrupted', async () => {
    const cell = test.runCell(
      'import time\nfor _ in range(50): time.sleep(0.02)\nprint("finished")'
    );
    const controller = new AbortController();
    const running = run('agent_was_here = True', { signal: controller.signal });
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'stopped' });
    expect(await cell).toBe('finished');
    expect(await test.runCell('print("agent_was_here" in globals())')).toBe(
      'False'
    );
  });

  it('R59 gives what there is so far at the soft limit, and the rest later', async () => {
    const result = await run(
      'import time\nprint("early", flush=True)\ntime.sleep(1.5)\nprint("late")',
      { softLimitSeconds: 0.5 }
    );
    expect(result.status).toBe('running');
    expect(textOf(result.outputs)).toContain('early');
    const rest = await result.finished;
    expect(rest?.status).toBe('ok');
    expect(textOf(rest?.outputs ?? [])).toContain('late');
  });
});

describe('the life of a kernel', () => {
  let own: TestKernel;
  beforeEach(() => {
    own = testKernel();
    return () => own.dispose();
  });

  const options = {
    signal: never,
    softLimitSeconds: 60,
    onOutputs: () => undefined
  };

  it('there is none until it is needed; then it is started', async () => {
    expect(own.kernel.state).toMatchObject({ status: 'none', epoch: 0 });
    const description = await own.kernel.ensureStarted(never);
    expect(description).toMatchObject({ name: 'python3', language: 'python' });
    expect(own.kernel.state.epoch).toBe(1);
  });

  it('R50 counts a restart as another life', async () => {
    await own.kernel.ensureStarted(never);
    await own.kernel.execute('x = 1', options);
    await own.host.connection?.restart();
    await own.kernel.ensureStarted(never);
    expect(own.kernel.state.epoch).toBe(2);
    const { status } = await own.kernel.execute('x', options);
    expect(status).toBe('error');
  });

  it('a kernel that dies under the code is said so, and comes back', async () => {
    await own.kernel.ensureStarted(never);
    const result = await own.kernel.execute('import os; os._exit(1)', options);
    expect(result.status).toBe('died');
    await own.kernel.ensureStarted(never);
    const again = await own.kernel.execute('print("back")', options);
    expect(textOf(again.outputs)).toContain('back');
    expect(own.kernel.state.epoch).toBe(2);
  });

  it('R51 R52 shows the namespace without a trace in it', async () => {
    await own.kernel.ensureStarted(never);
    await own.runCell('import pandas as pd\ndf = pd.DataFrame({"a": [1, 2]})');
    const before = await own.runCell('print(sorted(globals()), len(In))');
    const namespace = await own.kernel.callHelper(
      'namespace',
      { limit: 50, preview_rows: 0 },
      never
    );
    expect(namespace).toMatchObject({
      variables: [{ name: 'df', type: 'DataFrame', shape: [2, 1] }],
      total: 1
    });
    const after = await own.runCell('print(sorted(globals()), len(In))');
    expect(after.replace(/_i+\d*|_\d+|'|, |\d+$/g, '')).toBe(
      before.replace(/_i+\d*|_\d+|'|, |\d+$/g, '')
    );
  });

  it('R57 describes a data file without loading it for the user', async () => {
    await own.kernel.ensureStarted(never);
    await own.runCell('open("a.csv", "w").write("x;y\\n1;a\\n2;b\\n")');
    const profile = await own.kernel.callHelper(
      'profile_file',
      { path: 'a.csv', preview_rows: 5, max_columns: 50 },
      never
    );
    expect(profile).toMatchObject({
      rows: 2,
      columns: [{ name: 'x' }, { name: 'y' }]
    });
    await expect(
      own.kernel.callHelper('profile_file', { path: 'missing.csv' }, never)
    ).rejects.toMatchObject({ code: 'kernel-helper-failed' });
  });

  it('puts the helper back after a restart that nobody told of', async () => {
    await own.kernel.ensureStarted(never);
    await own.kernel.callHelper('hello', {}, never);
    await own.runCell(
      'import sys\nfor name in [n for n in sys.modules if n.startswith("_kernel_agent")]: del sys.modules[name]'
    );
    const epoch = own.kernel.state.epoch;
    await expect(
      own.kernel.callHelper('hello', {}, never)
    ).resolves.toBeTruthy();
    expect(own.kernel.state.epoch).toBe(epoch + 1);
  });
});
