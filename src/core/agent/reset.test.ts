import { describe, expect, it } from 'vitest';
import { turnStarted, messageEntry, assistant } from '../../testing/entries';
import { START } from '../../testing/fixed-time';
import { SessionHarness } from '../../testing/session-harness';
import { whenPhase } from '../../testing/when';

describe('a reset', () => {
  it('in the middle of a turn ends it first; nothing of it comes into the new run', async () => {
    const harness = new SessionHarness();
    const { session, model, kernel } = harness;
    kernel.enqueueEndless();
    model.enqueueCall('execute_python', { code: 'while True: pass' });
    const running = whenPhase(session, 'running-code');
    const turn = session.ask({ text: 'before' });
    await running;
    await session.reset();
    expect((await turn).outcome).toBe('stopped');
    expect(session.conversation.turns).toEqual([]);
    model.enqueueText('Fine.');
    await session.ask({ text: 'after' });
    expect(harness.lastRoles).toEqual(['system', 'user']);
    expect(session.conversation.turns.map(({ prompt }) => prompt)).toEqual([
      'after'
    ]);
    const again = harness.reopened();
    await again.session.load();
    expect(
      again.session.conversation.turns.map(({ prompt }) => prompt)
    ).toEqual(['after']);
  });

  it('what another tab still writes of an earlier turn does not come back', async () => {
    const harness = new SessionHarness();
    const { session, store, model, clock } = harness;
    model.enqueueText('One.').enqueueText('Two.');
    await session.ask({ text: 'first' });
    const theirs = {
      ...turnStarted(2, 'theirs', 'there'),
      ts: new Date(START).toISOString()
    };
    store.writeElsewhere(theirs);
    await store.refresh();
    await session.reset();
    store.writeElsewhere(messageEntry(2, assistant('Late.'), { step: 1 }));
    await store.refresh();
    expect(session.conversation.turns).toEqual([]);
    clock.advance(3_600_000);
    await session.ask({ text: 'after' });
    expect(harness.lastRoles).toEqual(['system', 'user']);
    expect(session.conversation.turns).toHaveLength(1);
    const again = harness.reopened();
    await again.session.load();
    expect(again.session.conversation.turns).toHaveLength(1);
  });
});
