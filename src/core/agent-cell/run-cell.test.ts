import { describe, expect, it } from 'vitest';
import { AgentError } from '../errors';
import type { Output } from '../outputs';
import { CellHarness, markdownOf } from '../../testing/cell-harness';
import { STEP_MIME_TYPE, TEXT_MIME_TYPE, TURN_MIME_TYPE } from './cell';

/** What an output is of, whatever it says by now. */
function kindOf(output: Output | undefined): string {
  if (output?.output_type !== 'display_data') {
    return output?.output_type ?? 'nothing';
  }
  const step = output.data[STEP_MIME_TYPE];
  return TURN_MIME_TYPE in output.data
    ? 'turn'
    : typeof step === 'object' && step !== null && 'call' in step
      ? `step ${String(step.call)}`
      : Object.keys(output.data).join(' ');
}

describe('a prompt', () => {
  it('is asked with its files, phase and place, and shown', async () => {
    const cells = new CellHarness();
    const { model, kernel, disk, session } = cells.session;
    disk.write('sales.csv', 'a\n1\n');
    model
      .enqueueCall('execute_python', { code: 'plot(1)' })
      .enqueueText('<think>hm</think>The total is **42**.');
    kernel.enqueue([
      { output_type: 'stream', name: 'stdout', text: 'drawn\n' },
      {
        output_type: 'display_data',
        data: { 'image/png': 'cGxvdA==', 'text/plain': '<Figure>' },
        metadata: { width: 3 }
      }
    ]);
    const { outcome, outputs } = await cells.run(
      '%%agent --files sales.csv --phase 1\nPlot it',
      {
        above: [
          { id: 'a', source: '%%agent\nload' },
          { id: 'b', source: '%%agent --session other\nload' },
          { id: 'c', source: 'x = 1' },
          { id: 'd', source: '%%agent --session main\nload' },
          { id: 'e', source: '%agent status' },
          { id: 'f', source: '%%agent --wrong\nload' }
        ]
      }
    );
    expect(outcome).toMatchObject({
      status: 'ok',
      error: null,
      result: { answer: 'The total is **42**.', code: ['plot(1)'] }
    });
    expect(markdownOf(outputs)).toEqual([
      '*Agent · turn 1 · Phase 1 · scripted · 30 s · 240 tokens*',
      expect.stringContaining('*Read sales.csv'),
      '```python\nplot(1)\n```\n\n```\ndrawn\n```',
      'image/png text/plain',
      'The total is **42**.',
      '✓ Phase 1 complete'
    ]);
    expect(outputs[3]).toEqual({
      output_type: 'display_data',
      data: { 'image/png': 'cGxvdA==', 'text/plain': '<Figure>' },
      metadata: { width: 3 }
    });
    expect(cells.session.entriesOf('turn')[0]).toMatchObject({
      prompt: 'Plot it',
      files: ['sales.csv'],
      phase: '1',
      cell: { id: 'cell' }
    });
    expect(session.conversation.turns[0]?.cell).toBe('cell');
  });

  it('R28 says at its head that files are reused, and at its end that the phase is complete', async () => {
    const cells = new CellHarness();
    cells.session.disk.write('sales.csv', 'a\n1\n');
    cells.session.model.enqueueText('Read.').enqueueText('Done.');
    await cells.run('%%agent --files sales.csv\nRead it', { id: 'one' });
    const { outputs } = await cells.run('%%agent --phase "Phase 2"\nGo on', {
      id: 'two'
    });
    expect(markdownOf(outputs).slice(1)).toEqual([
      '→ Reusing context for 1 file(s): sales.csv',
      'Done.',
      '✓ Phase 2 complete'
    ]);
  });

  it('R11 shows a file that is not there, and goes on with the others', async () => {
    const cells = new CellHarness();
    cells.session.disk.write('sales.csv', 'a\n1\n');
    cells.session.model.enqueueText('One is missing.');
    const { outputs, outcome } = await cells.run(
      '%%agent --files no.csv sales.csv\nRead them'
    );
    expect(outcome.status).toBe('ok');
    expect(markdownOf(outputs).join('\n')).toContain(
      '⚠ no.csv could not be read: no.csv is not there, or is a link to what is not there.'
    );
  });

  it('R11 fails when none of its files is there, and asks no model', async () => {
    const cells = new CellHarness();
    const { outcome } = await cells.run(
      '%%agent --files no.csv neither.csv\nRead them'
    );
    expect(outcome).toMatchObject({
      status: 'error',
      error: {
        code: 'file-not-profiled',
        message:
          'no.csv is not there, or is a link to what is not there. neither.csv is not there, or is a link to what is not there.'
      }
    });
    expect(cells.session.model.requests).toEqual([]);
    cells.session.model.enqueueText('Hello.');
    expect((await cells.run('%%agent\nHello')).outcome.status).toBe('ok');
  });

  it('grows: outputs keep their places, also while several calls are written at once', async () => {
    const cells = new CellHarness();
    const { model, kernel } = cells.session;
    model
      .enqueueCalls([
        { name: 'execute_python', args: { code: 'one()' }, id: 'a' },
        { name: 'execute_python', args: { code: 'two()' }, id: 'b' }
      ])
      .enqueueText('All done, with a plot of each.', { usage: null });
    kernel.enqueueFigure('b25l');
    kernel.enqueueFigure('dHdv');
    const { shown, outputs } = await cells.run('%%agent\nPlot both');
    expect(outputs.map(kindOf)).toEqual([
      'turn',
      'step a',
      'image/png text/plain',
      'step b',
      'image/png text/plain',
      `${TEXT_MIME_TYPE} text/markdown text/plain`
    ]);
    expect(shown.length).toBeGreaterThan(10);
    for (const earlier of shown) {
      expect(outputs.slice(0, earlier.length).map(kindOf)).toEqual(
        earlier.map(kindOf)
      );
    }
    // What is over stays deeply equal.
    const before = shown.at(-4) ?? [];
    expect(before.slice(1, 5)).toEqual(outputs.slice(1, 5));
  });

  it('that waits for another turn says so, and is taken back when it is stopped', async () => {
    const cells = new CellHarness();
    const { model, session } = cells.session;
    model.enqueueHang();
    const first = session.ask({ text: 'Take your time' });
    await model.waitForRequests(1);
    const stop = new AbortController();
    const { outcome, outputs, shown } = await cells.run('%%agent\nMe too', {
      signal: stop.signal,
      onShow: () => stop.abort()
    });
    expect(markdownOf(shown[0] ?? [])).toEqual([
      '*Agent · waits for the turn before it*'
    ]);
    expect(outcome).toMatchObject({
      status: 'error',
      error: { code: 'stopped' },
      result: null
    });
    expect(markdownOf(outputs).at(-1)).toMatch(/^Stopped: /);
    expect(session.status.phase).toBe('waiting-for-model');
    session.stop();
    expect((await first).outcome).toBe('stopped');
  });
});

describe('a turn without an answer fails the cell', () => {
  it('when the model fails', async () => {
    const cells = new CellHarness();
    cells.session.model.enqueueError(
      new AgentError('model-unauthorized', 'The key was refused.', {
        advice: 'Set another one.',
        detail: 'invalid key'
      })
    );
    const { outcome, outputs } = await cells.run('%%agent --phase 1\nHello');
    expect(outcome).toMatchObject({
      status: 'error',
      error: { code: 'model-unauthorized' },
      result: { outcome: 'failed' }
    });
    expect(outputs.at(-1)).toEqual({
      output_type: 'error',
      ename: 'ModelUnauthorized',
      evalue: 'The key was refused. Set another one.',
      traceback: [
        'ModelUnauthorized: The key was refused.',
        'Set another one.',
        '',
        'invalid key'
      ]
    });
    expect(markdownOf(outputs).join()).not.toContain('complete');
  });

  it('when a limit is reached', async () => {
    const cells = new CellHarness({ budget: { steps: 1 } });
    cells.session.model
      .enqueueCall('execute_python', { code: 'x' })
      .enqueueText('So far: nothing.');
    cells.session.kernel.enqueueText('1');
    const { outcome, outputs } = await cells.run('%%agent -o x\nHello');
    expect(outcome).toMatchObject({
      status: 'error',
      error: { code: 'budget-exhausted' },
      result: { outcome: 'budget', answer: 'So far: nothing.' }
    });
    expect(markdownOf(outputs).slice(-2)).toEqual([
      'So far: nothing.',
      expect.stringContaining('BudgetExhausted: A limit of the turn')
    ]);
    expect(
      cells.session.kernel.helperCalls.map(({ name }) => name)
    ).not.toContain('assign');
  });

  it('when it is stopped', async () => {
    const cells = new CellHarness();
    const { model } = cells.session;
    model.enqueueHang();
    const stop = new AbortController();
    const run = cells.run('%%agent\nHello', { signal: stop.signal });
    await model.waitForRequests(1);
    stop.abort();
    const { outcome, outputs } = await run;
    expect(outcome).toMatchObject({
      status: 'error',
      error: { code: 'stopped' },
      result: { outcome: 'stopped' }
    });
    expect(markdownOf(outputs).at(-1)).toContain(
      'Stopped: The turn was stopped.'
    );
  });

  it('when no turn could begin', async () => {
    const cells = new CellHarness();
    cells.sessionError = new AgentError('transcript-unreadable', 'No.');
    const { outcome, outputs } = await cells.run('%%agent\nHello');
    expect(outcome).toMatchObject({ status: 'error', result: null });
    expect(markdownOf(outputs)).toEqual(['TranscriptUnreadable: No.']);
  });

  it('when it was stopped before it began', async () => {
    const cells = new CellHarness();
    const { outcome } = await cells.run('%%agent\nHello', {
      signal: AbortSignal.abort()
    });
    expect(outcome.error?.code).toBe('stopped');
    expect(cells.session.model.requests).toEqual([]);
  });

  it('when it cannot be understood', async () => {
    const cells = new CellHarness();
    const { outcome, outputs } = await cells.run('%%agent --frsh\nHello');
    expect(outcome).toMatchObject({
      status: 'error',
      error: { code: 'agent-cell-invalid' }
    });
    expect(markdownOf(outputs)).toEqual([
      expect.stringContaining('AgentCellInvalid: %%agent has no option --frsh.')
    ]);
    expect(cells.asked).toEqual([]);
  });
});

it('code that was refused does not fail the cell, and is seen', async () => {
  const cells = new CellHarness({ mode: 'ask' });
  const { model, session } = cells.session;
  session.approvalsChanged.subscribe(requests =>
    requests.forEach(({ id }) =>
      session.decide(id, { outcome: 'reject', comment: 'not today' })
    )
  );
  model.enqueueCall('execute_python', { code: 'x' }).enqueueText('Fine.');
  const { outcome, outputs } = await cells.run('%%agent\nHello');
  expect(outcome).toMatchObject({ status: 'ok', result: { refused: true } });
  expect(markdownOf(outputs)[1]).toContain(
    '*not run: it was not allowed: not today*'
  );
});

it('a cell without a session goes on with those that name the one the runner was told', async () => {
  const cells = new CellHarness();
  cells.defaultSession = 'monthly';
  const { model } = cells.session;
  const notebook = [
    { id: 'one', source: '%%agent --session monthly\nLoad' },
    { id: 'two', source: '%%agent\nPlot' },
    { id: 'three', source: '%%agent --session main\nElsewhere' },
    { id: 'four', source: '%%agent --session monthly\nSum up' }
  ];
  for (const [index, { id, source }] of notebook.entries()) {
    model.enqueueText('Done.');
    await cells.run(source, { id, above: notebook.slice(0, index) });
  }
  expect(
    cells.session
      .entriesOf('turn')
      .flatMap(({ cell }) => (cell ? [cell.after] : []))
  ).toEqual([null, 1, null, 2]);
});
