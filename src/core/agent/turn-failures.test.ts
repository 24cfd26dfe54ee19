import { describe, expect, it } from 'vitest';
import {
  expectNextPromptWorks,
  expectValidHistory
} from '../../testing/expect-history';
import { SessionHarness } from '../../testing/session-harness';
import { AgentError } from '../errors';

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
    expect(harness.session.conversation.turns[0]?.blocks).toMatchObject([
      {
        kind: 'notice',
        text: expect.stringContaining('R 4.4 (r), not Python')
      },
      { kind: 'tool', state: 'error' },
      { kind: 'text' }
    ]);
    await expectNextPromptWorks(harness);
  });
});
