import { describe, expect, it } from 'vitest';
import { CellHarness, markdownOf } from '../../testing/cell-harness';
import { AgentError } from '../errors';

describe('expressions in braces', () => {
  it('are replaced by what the kernel says', async () => {
    const cells = new CellHarness();
    const { model, kernel } = cells.session;
    kernel.helperFunctions.set('interpolate', ({ template }) => ({
      text: String(template).replace('{x}', '42'),
      problems: []
    }));
    model.enqueueText('Yes.');
    await cells.run('%%agent\nIs {x} right?');
    expect(cells.session.entriesOf('turn')[0]?.prompt).toBe('Is 42 right?');
  });

  it('need no kernel where there are none, nor for braces that are text', async () => {
    const cells = new CellHarness();
    const { model, kernel } = cells.session;
    model.enqueueText('Yes.').enqueueText('Yes.');
    await cells.run('%%agent\nWhat is there?', { id: 'one' });
    await cells.run('%%agent\nWrite {{"a": 1}}', { id: 'two' });
    expect(kernel.helperCalls.map(({ name }) => name)).not.toContain(
      'interpolate'
    );
    expect(
      cells.session.session.conversation.turns.map(({ prompt }) => prompt)
    ).toEqual(['What is there?', 'Write {"a": 1}']);
  });

  it('start the kernel', async () => {
    const cells = new CellHarness();
    const { kernel } = cells.session;
    kernel.startError = new AgentError('kernel-unavailable', 'No kernel.');
    const { outcome, outputs } = await cells.run('%%agent\nIs {x} right?');
    expect(outcome).toMatchObject({
      error: { code: 'kernel-unavailable' },
      result: null
    });
    expect(markdownOf(outputs)).toEqual(['KernelUnavailable: No kernel.']);
  });

  it('want a Python kernel; what to do otherwise is said', async () => {
    const cells = new CellHarness();
    cells.session.kernel.helperFunctions.set('interpolate', () => {
      throw new AgentError('kernel-not-python', 'The kernel is R.');
    });
    const { outcome } = await cells.run('%%agent\nIs {x} right?');
    expect(outcome.error).toMatchObject({
      code: 'kernel-not-python',
      message: expect.stringContaining('braces') as string,
      advice: expect.stringContaining('{{ and }}') as string
    });
  });

  it('that fail are named, and no model is asked', async () => {
    const cells = new CellHarness();
    const { kernel, model } = cells.session;
    const problem = (name: string) => ({
      expression: `{${name}}`,
      message: `NameError: name '${name}' is not defined`
    });
    kernel.helper.set('interpolate', { text: '', problems: [problem('x')] });
    const one = await cells.run('%%agent\nIs {x} right?');
    expect(one.outcome.error).toMatchObject({ code: 'expression-failed' });
    expect(markdownOf(one.outputs)).toEqual([
      "ExpressionFailed: An expression in the prompt could not be evaluated. {x}: NameError: name 'x' is not defined Run the cells that define what is named, or write {{ and }} for braces that are meant as text."
    ]);
    kernel.helper.set('interpolate', {
      text: '',
      problems: ['a', 'b', 'c', 'd'].map(problem)
    });
    const many = await cells.run('%%agent\n{a}{b}{c}{d}');
    expect(many.outcome.error?.message).toMatch(/\{c\}: .* \(and 1 more\)$/);
    kernel.helper.set('interpolate', { nonsense: true });
    expect((await cells.run('%%agent\n{a}')).outcome.error).toMatchObject({
      code: 'kernel-helper-failed'
    });
    expect(model.requests).toEqual([]);
    expect(cells.session.session.conversation.turns).toEqual([]);
  });
});

describe('-o', () => {
  it('puts the answer into a variable, also when the turn is replayed', async () => {
    const cells = new CellHarness();
    const { model, kernel } = cells.session;
    const assigned: unknown[] = [];
    kernel.helperFunctions.set('assign', args => assigned.push(args));
    model.enqueueText('<solution>42</solution>');
    await cells.run('%%agent -o x\nHello');
    const { outcome, outputs } = await cells.run('%%agent -o x\nHello');
    expect(outcome.result).toMatchObject({ replayed: 1, requests: 0 });
    expect(markdownOf(outputs)[0]).toContain('replayed from turn 1');
    expect(assigned).toEqual([
      { name: 'x', value: '42' },
      { name: 'x', value: '42' }
    ]);
  });

  it('that fails leaves the turn', async () => {
    const cells = new CellHarness();
    cells.session.model.enqueueText('42');
    const { outcome, outputs } = await cells.run('%%agent -o x\nHello');
    expect(outcome).toMatchObject({
      status: 'error',
      error: { code: 'kernel-helper-failed' },
      result: { outcome: 'answered', answer: '42' }
    });
    expect(markdownOf(outputs).slice(1)).toEqual([
      '42',
      'KernelHelperFailed: The agent answered, but the answer could not be put into x: No reply to assign.'
    ]);
  });
});

describe('replays', () => {
  it('--fresh asks again, --replay-only never does', async () => {
    const cells = new CellHarness();
    const { model } = cells.session;
    model.enqueueText('One.').enqueueText('Two.');
    await cells.run('%%agent\nHello');
    await cells.run('%%agent --fresh\nHello');
    expect(model.requests).toHaveLength(2);
    const other = await cells.run('%%agent --replay-only\nSomething else', {
      id: 'other'
    });
    expect(other.outcome).toMatchObject({
      status: 'error',
      error: { code: 'replay-impossible' }
    });
    expect(markdownOf(other.outputs).at(-1)).toMatch(/^ReplayImpossible: /);
    expect(model.requests).toHaveLength(2);
  });

  it('the runner has the last word', async () => {
    const cells = new CellHarness();
    const { outcome } = await cells.run('%%agent --fresh\nHello', {
      replay: 'only'
    });
    expect(outcome.error?.code).toBe('replay-impossible');
  });
});

it('a replay that comes to something else goes on with the model; outputs keep their places', async () => {
  const cells = new CellHarness();
  const { model, kernel, disk } = cells.session;
  disk.write('sales.csv', 'a\n1\n');
  const cell = '%%agent --files sales.csv\nSum it up';
  const work = (total: string): void => {
    model
      .enqueueCall('execute_python', { code: 'plot()' })
      .enqueueCall('note_finding', { name: 'total', value: total })
      .enqueueText(`It is ${total}.`);
  };
  work('1');
  kernel.enqueueFigure('b25l');
  await cells.run(cell);
  // The recorded code draws something else now.
  kernel.enqueueFigure('dHdv');
  kernel.enqueueFigure('dHdv');
  work('2');
  const { outcome, outputs, shown } = await cells.run(cell);
  expect(outcome).toMatchObject({
    status: 'ok',
    result: { answer: 'It is 2.', replayed: null }
  });
  expect(markdownOf(outputs).slice(1)).toEqual(
    expect.arrayContaining([
      '→ Reusing context for 1 file(s): sales.csv',
      '📌 **total** = 2',
      'It is 2.'
    ])
  );
  const beginnings = (all: readonly string[]): string[] =>
    all.map(text => text.slice(0, 8));
  const last = beginnings(markdownOf(outputs));
  for (const earlier of shown.map(markdownOf).slice(0, -1)) {
    const settled = earlier.slice(1, -1);
    expect(last.slice(1, 1 + settled.length)).toEqual(beginnings(settled));
  }
});
