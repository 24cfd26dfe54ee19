import { describe, expect, it } from 'vitest';
import { SessionHarness } from '../../testing/session-harness';
import { AgentError } from '../errors';
import { historyMessages, openCalls } from '../transcript/model-messages';

/** R61: whatever happened, the next request is one that servers accept. */
function expectValidHistory({ session }: SessionHarness): void {
  const messages = session.entries.flatMap(entry =>
    entry.kind === 'message' ? [entry.message] : []
  );
  expect(openCalls(messages)).toEqual([]);
  expect(historyMessages(session.entries)).toEqual(messages);
}

async function expectNextPromptWorks(harness: SessionHarness): Promise<void> {
  harness.model.enqueueText('Fine again.');
  const result = await harness.session.ask({ text: 'Still there?' });
  expect(result).toMatchObject({ outcome: 'answered', answer: 'Fine again.' });
  const reloaded = harness.reopened();
  await reloaded.session.load();
  expect(reloaded.session.conversation.turns.at(-1)?.state).toBe('answered');
}

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
      'There is no tool named "run_sql". Fix: use one of execute_python, dataset_info.'
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

describe('limits', () => {
  it('R59 enforces the number of steps and asks for an account', async () => {
    const harness = new SessionHarness({ budget: { steps: 3 } });
    for (let step = 0; step < 3; step += 1) {
      harness.kernel.enqueueText(`${step}`);
      harness.model.enqueueCall('execute_python', { code: `step(${step})` });
    }
    harness.model.enqueueCall(
      'execute_python',
      { code: 'more()' },
      { text: 'Two of three done.' }
    );
    const result = await harness.session.ask({ text: 'go' });
    expect(result).toMatchObject({
      outcome: 'budget',
      answer: 'Two of three done.'
    });
    expect(harness.kernel.executed).toHaveLength(3);
    expect(harness.session.conversation.turns[0]?.state).toBe('budget');
    expectValidHistory(harness);
    await expectNextPromptWorks(harness);
  });

  it('R59 enforces wall time, without the time spent waiting for a person', async () => {
    const harness = new SessionHarness({
      budget: { seconds: 60 },
      mode: 'ask'
    });
    const { session, clock, kernel, model } = harness;
    session.approvalsChanged.subscribe(([request]) => {
      if (request) {
        clock.advance(3_600_000);
        session.decide(request.id, { outcome: 'allow-once' });
      }
    });
    kernel.enqueueRun(async () => {
      clock.advance(30_000);
      return { status: 'ok', outputs: [], milliseconds: 30_000 };
    });
    kernel.enqueueRun(async () => {
      clock.advance(31_000);
      return { status: 'ok', outputs: [], milliseconds: 31_000 };
    });
    model
      .enqueueCall('execute_python', { code: 'a' })
      .enqueueCall('execute_python', { code: 'b' })
      .enqueueText('Out of time.');
    expect((await session.ask({ text: 'go' })).outcome).toBe('budget');
    expect(kernel.executed).toEqual(['a', 'b']);
  });

  it('counts tokens as the server reports them', async () => {
    const harness = new SessionHarness({ budget: { tokens: 100 } });
    harness.kernel.enqueueText('1');
    harness.model
      .enqueueCall(
        'execute_python',
        { code: 'a' },
        {
          usage: { prompt_tokens: 90, completion_tokens: 20, total_tokens: 110 }
        }
      )
      .enqueueText('Enough.');
    expect((await harness.session.ask({ text: 'go' })).outcome).toBe('budget');
  });
});

describe('when the model cannot be reached', () => {
  const failures: [string, number, AgentError][] = [
    ['is unreachable', 3, new AgentError('model-unreachable', 'No answer.')],
    ['refuses the key', 1, new AgentError('model-unauthorized', 'Wrong key.')],
    [
      'answers HTML',
      1,
      new AgentError('model-unexpected-answer', 'A web page.')
    ]
  ];

  it.each(failures)(
    'a server that %s is asked %i times: then a card, and the next prompt works',
    async (_name, attempts, error) => {
      const harness = new SessionHarness();
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        harness.model.enqueueError(error);
      }
      const result = await harness.session.ask({ text: 'go' });
      expect(result.outcome).toBe('failed');
      expect(harness.session.conversation.turns[0]).toMatchObject({
        prompt: 'go',
        state: 'failed',
        error: { code: error.code, message: error.message }
      });
      expect(harness.model.requests).toHaveLength(attempts);
      expectValidHistory(harness);
      await expectNextPromptWorks(harness);
    }
  );

  it('a stream that breaks off: what was shown is kept, its calls are closed, none is run', async () => {
    const harness = new SessionHarness();
    harness.model.enqueueError(
      new AgentError('model-stream-broken', 'The connection was lost.'),
      [
        { choices: [{ delta: { content: 'I will now ' } }] },
        {
          choices: [
            {
              delta: {
                tool_calls: [
                  {
                    index: 0,
                    id: 'x',
                    function: {
                      name: 'execute_python',
                      arguments: '{"code":"1"}'
                    }
                  }
                ]
              }
            }
          ]
        }
      ]
    );
    const result = await harness.session.ask({ text: 'go' });
    expect(result.outcome).toBe('failed');
    expect(harness.kernel.executed).toEqual([]);
    expect(harness.session.conversation.turns[0]).toMatchObject({
      error: { code: 'model-stream-broken' },
      blocks: [
        { segments: [{ text: 'I will now' }], incomplete: true },
        { state: 'interrupted' }
      ]
    });
    await expectNextPromptWorks(harness);
    expectValidHistory(harness);
  });
});

describe('the kernel', () => {
  it('that cannot be started ends the turn with a way on', async () => {
    const harness = new SessionHarness();
    harness.kernel.startError = new AgentError(
      'kernel-unavailable',
      'No kernel could be started.',
      {
        advice: 'Pick a kernel.'
      }
    );
    harness.model.enqueueCall('execute_python', { code: '1' });
    const result = await harness.session.ask({ text: 'go' });
    expect(result.error?.code).toBe('kernel-unavailable');
    expectValidHistory(harness);
    harness.kernel.startError = null;
    await expectNextPromptWorks(harness);
  });

  it('that dies under the code is said to the model, with all that is gone', async () => {
    const harness = new SessionHarness();
    harness.kernel.enqueueRun(async () => ({
      status: 'died',
      outputs: [],
      milliseconds: 5
    }));
    harness.model
      .enqueueCall('execute_python', { code: 'os.abort()' })
      .enqueueText('It died.');
    await harness.session.ask({ text: 'go' });
    expect(harness.model.lastRequest.messages.at(-1)?.content).toContain(
      'The kernel died'
    );
    await expectNextPromptWorks(harness);
  });

  it('that is not Python: the model is told, and so is the user', async () => {
    const harness = new SessionHarness();
    harness.kernel.setState({
      kernel: { name: 'ir', displayName: 'R 4.4', language: 'r' }
    });
    harness.model
      .enqueueCall('execute_python', { code: '1' })
      .enqueueText('R, then.');
    await harness.session.ask({ text: 'go' });
    expect(harness.model.lastRequest.messages[1]?.content).toContain(
      'not Python'
    );
    expect(harness.model.lastRequest.messages.at(-1)?.content).toContain(
      'R 4.4 (r)'
    );
    expect(harness.kernel.executed).toEqual([]);
    expect(harness.session.conversation.turns[0]?.blocks[0]).toMatchObject({
      state: 'error'
    });
    await expectNextPromptWorks(harness);
  });
});
