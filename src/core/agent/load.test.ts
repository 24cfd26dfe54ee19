import { expect, it } from 'vitest';
import { SessionHarness } from '../../testing/session-harness';

it('what is read from disk is shown in one go, however long it is', async () => {
  const harness = new SessionHarness();
  harness.model.enqueueText('One.').enqueueText('Two.');
  await harness.session.ask({ text: 'first' });
  await harness.session.ask({ text: 'second' });
  const { session } = harness.reopened();
  const changes: string[] = [];
  session.conversation.changed.subscribe(({ type }) => changes.push(type));
  await session.load();
  expect(changes).toEqual(['reset']);
  expect(session.conversation.turns).toHaveLength(2);
});
