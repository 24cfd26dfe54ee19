import { describe, expect, it } from 'vitest';
import { SessionHarness } from '../../testing/session-harness';

describe('approval', () => {
  it('runs nothing before the user says so', async () => {
    const harness = new SessionHarness({ mode: 'ask' });
    harness.kernel.enqueueText('1');
    harness.model
      .enqueueCall('execute_python', { code: 'print(1)' })
      .enqueueText('Done.');
    const asked = new Promise<void>(resolve => {
      harness.session.approvalsChanged.subscribe(([request]) => {
        if (request) {
          expect(request).toMatchObject({
            tool: 'execute_python',
            code: 'print(1)'
          });
          expect(harness.kernel.executed).toEqual([]);
          resolve();
          harness.session.decide(request.id, { outcome: 'allow-once' });
        }
      });
    });
    const result = harness.session.ask({ text: 'go' });
    await asked;
    expect((await result).code).toEqual(['print(1)']);
    expect(harness.entriesOf('approval')).toMatchObject([
      { outcome: 'allow-once' }
    ]);
  });

  it('is no part of the time that the call is said to have taken', async () => {
    const harness = new SessionHarness({ mode: 'ask' });
    harness.kernel.enqueueText('1');
    harness.model
      .enqueueCall('execute_python', { code: 'print(1)' })
      .enqueueText('Done.');
    harness.session.approvalsChanged.subscribe(([request]) => {
      if (request) {
        harness.clock.advance(3_600_000);
        harness.session.decide(request.id, { outcome: 'allow-once' });
      }
    });
    await harness.session.ask({ text: 'go' });
    const result = harness
      .entriesOf('message')
      .find(({ message }) => message.role === 'tool');
    expect(result?.milliseconds).toBeLessThan(60_000);
  });

  it('once allowed for the session, asks no more', async () => {
    const harness = new SessionHarness({ mode: 'ask' });
    let asked = 0;
    harness.session.approvalsChanged.subscribe(([request]) => {
      if (request) {
        asked += 1;
        harness.session.decide(request.id, { outcome: 'allow-session' });
      }
    });
    for (const code of ['a', 'b']) {
      harness.kernel.enqueueText(code);
      harness.model.enqueueCall('execute_python', { code });
    }
    harness.model.enqueueText('Done.');
    await harness.session.ask({ text: 'go' });
    expect(asked).toBe(1);
    expect(harness.kernel.executed).toEqual(['a', 'b']);
    expect(harness.entriesOf('approval').map(entry => entry.outcome)).toEqual([
      'allow-session',
      'auto'
    ]);
  });

  it('refused with a comment: nothing runs, the model reads the comment', async () => {
    const harness = new SessionHarness({ mode: 'ask' });
    harness.session.approvalsChanged.subscribe(([request]) => {
      if (request) {
        harness.session.decide(request.id, {
          outcome: 'reject',
          comment: 'use polars'
        });
      }
    });
    harness.model
      .enqueueCall('execute_python', { code: 'pd' })
      .enqueueText('Polars, then.');
    await harness.session.ask({ text: 'go' });
    expect(harness.kernel.executed).toEqual([]);
    expect(harness.model.lastRequest.messages.at(-1)?.content).toContain(
      'They said: use polars'
    );
    expect(harness.session.conversation.turns[0]?.blocks[0]).toMatchObject({
      state: 'refused',
      comment: 'use polars'
    });
  });

  it('does not ask for tools that run none of the model’s code', async () => {
    const harness = new SessionHarness({ mode: 'ask' });
    harness.disk.write('a.csv', 'x\n1\n');
    harness.model
      .enqueueCall('dataset_info', { path: 'a.csv' })
      .enqueueText('One row.');
    await harness.session.ask({ text: 'go' });
    expect(harness.model.lastRequest.messages.at(-1)?.content).toContain(
      "- load: pd.read_csv('a.csv')"
    );
  });
});
