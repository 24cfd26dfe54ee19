import { describe, expect, it } from 'vitest';
import { AgentError } from '../../errors';
import { LIMITS } from '../../limits';
import { CellHarness, markdownOf } from '../../../testing/cell-harness';
import { turnStarted } from '../../../testing/entries';
import { textChunks } from '../../../testing/model-chunks';
import { COMMANDS } from '../vocabulary';

/** What one command shows. */
async function say(cells: CellHarness, command: string): Promise<string> {
  const { outcome, outputs } = await cells.run(`%agent ${command}`);
  expect(outcome).toEqual({ status: 'ok', error: null, result: null });
  expect(outputs).toHaveLength(1);
  return markdownOf(outputs)[0] ?? '';
}

/** A session that read a file, found a number, wrote a file and answered twice. */
async function worked(): Promise<CellHarness> {
  const cells = new CellHarness();
  const { model, kernel, disk } = cells.session;
  disk.write('sales.csv', 'a\n1\n');
  kernel.helper.set('evaluate', { type: 'int', text: '1200' });
  model
    .enqueueCall('note_finding', {
      name: 'total',
      value: '1.2k',
      unit: 'EUR',
      expression: "t['all']"
    })
    .enqueueText('It is 1.2k.')
    .enqueueText('Still.');
  await cells.run('%%agent --files sales.csv --phase 1\nWhat is the total?', {
    id: 'one'
  });
  await cells.run('%%agent\nAnd now?', { id: 'two' });
  return cells;
}

describe('before anything happened', () => {
  it.each([
    ['files', /^No data files are known yet/],
    [
      'context',
      /No saved file context for session main\. Possible reasons:\n1\. .*\n2\. .*\n3\. /
    ],
    ['namespace', /^There are no variables in the kernel yet/],
    ['findings', /^No findings were noted/],
    ['artifacts', /^No files were written/],
    ['usage', /^No turn was run yet/],
    ['log', /^There is no session log yet/],
    ['status', /0 turns in this run\n.*`scripted`/]
  ])('%s', async (command, expected) => {
    expect(await say(new CellHarness(), command)).toMatch(expected);
  });
});

it('R16 context shows the saved file context and what is told at every turn', async () => {
  const told = await say(await worked(), 'context');
  expect(told).toContain('Saved file context from ');
  expect(told).toContain('Session: main\n');
  expect(told).toContain('Metadata keys: sales.csv');
  expect(told).toContain('File: sales.csv');
  expect(told).toContain('- total = 1.2k EUR (turn 1;');
});

it('status says what is there', async () => {
  const cells = await worked();
  expect(await say(cells, 'status')).toBe(
    [
      '- **Session** `main`: 2 turns in this run',
      '- **Model** `scripted` (asked directly)',
      '- **Kernel** `Python 3`, idle',
      '- **Running** nothing',
      '- **Transcript** saved beside the notebook',
      '- **Files** 1 data file known, 0 written'
    ].join('\n')
  );
  cells.session.kernel.setState({ kernel: null, status: 'none', epoch: 0 });
  expect(await say(cells, 'status')).toContain('**Kernel** none;');
});

it('files says how each file is now', async () => {
  const cells = await worked();
  expect(await say(cells, 'files')).toMatch(
    /^\| file \| type .*\n.*\n\| sales\.csv \| csv \| 4 B \| 2 × 1 \| fresh \| 20\d\d-/
  );
  cells.session.disk.write('sales.csv', 'a\n1\n2\n');
  expect(await say(cells, 'files')).toContain('| changed since');
  cells.session.disk.files.delete('sales.csv');
  expect(await say(cells, 'files')).toContain('| gone');
});

it('namespace lists the variables', async () => {
  const cells = new CellHarness();
  cells.session.kernel.helper.set('namespace', {
    variables: [
      {
        name: 'df',
        type: 'DataFrame',
        summary: '',
        shape: [3, 2],
        columns: [
          { name: 'a|b', dtype: 'int64' },
          { name: 'c', dtype: 'object' }
        ]
      },
      { name: 'n', type: 'list', summary: '[1, 2]\n*x*' }
    ],
    total: 7
  });
  expect(await say(cells, 'namespace')).toBe(
    [
      '| name | type | what it holds |',
      '| --- | --- | --- |',
      '| `df` | DataFrame | 3 × 2: a\\|b, c |',
      '| `n` | list | &#91;1, 2&#93; \\*x\\* |',
      '',
      '… and 5 more'
    ].join('\n')
  );
  cells.session.kernel.setState({ kernel: null, status: 'none' });
  expect(await say(cells, 'namespace')).toContain('No kernel is running');
});

it('R30 findings are listed with where they came from', async () => {
  expect(await say(await worked(), 'findings')).toContain(
    "| total | **1.2k** EUR | 1 | `t['all']`, sales.csv |"
  );
});

it('R37 artifacts are listed, newest first', async () => {
  const cells = new CellHarness();
  const entry = (path: string, modified: string, size: number) => ({
    v: 1,
    id: path,
    ts: modified,
    turn: 1,
    kind: 'artifact' as const,
    name: path,
    path,
    size,
    modified
  });
  const { store } = cells.session;
  await store.append(entry('old.csv', '2026-11-23T10:00:00Z', 512));
  await store.append(
    entry('out/Sales Report.PPTX', '2026-11-23T11:00:00Z', 51_200)
  );
  expect(await say(cells, 'artifacts')).toBe(
    [
      '| filename | path | size_kb | modified | extension | turn |',
      '| --- | --- | --- | --- | --- | --- |',
      '| Sales Report.PPTX | [out/Sales Report.PPTX](out/Sales%20Report.PPTX) | 50 | 2026-11-23T11:00:00Z | .pptx | 1 |',
      '| old.csv | [old.csv](old.csv) | 0.5 | 2026-11-23T10:00:00Z | .csv | 1 |'
    ].join('\n')
  );
});

it('R42 usage shows the tokens of each turn, and their sum', async () => {
  const told = await say(await worked(), 'usage');
  expect(told).toMatch(
    /\| 1 \| 1 \| 200 \| 40 \| 240 \| .* s \|\n\| 2 \| {2}\| 100 \| 20 \| 120 \| .*\n\| \*\*sum\*\* \| {2}\| 300 \| 60 \| \*\*360\*\* \|/
  );
});

it('log shows the session log, bounded, whatever fences are in it', async () => {
  const cells = new CellHarness();
  cells.log = 'Kernel Agent - Session Log\n```\nx\n```';
  expect(await say(cells, 'log')).toBe(`\`\`\`\`\n${cells.log}\n\`\`\`\``);
  cells.log = 'y'.repeat(200_000);
  const told = await say(cells, 'log');
  expect(told.length).toBeLessThan(LIMITS.cellLogText + 200);
  expect(told).toContain('characters left out');
});

it('R73 reset starts a new run; the transcript keeps everything', async () => {
  const cells = await worked();
  expect(await say(cells, 'reset')).toContain('`main` starts a new run');
  expect(cells.session.session.conversation.turns).toEqual([]);
  expect(cells.session.entriesOf('turn').length).toBe(4);
  expect(cells.session.entriesOf('reset')).toHaveLength(1);
});

it('R78 cleanup deletes the one session, without loading it', async () => {
  const cells = new CellHarness();
  expect(await say(cells, 'cleanup --session old_1')).toBe(
    'Cleaned up session: old\\_1'
  );
  expect(await say(cells, 'cleanup')).toContain('main');
  expect(cells.removed).toEqual(['old_1', 'main']);
  expect(cells.asked).toEqual([]);
});

it('R78 cleanup without a name is about the session that the runner was told', async () => {
  const cells = new CellHarness();
  cells.defaultSession = 'monthly';
  expect(await say(cells, 'cleanup')).toContain('monthly');
  expect(cells.removed).toEqual(['monthly']);
});

it('help names all options and commands', async () => {
  const told = await say(new CellHarness(), 'help');
  for (const { name } of COMMANDS) {
    expect(told).toContain(`%agent ${name}`);
  }
  expect(told).toContain('`--files, -f FILE …`');
});

it('replay and report refresh are the session’s', async () => {
  const cells = new CellHarness();
  const { session } = cells.session;
  const paths: (string | undefined)[] = [];
  session.replayCode = async () => 'Ran it.';
  session.refreshReports = async path => {
    paths.push(path);
    return 'Wrote it.';
  };
  expect(await say(cells, 'replay')).toBe('Ran it.');
  expect(await say(cells, 'report refresh a.pptx')).toBe('Wrote it.');
  expect(await say(cells, 'report refresh')).toBe('Wrote it.');
  expect(paths).toEqual(['a.pptx', undefined]);
});

describe('several commands', () => {
  it('are done one after the other, each with an output; the session is the command’s', async () => {
    const cells = new CellHarness();
    const { outputs } = await cells.run(
      '%agent findings --session s\n# then\n%agent artifacts'
    );
    expect(markdownOf(outputs)).toEqual([
      'No findings were noted in this run.',
      'No files were written in this run.'
    ]);
    expect(cells.asked).toEqual(['s', null]);
  });

  it('end at the first that fails', async () => {
    const cells = new CellHarness();
    cells.session.session.replayCode = () =>
      Promise.reject(new AgentError('replay-impossible', 'Nothing ran yet.'));
    const { outcome, outputs } = await cells.run(
      '%agent findings\n%agent replay\n%agent artifacts'
    );
    expect(outcome).toMatchObject({
      status: 'error',
      error: { code: 'replay-impossible' },
      result: null
    });
    expect(markdownOf(outputs)).toEqual([
      'No findings were noted in this run.',
      'ReplayImpossible: Nothing ran yet.'
    ]);
  });

  it('end when they are stopped, and so does what a session runs for them', async () => {
    const cells = await ran();
    const { kernel } = cells.session;
    const stop = new AbortController();
    const running = new Promise<void>(resolve =>
      kernel.enqueueRun((_code, { signal }) => {
        resolve();
        return new Promise(end =>
          signal.addEventListener('abort', () =>
            end({ status: 'interrupted', outputs: [], milliseconds: 10 })
          )
        );
      })
    );
    const run = cells.run('%agent replay\n%agent findings', {
      signal: stop.signal
    });
    await running;
    stop.abort();
    expect((await run).outcome.error?.code).toBe('stopped');
    expect(kernel.executed).toEqual(['x = 1', 'x = 1']);
  });

  it('that wait for a turn leave it alone when they are stopped, and do nothing later', async () => {
    const cells = await ran();
    const { session, kernel, model } = cells.session;
    let answer = (): void => undefined;
    model.enqueue({
      chunks: textChunks('Yes.'),
      gate: new Promise<void>(resolve => (answer = resolve))
    });
    const turn = session.ask({ text: 'Something else' });
    await model.waitForRequests(3);
    const stop = new AbortController();
    const run = cells.run('%agent replay', { signal: stop.signal });
    await new Promise(resolve => setImmediate(resolve));
    stop.abort();
    expect((await run).outcome.error?.code).toBe('stopped');
    answer();
    expect((await turn).outcome).toBe('answered');
    model.enqueueText('Done.');
    await session.ask({ text: 'And now' });
    expect(kernel.executed).toEqual(['x = 1']);
  });

  it('that wait for a turn do nothing once the notebook is closed', async () => {
    const cells = await ran();
    const { session, kernel, model } = cells.session;
    model.enqueueHang();
    const turn = session.ask({ text: 'Something else' });
    await model.waitForRequests(3);
    const run = cells.run('%agent replay');
    await new Promise(resolve => setImmediate(resolve));
    session.dispose();
    expect((await turn).outcome).toBe('stopped');
    expect((await run).outcome.error?.code).toBe('stopped');
    expect(kernel.executed).toEqual(['x = 1']);
  });

  it('run nothing while another tab is in the middle of a turn', async () => {
    const cells = await ran();
    const { store, kernel, clock } = cells.session;
    store.writeElsewhere({
      ...turnStarted(2, 'theirs', 'there'),
      ts: new Date(clock.now()).toISOString()
    });
    const { outcome } = await cells.run('%agent replay');
    expect(outcome.error?.code).toBe('session-busy');
    expect(kernel.executed).toEqual(['x = 1']);
  });
});

/** A session whose one turn ran a piece of code. */
async function ran(): Promise<CellHarness> {
  const cells = new CellHarness();
  const { model, kernel } = cells.session;
  model
    .enqueueCall('execute_python', { code: 'x = 1' })
    .enqueueText('It is there.');
  kernel.enqueueText('');
  await cells.run('%%agent\nMake x');
  return cells;
}
