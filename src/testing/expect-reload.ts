import { expect } from 'vitest';
import type { ChatMessage } from '../core/llm/chat-message';
import type { Turn } from '../core/transcript/conversation-types';
import { historyMessages, openCalls } from '../core/transcript/model-messages';
import type { OpenAIServer } from './openai-server';
import type { SessionBench } from './session-bench';

/**
 * A page that is loaded anew shows the very same conversation, and has the very same messages for the model, in a form
 * that servers accept.
 */
export async function expectSameAfterReload(
  bench: SessionBench
): Promise<void> {
  const again = await bench.reopened();
  try {
    await again.session.load();
    expect(shown(again.session.conversation.turns)).toEqual(
      shown(bench.session.conversation.turns)
    );
    const messages = historyMessages(again.session.entries);
    expect(messages).toEqual(historyMessages(bench.session.entries));
    expectValidMessages(messages);
  } finally {
    await again.close(false);
  }
}

/** What servers insist on: one system message, first; every call answered at once, in order; arguments that are JSON. */
export function expectValidMessages(messages: readonly ChatMessage[]): void {
  messages.forEach((message, index) => {
    expect(message.role === 'system').toBe(index === 0);
    const calls = message.tool_calls ?? [];
    const results = messages.slice(index + 1, index + 1 + calls.length);
    expect(results.map(result => result.tool_call_id)).toEqual(
      calls.map(call => call.id)
    );
    calls.forEach(call => JSON.parse(call.function.arguments));
  });
  expect(openCalls(messages)).toEqual([]);
}

/** The turn after a failure is answered, by the same session. */
export async function expectNextPromptWorks(
  bench: SessionBench,
  model: OpenAIServer
): Promise<void> {
  const unscripted = model.unscripted;
  model.enqueueText('Fine again.');
  expect(await bench.ask('Still there?')).toMatchObject({
    outcome: 'answered',
    answer: 'Fine again.'
  });
  expect(model.unscripted).toBe(unscripted);
  await expectSameAfterReload(bench);
}

/** All that is drawn. When a call began is known only while it runs. */
function shown(turns: readonly Turn[]): unknown {
  return JSON.parse(
    JSON.stringify(turns, (key, value: unknown) =>
      key === 'startedAt' ? undefined : value
    )
  );
}
