import { expect } from 'vitest';
import { historyMessages, openCalls } from '../core/transcript/model-messages';
import type { SessionHarness } from './session-harness';

/** R61: whatever happened, the next request is one that servers accept. */
export function expectValidHistory({ session }: SessionHarness): void {
  const messages = session.entries.flatMap(entry =>
    entry.kind === 'message' ? [entry.message] : []
  );
  expect(openCalls(messages)).toEqual([]);
  expect(historyMessages(session.entries)).toEqual(messages);
}

/** The turn after a failure is answered, and the transcript reads back. */
export async function expectNextPromptWorks(
  harness: SessionHarness
): Promise<void> {
  harness.model.enqueueText('Fine again.');
  const result = await harness.session.ask({ text: 'Still there?' });
  expect(result).toMatchObject({ outcome: 'answered', answer: 'Fine again.' });
  const reloaded = harness.reopened();
  await reloaded.session.load();
  expect(reloaded.session.conversation.turns.at(-1)?.state).toBe('answered');
}
