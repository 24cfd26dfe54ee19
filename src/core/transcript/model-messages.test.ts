import { describe, expect, it } from 'vitest';
import {
  assistant,
  messageEntry,
  sessionEntry,
  system,
  toolCall,
  toolResult,
  user
} from '../../testing/entries';
import type { ChatMessage } from '../llm/chat-message';
import { LIMITS } from '../limits';
import type { Entry } from './entries';
import {
  historyMessages,
  INTERRUPTED_RESULT,
  modelMessages
} from './model-messages';

const call = toolCall('c1', 'execute_python', { code: '1' });

function figure(number: number): ChatMessage {
  return {
    role: 'user',
    content: [
      { type: 'text', text: `figure ${number}` },
      { type: 'image_url', image_url: { url: `sidecar:outputs/${number}.png` } }
    ]
  };
}

function imageUrls(messages: readonly ChatMessage[]): string[] {
  return messages.flatMap(message =>
    Array.isArray(message.content)
      ? message.content.flatMap(part =>
          part.type === 'image_url' ? [part.image_url.url] : []
        )
      : []
  );
}

describe('the message history', () => {
  it('R61 gives a call that never got its result an honest one', () => {
    const messages = historyMessages([
      sessionEntry(),
      messageEntry(1, user('go')),
      messageEntry(1, assistant('', [call])),
      messageEntry(2, user('next'))
    ]);
    expect(messages.map(message => message.role)).toEqual([
      'user',
      'assistant',
      'tool',
      'user'
    ]);
    expect(messages[2]).toEqual(toolResult('c1', INTERRUPTED_RESULT));
  });

  it('puts a late result behind its call and drops one that nobody asked for', () => {
    const messages = historyMessages([
      messageEntry(1, assistant('', [call])),
      messageEntry(1, user('figures')),
      messageEntry(1, toolResult('c1', 'done')),
      messageEntry(1, toolResult('unknown', 'stray'))
    ]);
    expect(messages.map(message => message.content)).toEqual([
      '',
      'done',
      'figures'
    ]);
  });

  it('puts turns that two tabs interleaved one after the other', () => {
    const messages = historyMessages([
      messageEntry(1, user('one')),
      messageEntry(2, user('two')),
      messageEntry(1, assistant('answer one')),
      messageEntry(2, assistant('answer two'))
    ]);
    expect(messages.map(message => message.content)).toEqual([
      'one',
      'answer one',
      'two',
      'answer two'
    ]);
  });

  it('begins anew after a reset', () => {
    const entries: Entry[] = [
      sessionEntry(),
      messageEntry(1, system('s')),
      messageEntry(1, user('old')),
      { v: 1, id: 'r', ts: '2026-11-23T10:15:00Z', turn: 0, kind: 'reset' },
      sessionEntry(),
      messageEntry(2, system('s')),
      messageEntry(2, user('new'))
    ];
    expect(historyMessages(entries).map(message => message.content)).toEqual([
      's',
      'new'
    ]);
  });

  it('quirk 5: makes cut-off arguments readable JSON without losing them', () => {
    const torn = { ...call, function: { ...call.function, arguments: '{"co' } };
    const [message] = historyMessages([messageEntry(1, assistant('', [torn]))]);
    expect(
      JSON.parse(message?.tool_calls?.[0]?.function.arguments ?? '')
    ).toEqual({
      unreadable_arguments: '{"co'
    });
  });

  it('quirk 10: brings unknown provider fields back', () => {
    const message = {
      ...assistant('hi'),
      reasoning_details: [{ signature: 'x' }]
    };
    expect(historyMessages([messageEntry(1, message)])).toEqual([message]);
  });
});

describe('figures in a request', () => {
  const entries = Array.from({ length: 30 }, (_, index) =>
    messageEntry(index + 1, figure(index + 1))
  );

  it('R58 are the recent ones only, and the history keeps all', () => {
    expect(imageUrls(historyMessages(entries))).toHaveLength(30);
    const sent = imageUrls(modelMessages(entries));
    expect(sent.length).toBeLessThanOrEqual(LIMITS.imagesPerRequest);
    expect(sent.at(-1)).toBe('sidecar:outputs/30.png');
  });

  it('R45 are left out in batches, so that most requests keep the prefix of the one before', () => {
    let kept = 0;
    for (let count = 1; count < 30; count += 1) {
      const before = modelMessages(entries.slice(0, count));
      const after = modelMessages(entries.slice(0, count + 1));
      if (JSON.stringify(after.slice(0, count)) === JSON.stringify(before)) {
        kept += 1;
      }
    }
    expect(kept).toBeGreaterThanOrEqual(26);
  });
});
