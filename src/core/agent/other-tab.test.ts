import { describe, expect, it } from 'vitest';
import { turnStarted } from '../../testing/entries';
import { START } from '../../testing/fixed-time';
import { MemoryStore } from '../../testing/memory-store';
import { SessionHarness } from '../../testing/session-harness';
import { whenPhase } from '../../testing/when';

/** Another tab on what `first` has written so far, opened `later` milliseconds from then. */
function tabBeside(first: SessionHarness, later: number): SessionHarness {
  const tab = new SessionHarness({
    store: new MemoryStore(first.store.transcript),
    clientId: 'there',
    idPrefix: 'there'
  });
  tab.clock.advance(first.clock.now() - START + later);
  return tab;
}

async function inLongCode(): Promise<SessionHarness> {
  const harness = new SessionHarness();
  harness.kernel.enqueueEndless();
  harness.model.enqueueCall('execute_python', { code: 'train()' });
  const running = whenPhase(harness.session, 'running-code');
  void harness.session.ask({ text: 'Train a model' });
  await running;
  return harness;
}

describe('a turn of another tab', () => {
  it('R60: keeps the session busy for as long as it runs, however little it has to say', async () => {
    const first = await inLongCode();
    for (let minute = 0; minute < 5; minute += 1) {
      first.clock.advance(60_000);
      first.clock.tick();
    }
    const second = tabBeside(first, 30_000);
    await expect(second.session.ask({ text: 'me too' })).rejects.toMatchObject({
      code: 'session-busy'
    });
    expect(second.session.conversation.turns).toMatchObject([
      { prompt: 'Train a model', state: 'running' }
    ]);
    first.session.stop();
  });

  it('gives no sign of life while it has other things to write, nor when it is over', async () => {
    const first = await inLongCode();
    first.clock.tick();
    expect(first.entriesOf('alive')).toEqual([]);
    const ended = whenPhase(first.session, 'idle');
    first.session.stop();
    await ended;
    first.clock.advance(60_000);
    first.clock.tick();
    expect(first.entriesOf('alive')).toEqual([]);
  });

  it('that gave no sign of life for a minute counts as interrupted, and the session goes on', async () => {
    const first = await inLongCode();
    const second = tabBeside(first, 61_000);
    second.model.enqueueText('Fine.');
    const result = await second.session.ask({ text: 'me too' });
    expect(result).toMatchObject({ turn: 2, outcome: 'answered' });
    expect(second.session.conversation.turns).toMatchObject([
      { prompt: 'Train a model', state: 'interrupted' },
      { prompt: 'me too', state: 'answered' }
    ]);
    expect(second.lastRoles).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'user'
    ]);
    first.session.stop();
  });

  it('that dies while this one looks on is shown as interrupted with the next prompt', async () => {
    const { session, store, model, clock } = new SessionHarness();
    store.writeElsewhere({
      ...turnStarted(1, 'theirs', 'there'),
      ts: new Date(START).toISOString()
    });
    await expect(session.ask({ text: 'mine' })).rejects.toMatchObject({
      code: 'session-busy'
    });
    clock.advance(61_000);
    model.enqueueText('Fine.');
    await session.ask({ text: 'mine' });
    expect(session.conversation.turns.map(turn => turn.state)).toEqual([
      'interrupted',
      'answered'
    ]);
  });

  it.each([
    ['first', ['here', 'there']],
    ['second', ['there', 'here']]
  ])(
    'begun with the same number: whoever is %s on disk is shown, in either tab and after a reload',
    async (_name, order) => {
      const harness = new SessionHarness();
      const beginnings = order.map(client =>
        turnStarted(1, `from ${client}`, client)
      );
      const withdrawn = {
        ...turnStarted(1, '', 'there'),
        state: 'withdrawn' as const,
        prompt: undefined
      };
      for (const entry of [...beginnings, withdrawn]) {
        harness.store.writeElsewhere(entry);
      }
      await harness.session.load();
      expect(harness.session.conversation.turns).toMatchObject([
        { prompt: 'from here' }
      ]);
      harness.model.enqueueText('Fine.');
      harness.clock.advance(61_000);
      expect((await harness.session.ask({ text: 'next' })).turn).toBe(2);
    }
  );
});
