import { describe, expect, it } from 'vitest';
import { turnStarted } from '../../testing/entries';
import { START } from '../../testing/fixed-time';
import { SessionHarness } from '../../testing/session-harness';
import { historyMessages, openCalls } from '../transcript/model-messages';
import type { SessionPhase } from './session-types';

describe('stop', () => {
  it('while the model streams: what was shown stays, the next prompt works', async () => {
    const harness = new SessionHarness();
    const { session, model } = harness;
    model.enqueueHang([{ choices: [{ delta: { content: 'Once upon' } }] }]);
    const result = session.ask({ text: 'Tell me' });
    await new Promise<void>(resolve => {
      session.conversation.changed.subscribe(change => {
        if (change.type === 'block-added') {
          resolve();
        }
      });
    });
    session.stop();
    expect((await result).outcome).toBe('stopped');
    expect(session.conversation.turns[0]).toMatchObject({
      state: 'stopped',
      blocks: [
        {
          segments: [{ text: 'Once upon' }],
          incomplete: true,
          streaming: false
        }
      ]
    });
    model.enqueueText('Yes?');
    expect((await session.ask({ text: 'Go on' })).outcome).toBe('answered');
    expect(model.bodies.at(-1)).toContain('Once upon');
  });

  it('R59 while code runs: it is interrupted, later calls are not run, each has its result', async () => {
    const harness = new SessionHarness();
    const { session, model, kernel } = harness;
    kernel.enqueueEndless([
      { output_type: 'stream', name: 'stdout', text: 'tick' }
    ]);
    model.enqueueCalls([
      { name: 'execute_python', args: { code: 'while True: pass' } },
      { name: 'execute_python', args: { code: 'never()' } }
    ]);
    const result = session.ask({ text: 'go' });
    await new Promise<void>(resolve => {
      session.statusChanged.subscribe(status => {
        if (status.phase === 'running-code') {
          resolve();
        }
      });
    });
    session.stop();
    expect((await result).outcome).toBe('stopped');
    expect(kernel.executed).toEqual(['while True: pass']);
    const results = historyMessages(session.entries).filter(
      message => message.role === 'tool'
    );
    expect(results[0]?.content).toContain('tick');
    expect(results[0]?.content).toContain('Interrupted');
    expect(results[1]?.content).toContain('It was not refused');
    expect(session.conversation.turns[0]?.blocks).toMatchObject([
      { state: 'interrupted' },
      { state: 'interrupted' }
    ]);
  });

  it('while it waits for approval', async () => {
    const harness = new SessionHarness({ mode: 'ask' });
    harness.model.enqueueCall('execute_python', { code: '1' });
    harness.session.approvalsChanged.subscribe(([request]) => {
      if (request) {
        harness.session.stop();
      }
    });
    expect((await harness.session.ask({ text: 'go' })).outcome).toBe('stopped');
    expect(harness.session.approvals).toEqual([]);
  });
});

describe('one turn at a time', () => {
  it('R60 queues a second prompt and shows it as queued', async () => {
    const harness = new SessionHarness();
    const { session, model } = harness;
    let release = (): void => undefined;
    const gate = new Promise<void>(resolve => (release = resolve));
    model.enqueue({
      chunks: [
        { choices: [{ delta: { content: 'one' }, finish_reason: 'stop' }] }
      ],
      gate
    });
    model.enqueueText('two');
    const first = session.ask({ text: 'first' });
    const second = session.ask({ text: 'second' });
    expect(session.queue.map(({ prompt }) => prompt.text)).toEqual(['second']);
    expect(model.requests.length).toBeLessThanOrEqual(1);
    release();
    expect((await first).answer).toBe('one');
    expect((await second).answer).toBe('two');
    expect(session.queue).toEqual([]);
  });

  it('a queued prompt can be taken back', async () => {
    const { session, model } = new SessionHarness();
    model.enqueueText('one');
    const first = session.ask({ text: 'first' });
    const second = session.ask({ text: 'second' });
    session.unqueue(session.queue[0]!.id);
    await expect(second).rejects.toMatchObject({ code: 'stopped' });
    await first;
    expect(model.requests).toHaveLength(1);
  });

  it('stop holds back what waits, and resuming sends it', async () => {
    const { session, model } = new SessionHarness();
    model.enqueueHang().enqueueText('two');
    const first = session.ask({ text: 'first' });
    const second = session.ask({ text: 'second' });
    await model.waitForRequests(1);
    session.stop();
    await first;
    expect(session.queue).toHaveLength(1);
    session.resumeQueue();
    expect((await second).answer).toBe('two');
  });

  it('R60 says "busy" when another tab is in the middle of a turn, and works when that is over', async () => {
    const { session, store, model } = new SessionHarness();
    store.writeElsewhere({
      ...turnStarted(1, 'theirs', 'there'),
      ts: new Date(START - 1000).toISOString()
    });
    await expect(session.ask({ text: 'mine' })).rejects.toMatchObject({
      code: 'session-busy'
    });
    store.writeElsewhere({
      v: 1,
      id: 'their-end',
      ts: new Date(START).toISOString(),
      turn: 1,
      kind: 'turn',
      state: 'ended',
      outcome: 'answered'
    });
    model.enqueueText('ok');
    expect((await session.ask({ text: 'mine' })).turn).toBe(2);
    expect(session.conversation.turns.map(turn => turn.prompt)).toEqual([
      'theirs',
      'mine'
    ]);
  });

  it('does not take its own turn, cut off by a reload, for another tab’s', async () => {
    const before = new SessionHarness();
    before.model.enqueueHang();
    void before.session.ask({ text: 'cut off' });
    await before.model.waitForRequests(1);
    const after = before.reopened();
    await after.session.load();
    expect(after.session.conversation.turns[0]?.state).toBe('interrupted');
    after.model.enqueueText('ok');
    expect((await after.session.ask({ text: 'again' })).outcome).toBe(
      'answered'
    );
    before.session.stop();
  });
});

describe('after a crash', () => {
  it('R61 an open call gets an honest result before anything new is said', async () => {
    const before = new SessionHarness();
    before.kernel.enqueueEndless();
    before.model.enqueueCall('execute_python', { code: 'long()' });
    const running = before.session.ask({ text: 'go' });
    await new Promise<void>(resolve => {
      before.session.statusChanged.subscribe(({ phase }) => {
        if (phase === 'running-code') {
          resolve();
        }
      });
    });
    const after = before.reopened();
    await after.session.load();
    expect(after.session.conversation.turns[0]).toMatchObject({
      state: 'interrupted',
      blocks: [{ state: 'interrupted', code: 'long()' }]
    });
    after.model.enqueueText('ok');
    await after.session.ask({ text: 'And?' });
    expect(after.lastRoles).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'user'
    ]);
    expect(after.model.lastRequest.messages[3]?.content).toContain(
      'Interrupted'
    );
    expect(
      openCalls(
        after.session.entries.flatMap(entry =>
          entry.kind === 'message' ? [entry.message] : []
        )
      )
    ).toEqual([]);
    before.session.stop();
    await running;
  });
});

describe('the session', () => {
  it('refuses an empty prompt', async () => {
    const { session } = new SessionHarness();
    await expect(session.ask({ text: ' \n' })).rejects.toMatchObject({
      code: 'prompt-empty'
    });
  });

  it('R64 writes the session log at the end of each turn', async () => {
    const { session, store, model } = new SessionHarness();
    model.enqueueText('Hi.').enqueueText('Bye.');
    await session.ask({ text: 'Hello', files: ['data/sales_2024.csv'] });
    await session.ask({ text: 'Goodbye' });
    const [name] = [...store.texts.keys()];
    expect([...store.texts.keys()]).toEqual([
      '20261123_101500_sales_2024_session.txt'
    ]);
    expect(store.texts.get(name!)).toContain('Total Messages: 5');
    expect(store.texts.get(name!)).toContain('Goodbye');
  });

  it('R67 does not fail a turn when the log cannot be written', async () => {
    const { session, store, model } = new SessionHarness();
    store.textsFail = true;
    model.enqueueText('Hi.');
    expect((await session.ask({ text: 'Hello' })).outcome).toBe('answered');
  });

  it('R62 says what it is doing as it goes', async () => {
    const { session, model, kernel } = new SessionHarness();
    const phases: SessionPhase[] = [];
    session.statusChanged.subscribe(({ phase }) => {
      if (phases.at(-1) !== phase) {
        phases.push(phase);
      }
    });
    kernel.enqueueText('1');
    model.enqueueCall('execute_python', { code: '1' }).enqueueText('Done.');
    await session.ask({ text: 'go' });
    expect(phases.filter(phase => phase !== 'loading')).toEqual([
      'preparing',
      'waiting-for-model',
      'streaming',
      'running-code',
      'waiting-for-model',
      'streaming',
      'idle'
    ]);
  });

  it('sends the last prompt again on retry, also after a reload', async () => {
    const before = new SessionHarness();
    before.model.enqueueText('one');
    await before.session.ask({ text: 'the prompt', files: ['a.csv'] });
    const after = before.reopened();
    await after.session.load();
    after.model.enqueueText('two');
    const result = await after.session.retry();
    expect(result).toMatchObject({ turn: 2, files: ['a.csv'] });
    expect(after.session.conversation.turns[1]?.prompt).toBe('the prompt');
  });

  it('begins a new run after a reset; the transcript keeps everything', async () => {
    const { session, store, model, clock } = new SessionHarness();
    model.enqueueText('one').enqueueText('two');
    await session.ask({ text: 'before' });
    await session.reset();
    expect(session.conversation.turns).toEqual([]);
    clock.advance(60_000);
    await session.ask({ text: 'after' });
    expect(model.lastRequest.messages.map(message => message.role)).toEqual([
      'system',
      'user'
    ]);
    expect(store.transcript).toContain('before');
    expect(store.texts.size).toBe(2);
  });

  it('stores no picture in the transcript, only a reference to it', async () => {
    const { session, store, model, kernel } = new SessionHarness();
    const big = 'iVBORw0KGgo'.repeat(4000);
    kernel.enqueueFigure(big);
    model
      .enqueueCall('execute_python', { code: 'plot()' })
      .enqueueText('There.');
    await session.ask({ text: 'plot' });
    expect(store.transcript).not.toContain(big);
    expect(store.transcript).toContain('sidecar:outputs/');
    const reopened = new SessionHarness({ store, idPrefix: 'again' });
    await reopened.session.load();
    expect(reopened.session.conversation.turns[0]?.blocks[0]).toMatchObject({
      outputs: [{ data: { 'image/png': big } }]
    });
  });
});
