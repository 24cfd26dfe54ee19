import { describe, expect, it } from 'vitest';
import {
  expectNextPromptWorks,
  expectValidHistory
} from '../../testing/expect-history';
import { AgentError } from '../errors';
import { SessionHarness } from '../../testing/session-harness';

describe('a turn', () => {
  it('R57 runs what the model writes and returns answer, code and output', async () => {
    const { session, model, kernel } = new SessionHarness();
    kernel.enqueueText('42');
    model
      .enqueueCall('execute_python', { code: 'print(42)' })
      .enqueueText('<solution>It is **42**.</solution>');
    expect(
      await session.ask({ text: 'What is it?', files: ['a.csv'] })
    ).toMatchObject({
      turn: 1,
      outcome: 'answered',
      answer: 'It is **42**.',
      code: ['print(42)'],
      output: '42',
      attempts: 1,
      files: ['a.csv'],
      error: null
    });
  });

  it('R51 R52 tells the model which variables and files there are, then only what changed', async () => {
    const harness = new SessionHarness();
    const { session, model, kernel } = harness;
    harness.nearby = [
      { path: 'sales.csv', kind: 'file', size: 512_000, modified: '1' },
      { path: 'sales.agent', kind: 'directory', size: null, modified: '1' }
    ];
    const df = {
      name: 'df',
      type: 'DataFrame',
      shape: [10, 2],
      columns: [
        { name: 'region', dtype: 'object', nulls: 3 },
        { name: 'units', dtype: 'int64', nulls: 0 }
      ],
      fingerprint: 'a'
    };
    kernel.helper.set('namespace', { variables: [df], total: 1 });
    model.enqueueText('Hello.').enqueueText('Hello again.').enqueueText('Bye.');
    await session.ask({ text: 'Hi' });
    expect(model.lastRequest.messages[1]?.content).toBe(
      [
        '<context>',
        'Data files beside the notebook:',
        '- sales.csv (512 KB)',
        'Variables in the kernel:',
        '- df: DataFrame, 10 rows x 2 columns: region object (3 nulls), units int64',
        '</context>',
        '',
        'Hi'
      ].join('\n')
    );
    kernel.helper.set('namespace', {
      variables: [
        { name: 'mine', type: 'int', summary: '5', fingerprint: 'b' },
        df
      ],
      total: 2
    });
    await session.ask({ text: 'Again' });
    expect(model.lastRequest.messages.at(-1)?.content).toBe(
      '<context>\nVariables in the kernel, new or changed since the last turn:\n- mine: int, 5\n</context>\n\nAgain'
    );
    kernel.helper.set('namespace', { variables: [df], total: 1 });
    await session.ask({ text: 'Bye' });
    expect(model.lastRequest.messages.at(-1)?.content).toContain(
      'Variables gone since the last turn: mine'
    );
  });

  it('R50 says after a kernel restart that earlier variables are gone', async () => {
    const { session, model, kernel } = new SessionHarness();
    kernel.helper.set('namespace', {
      variables: [{ name: 'df', type: 'int', fingerprint: 'a' }],
      total: 1
    });
    model.enqueueText('1').enqueueText('2');
    await session.ask({ text: 'one' });
    kernel.setState({ epoch: 2 });
    kernel.helper.set('namespace', { variables: [], total: 0 });
    await session.ask({ text: 'two' });
    expect(model.lastRequest.messages.at(-1)?.content).toContain(
      'The kernel was restarted since the last turn: every variable from before is gone (df).'
    );
  });

  it('writes each message as it happens, the prompt before anything else', async () => {
    const harness = new SessionHarness();
    const { model, store, session, kernel } = harness;
    kernel.enqueueRun(async () => {
      expect(store.transcript).toContain('"content":"<context>');
      expect(store.transcript).toContain('print(1)');
      expect(store.transcript).not.toContain('"role":"tool"');
      return { status: 'ok', outputs: [], milliseconds: 1 };
    });
    model.enqueueCall('execute_python', { code: 'print(1)' }).enqueue(() => {
      expect(store.transcript).toContain('"role":"tool"');
      return {
        chunks: [
          { choices: [{ delta: { content: 'ok' }, finish_reason: 'stop' }] }
        ]
      };
    });
    await session.ask({ text: 'go' });
    expect(model.pending).toBe(0);
  });

  it('R56 ends with a solution, its calls run, without another request', async () => {
    const { session, model, kernel } = new SessionHarness();
    kernel.enqueueText('saved');
    model.enqueueCall(
      'execute_python',
      { code: 'save()' },
      { text: '<solution>Saved.</solution>' }
    );
    const result = await session.ask({ text: 'Save it' });
    expect(result).toMatchObject({ answer: 'Saved.', code: ['save()'] });
    expect(model.requests).toHaveLength(1);
  });
});

describe('what the model gets wrong is data for it', () => {
  it('a tool that does not exist', async () => {
    const harness = new SessionHarness();
    harness.model.enqueueCall('run_sql', { q: 1 }).enqueueText('Sorry.');
    await harness.session.ask({ text: 'go' });
    expect(harness.model.lastRequest.messages.at(-1)?.content).toBe(
      'There is no tool named "run_sql". Fix: use one of execute_python, dataset_info, note_finding, build_report.'
    );
    expectValidHistory(harness);
    await expectNextPromptWorks(harness);
  });

  it.each([
    ['cut-off', '{"code": "print(', /could not be read/],
    [
      'of the wrong type',
      '{"code": 5}',
      /arguments of execute_python are wrong/
    ],
    ['empty', '', /arguments of execute_python are wrong/]
  ])('arguments that are %s: nothing is run', async (_name, text, reason) => {
    const harness = new SessionHarness();
    harness.model
      .enqueueChunks([
        {
          choices: [
            {
              delta: {
                tool_calls: [
                  {
                    index: 0,
                    id: 'x',
                    function: { name: 'execute_python', arguments: text }
                  }
                ]
              },
              finish_reason: 'tool_calls'
            }
          ]
        }
      ])
      .enqueueText('Sorry.');
    await harness.session.ask({ text: 'go' });
    expect(harness.model.lastRequest.messages.at(-1)?.content).toMatch(reason);
    expect(harness.kernel.executed).toEqual([]);
    await expectNextPromptWorks(harness);
  });

  it('R61 code that raises: the traceback comes back as the result', async () => {
    const harness = new SessionHarness();
    harness.kernel.enqueue(
      [
        {
          output_type: 'error',
          ename: 'NameError',
          evalue: "name 'x' is not defined",
          traceback: ["\u001b[31mNameError\u001b[0m: name 'x' is not defined"]
        }
      ],
      'error'
    );
    harness.model
      .enqueueCall('execute_python', { code: 'x' })
      .enqueueText('Oh.');
    await harness.session.ask({ text: 'go' });
    expect(harness.model.lastRequest.messages.at(-1)).toMatchObject({
      role: 'tool',
      content: "NameError: name 'x' is not defined"
    });
    expect(harness.session.conversation.turns[0]?.blocks[0]).toMatchObject({
      state: 'error'
    });
    await expectNextPromptWorks(harness);
  });

  it('the same call over and over: it is told, then the turn is ended', async () => {
    const harness = new SessionHarness({ budget: { repeatedCalls: 2 } });
    for (let count = 0; count < 4; count += 1) {
      harness.kernel.enqueueText('same');
      harness.model.enqueueCall('execute_python', { code: 'again()' });
    }
    harness.model.enqueueText('I was going in circles.');
    const result = await harness.session.ask({ text: 'go' });
    expect(harness.kernel.executed).toHaveLength(2);
    expect(result).toMatchObject({
      outcome: 'budget',
      answer: 'I was going in circles.'
    });
    expectValidHistory(harness);
  });
});

it('counts every request that was sent, those that were tried again too', async () => {
  const harness = new SessionHarness();
  harness.model
    .enqueueError(new AgentError('model-overloaded', 'Busy.'))
    .enqueueText('Yes.');
  const result = await harness.session.ask({ text: 'Are you there?' });
  expect([result.answer, result.requests]).toEqual(['Yes.', 2]);
});
