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
  shownText
} from '../testing/notebook-folder';
import { OpenAIServer } from '../testing/openai-server';
import { serversOn } from '../testing/processes';

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
  await folder.writeText('sales.csv', 'region,units\nNorth,3\nSouth,4\n');
});

afterEach(async () => {
  expect(serversOn(folder.path)).toEqual([]);
  await folder.remove();
});

/** A report in two phases: the second one uses what the first one left in the kernel. */
async function writeReport(): Promise<void> {
  await folder.write('report.ipynb', [
    'import pandas as pd\ncurrency = "EUR"',
    '%%agent --files sales.csv --phase 1\nTotal units in {currency}?',
    'print("total is", total)',
    '%%agent --files sales.csv --phase 2 -o summary\nSum up.',
    'print("summary:", summary)'
  ]);
}

function answerReport(): void {
  model
    .enqueueCall('execute_python', {
      code: 'import asyncio\nawait asyncio.sleep(0)\ntotal = int(pd.read_csv("sales.csv").units.sum())\nprint(total)'
    })
    .enqueueText('<solution>Seven units.</solution>')
    .enqueueCall('execute_python', {
      code: 'pd.DataFrame({"total": [total]}).to_csv("total.csv")'
    })
    .enqueueText('All sold.');
}

const RUN = ['run', 'report.ipynb', '--output', 'out.ipynb'];

it('R28 R35 R36 runs a report phase by phase in one kernel, code that awaits included, and says what it reuses and what is complete', async () => {
  await writeReport();
  answerReport();
  const run = await folder.run(...RUN, '--approve', 'auto', '--json');
  expect(run.stderr).toContain('✓ Phase 1 complete\n');
  expect(run.stderr).toContain('✓ Phase 2 complete\n');
  expect(run.stderr).toContain('→ Reusing context for 1 file(s)\n');
  expect(run.stderr).toMatch(/cell 2\/5 · agent · turn 1 · 2 requests · ok · /);
  expect(run.exitCode).toBe(0);
  const report = runReport(run);
  expect(report).toMatchObject({
    success: true,
    requests: 4,
    turns: [
      {
        turn: 1,
        replayed: null,
        requests: 2,
        outcome: 'answered',
        answer: 'Seven units.'
      },
      {
        turn: 2,
        replayed: null,
        requests: 2,
        outcome: 'answered',
        answer: 'All sold.'
      }
    ],
    artifacts: [{ filename: 'total.csv', path: 'total.csv' }],
    error: null,
    usage: { total_tokens: 480 }
  });
  expect(report.cells.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
    'code ok',
    'agent ok',
    'code ok',
    'agent ok',
    'code ok'
  ]);
  expect(model.chats[0]?.body).toContain('Total units in EUR?');
  const { cells } = await folder.read('out.ipynb');
  expect(JSON.stringify(cells[1]?.outputs)).toContain('Seven units.');
  expect(shownText(cells[2])).toBe('total is 7');
  expect(shownText(cells[4])).toBe('summary: All sold.');
  // The conversation lies beside the notebook, not beside the output.
  expect(await folder.transcript()).toContain('Seven units.');
  expect(await folder.names()).not.toContain('out.agent');
});

it('a second run replays what was recorded without a model; --replay-only needs none, --fresh asks anew', async () => {
  await writeReport();
  answerReport();
  expect(await folder.run(...RUN, '--approve', 'auto')).toMatchObject({
    exitCode: 0
  });
  model.reset();
  // Recorded code was approved when it was recorded.
  const replayed = await folder.run(...RUN, '--json', '--replay-only');
  expect(runReport(replayed)).toMatchObject({
    success: true,
    requests: 0,
    turns: [{ replayed: 1 }, { replayed: 2 }],
    error: null
  });
  expect(replayed.exitCode).toBe(0);
  expect(replayed.stderr).toContain('replayed turn 1');
  expect(model.requests).toEqual([]);

  answerReport();
  const fresh = await folder.run(
    ...RUN,
    '--json',
    '--fresh',
    '--approve',
    'auto'
  );
  expect(runReport(fresh)).toMatchObject({
    requests: 4,
    turns: [{ replayed: null }, { replayed: null }]
  });
});

it('--replay-only ends with exit code 7 where no recorded turn fits', async () => {
  await folder.write('report.ipynb', ['%%agent\nNever asked.', '1']);
  const run = await folder.run(
    'run',
    'report.ipynb',
    '--replay-only',
    '--json'
  );
  expect(run.exitCode).toBe(7);
  expect(runReport(run)).toMatchObject({
    success: false,
    cells: [{ status: 'error' }, { status: 'not-run' }],
    error: { code: 'replay-impossible' }
  });
  expect(model.chats).toEqual([]);
});

it('code of a new turn is refused without --approve auto: exit code 3, said in the cell, nothing run, nobody asked', async () => {
  await folder.write('report.ipynb', [
    '%%agent\nWrite a file.',
    'print("never")'
  ]);
  model
    .enqueueCall('execute_python', { code: 'open("made.txt", "w")' })
    .enqueueText('I may not run it.');
  const run = await folder.run('run', 'report.ipynb', '--json');
  expect(run.exitCode).toBe(3);
  const { error, cells } = runReport(run);
  expect(error).toEqual({
    code: 'code-refused',
    message: 'Cell 1: Code was refused: it runs only with --approve auto.'
  });
  expect(cells.map(({ status }) => status)).toEqual(['error', 'not-run']);
  expect(await folder.names()).not.toContain('made.txt');
  const saved = await folder.read('report.ipynb');
  expect(saved.cells[0]?.outputs.at(-1)).toMatchObject({
    output_type: 'error',
    evalue: 'Code was refused: it runs only with --approve auto.'
  });
});

it('a turn that fails ends the run with exit code 1 and is shown in the cell', async () => {
  await folder.write('report.ipynb', ['%%agent\nAnything?', '1']);
  model.enqueueJson({ error: { message: 'No such key.' } }, 401);
  const run = await folder.run('run', 'report.ipynb', '--json');
  expect(run.exitCode).toBe(1);
  expect(runReport(run)).toMatchObject({
    success: false,
    turns: [{ turn: 1, outcome: 'failed', answer: '' }],
    error: { code: 'model-unauthorized' }
  });
  const { cells } = await folder.read('report.ipynb');
  expect(cells[0]?.outputs.at(-1)).toMatchObject({ output_type: 'error' });
});

it('a turn that reaches its limit ends the run with exit code 4', async () => {
  await folder.write('report.ipynb', ['%%agent\nGo round in circles.']);
  for (let step = 0; step < 8; step += 1) {
    model.enqueueCall('execute_python', { code: 'print("again")' });
  }
  model.enqueueText('I am stuck.');
  const run = await folder.run(
    'run',
    'report.ipynb',
    '--approve',
    'auto',
    '--json'
  );
  expect(runReport(run).error).toMatchObject({ code: 'budget-exhausted' });
  expect(run.exitCode).toBe(4);
});

it('a cell that is no good, and what the model is asked: by --model, in the session named', async () => {
  await folder.write('report.ipynb', [
    { source: '%%agent --fils a.csv\nTotal?', tags: ['raises-exception'] },
    '%%agent\nWhat now?',
    '%agent status'
  ]);
  model.enqueueText('Nothing.');
  const run = await folder.run(
    ...['run', 'report.ipynb', '--model', 'another', '--session', 'nightly'],
    '--json'
  );
  expect(runReport(run)).toMatchObject({
    success: true,
    cells: [
      { status: 'allowed', error: { code: 'agent-cell-invalid' } },
      { kind: 'agent', status: 'ok' },
      { kind: 'agent', status: 'ok' }
    ]
  });
  expect(run.exitCode).toBe(0);
  expect(JSON.parse(model.chats[0]?.body ?? '{}')).toMatchObject({
    model: 'another'
  });
  expect(await folder.transcript('report', 'nightly')).toContain('What now?');
});

it('without a model the offline analyst answers in agent cells, too', async () => {
  await folder.write('report.ipynb', [
    '%%agent --files sales.csv -o answer\ntotal units by region',
    'print(answer)'
  ]);
  const run = await folder.runOffline(
    'run',
    'report.ipynb',
    '--approve',
    'auto'
  );
  expect(run.exitCode).toBe(0);
  expect(shownText((await folder.read('report.ipynb')).cells[1])).toContain(
    'South'
  );
});
