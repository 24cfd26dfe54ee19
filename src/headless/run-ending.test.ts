import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  it,
  vi
} from 'vitest';
import {
  NotebookFolder,
  runReport,
  shownText,
  type SavedNotebook
} from '../testing/notebook-folder';
import { OpenAIServer } from '../testing/openai-server';
import { childrenOf, isRunning, serversOn } from '../testing/processes';

const PATIENCE = { timeout: 30_000, interval: 50 };

/** Prints its process, then goes on for longer than any test. */
const ENDLESS =
  'import os, time\nprint("kernel", os.getpid(), flush=True)\nwhile True: time.sleep(0.05)';

// Each run starts a server and a kernel, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 240_000 });

let model: OpenAIServer;
let folder: NotebookFolder;

beforeAll(async () => {
  model = await OpenAIServer.start();
});

afterAll(() => model.close());

beforeEach(async () => {
  model.reset();
  folder = await NotebookFolder.make(model);
});

afterEach(async () => {
  expect(serversOn(folder.path)).toEqual([]);
  await folder.remove();
});

/** Resolves with the notebook as soon as the endless cell's output is on disk, and the kernel's process. */
async function whenRunning(
  name: string,
  cell: number
): Promise<{ notebook: SavedNotebook; kernel: number }> {
  let notebook: SavedNotebook | null = null;
  let kernel = 0;
  await expect
    .poll(async () => {
      notebook = await folder.read(name).catch(() => null);
      kernel = Number(
        /kernel (\d+)/.exec(shownText(notebook?.cells[cell]))?.[1]
      );
      return kernel > 0;
    }, PATIENCE)
    .toBe(true);
  return { notebook: notebook!, kernel };
}

it('SIGKILL in the middle leaves a valid notebook with what there was so far, and neither server nor kernel', async () => {
  await folder.write('report.ipynb', ['print("first")', ENDLESS, '1']);
  const run = folder.start('run', 'report.ipynb', '--output', 'out.ipynb');
  const { kernel } = await whenRunning('out.ipynb', 1);
  expect(isRunning(kernel)).toBe(true);
  childrenOf(run.pid).forEach(child => process.kill(child, 'SIGKILL'));
  expect((await run.ended).exitCode).not.toBe(0);
  const { cells } = await folder.read('out.ipynb');
  expect(cells.map(shownText)).toEqual(['first', `kernel ${kernel}`, '']);
  await expect.poll(() => serversOn(folder.path), PATIENCE).toEqual([]);
  await expect.poll(() => isRunning(kernel), PATIENCE).toBe(false);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143]
] as const)(
  '%s stops the cell, saves what there is and ends everything that was started: exit code %i',
  async (signal, code) => {
    await folder.write('report.ipynb', [ENDLESS, 'print("never")']);
    const run = folder.start('run', 'report.ipynb', '--json');
    const { kernel } = await whenRunning('report.ipynb', 0);
    run.kill(signal);
    const ended = await run.ended;
    expect(ended.exitCode).toBe(code);
    expect(runReport(ended)).toMatchObject({
      success: false,
      cells: [{ status: 'error' }, { status: 'not-run' }],
      error: { code: 'stopped' }
    });
    const { cells } = await folder.read('report.ipynb');
    expect(cells[0]?.outputs.at(-1)).toMatchObject({
      output_type: 'error',
      ename: 'KeyboardInterrupt'
    });
    expect(cells[1]?.outputs).toEqual([]);
    expect(serversOn(folder.path)).toEqual([]);
    expect(isRunning(kernel)).toBe(false);
  }
);

it('Ctrl-C in the middle of an agent cell stops the turn, also in the transcript', async () => {
  await folder.write('report.ipynb', ['%%agent\nWait.', '1']);
  model.enqueueHang();
  const run = folder.start('run', 'report.ipynb', '--json');
  await model.waitForChats(1);
  run.kill('SIGINT');
  const ended = await run.ended;
  expect(ended.exitCode).toBe(130);
  expect(runReport(ended)).toMatchObject({
    turns: [{ turn: 1, outcome: 'stopped' }],
    error: { code: 'stopped' }
  });
  expect(await folder.transcript()).toContain('"outcome":"stopped"');
});

it('Ctrl-C while the server starts ends it', async () => {
  await folder.write('report.ipynb', ['1']);
  const before = await folder.text('report.ipynb');
  const run = folder.start('run', 'report.ipynb');
  await expect
    .poll(() => serversOn(folder.path).length, PATIENCE)
    .toBeGreaterThan(0);
  run.kill('SIGINT');
  expect(await run.ended).toMatchObject({ exitCode: 130 });
  expect(await folder.text('report.ipynb')).toBe(before);
});

it('an output that cannot be written any more ends the run with exit code 6', async () => {
  await folder.write('report.ipynb', [
    // What takes the place of the file cannot be replaced by one.
    'import os\nos.remove("out.ipynb")\nos.makedirs("out.ipynb/in the way")',
    'print("never")'
  ]);
  const run = await folder.run(
    'run',
    'report.ipynb',
    '--output',
    'out.ipynb',
    '--json'
  );
  expect(run.exitCode).toBe(6);
  expect(runReport(run)).toMatchObject({
    cells: [{ status: 'ok' }, { status: 'not-run' }],
    error: {
      code: 'notebook-not-saved',
      message: expect.stringContaining('out.ipynb cannot be written')
    }
  });
  expect(
    (await folder.names()).filter(name => name.includes('saving'))
  ).toEqual([]);
});
