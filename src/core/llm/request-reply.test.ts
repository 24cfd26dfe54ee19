import { describe, expect, it } from 'vitest';
import { AgentError } from '../errors';
import { callChunks, deltaChunk } from '../../testing/model-chunks';
import { CODE, FIGURE, HISTORY, ReplyBench } from '../../testing/reply-bench';
import { ChatMessageSchema, type ChatMessage } from './chat-message';

describe('requestReply', () => {
  it('gives the reply, its deltas and times', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueCall('execute_python', CODE, { text: 'Let me see.' });
    const reply = await bench.ask();
    expect(reply.calls.map(call => call.function.name)).toEqual([
      'execute_python'
    ]);
    expect(reply).toMatchObject({
      text: 'Let me see.',
      complete: true,
      broken: null,
      firstChunkMs: 0,
      totalMs: 0,
      usage: { prompt_tokens: 100 }
    });
    expect(bench.deltas.at(0)).toEqual({ type: 'text', text: 'Let me ' });
    expect(bench.deltas.at(-1)).toMatchObject({
      type: 'call',
      argumentsText: JSON.stringify(CODE)
    });
  });

  it('R45 sends the messages exactly as they are, however often', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueText('one').enqueueText('two');
    const odd: ChatMessage = {
      role: 'assistant',
      content: 'x',
      reasoning_content: 'r',
      signature: { b: 1 }
    };
    const messages = [...HISTORY, odd, FIGURE];
    await bench.ask(messages);
    await bench.ask([...messages, { role: 'user', content: 'next' }]);
    const text = JSON.stringify(messages);
    expect(bench.model.bodies[0]).toContain(`"messages":${text}`);
    expect(bench.model.bodies[1]).toContain(`"messages":${text.slice(0, -1)},`);
  });

  it('quirk 15: asks for nothing that is not needed', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueText('one');
    await bench.ask();
    expect(Object.keys(bench.model.lastRequest).sort()).toEqual([
      'messages',
      'model',
      'stream_options',
      'tools'
    ]);
  });

  it('quirk 3: no call gets an id that an earlier one has', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueCalls([
      { id: 'call_a', name: 'inspect', args: {} },
      { id: 'call_b', name: 'inspect', args: {} }
    ]);
    const reply = await bench.ask(HISTORY, {
      takenCallIds: new Set(['call_b'])
    });
    expect(reply.calls).toHaveLength(2);
    for (const call of reply.calls) {
      expect(['call_a', 'call_b']).not.toContain(call.id);
    }
  });

  it('quirk 8: a call written as text becomes a call, in the stored message too', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueText(
      `Let me see.\n<tool_call>${JSON.stringify({ name: 'execute_python', arguments: CODE })}</tool_call>`
    );
    const reply = await bench.ask();
    expect(reply.text).toBe('Let me see.');
    expect(reply.message).toMatchObject({
      content: 'Let me see.',
      tool_calls: [
        {
          id: reply.calls[0]?.id,
          function: { name: 'execute_python', arguments: JSON.stringify(CODE) }
        }
      ]
    });
  });

  it('R45 such a message, too, is the same bytes after it was stored', async () => {
    const bench = new ReplyBench();
    const call = { name: 'execute_python', arguments: CODE };
    bench.model.enqueueText(JSON.stringify(call), { reasoning: 'Hm' });
    const { message } = await bench.ask();
    const stored = JSON.stringify(message);
    expect(stored).toContain('"reasoning_content":"Hm"');
    expect(JSON.stringify(ChatMessageSchema.parse(JSON.parse(stored)))).toBe(
      stored
    );
  });

  it('quirk 8: text is not looked through when nothing was offered', async () => {
    const bench = new ReplyBench();
    const text = JSON.stringify({ name: 'execute_python', arguments: CODE });
    bench.model.enqueueText(text);
    const reply = await bench.ask(HISTORY, {
      request: { model: 'm', messages: HISTORY, tools: [] }
    });
    expect(reply).toMatchObject({ text, calls: [] });
  });
});

describe('requestReply, failures', () => {
  it('quirk 20: a busy server is tried again, as long as it asks for', async () => {
    const bench = new ReplyBench();
    const busy = new AgentError('model-rate-limited', 'x', {
      retryAfterSeconds: 7
    });
    const away = new AgentError('model-unreachable', 'y');
    bench.model.enqueueError(busy).enqueueError(away).enqueueText('Hello');
    expect((await bench.ask()).text).toBe('Hello');
    expect(bench.retries).toEqual([
      { seconds: 7, attempt: 1, error: busy },
      { seconds: 4, attempt: 2, error: away }
    ]);
    expect(bench.clock.delays).toEqual([7000, 4000]);
  });

  it('waits no longer than the cap, and gives up after the attempts', async () => {
    const bench = new ReplyBench();
    const busy = new AgentError('model-overloaded', 'x', {
      retryAfterSeconds: 4000
    });
    bench.model.enqueueError(busy).enqueueError(busy).enqueueError(busy);
    await expect(bench.ask()).rejects.toBe(busy);
    expect(bench.clock.delays).toEqual([60_000, 60_000]);
    expect(bench.model.requests).toHaveLength(3);
  });

  it.each([
    'model-unauthorized',
    'model-not-found',
    'model-context-overflow',
    'model-timeout',
    'model-unexpected-answer',
    'model-not-set'
  ] as const)('%s is not tried again', async code => {
    const bench = new ReplyBench();
    bench.model.enqueueError(new AgentError(code, 'x', { detail: 'x' }));
    await expect(bench.ask()).rejects.toMatchObject({ code });
    expect(bench.model.requests).toHaveLength(1);
  });

  it('quirk 20: nothing is sent twice once something was shown', async () => {
    const bench = new ReplyBench();
    const broken = new AgentError('model-stream-broken', 'x');
    bench.model.enqueueError(broken, [deltaChunk({ content: 'Hel' })]);
    const reply = await bench.ask();
    expect(reply).toMatchObject({ text: 'Hel', complete: false, broken });
    expect(reply.message.content).toBe('Hel');
    expect(bench.model.requests).toHaveLength(1);
  });

  it('a stream that breaks before anything was shown is tried again', async () => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(new AgentError('model-stream-broken', 'x'), [
        deltaChunk({ role: 'assistant', content: '' })
      ])
      .enqueueText('Hello');
    expect((await bench.ask()).text).toBe('Hello');
  });

  it('R61 calls that a broken stream left behind are kept as they are', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueError(new AgentError('model-stream-broken', 'x'), [
      ...callChunks([{ name: 'execute_python', args: '{"code": "a' }], {
        finishReason: null,
        usage: null
      })
    ]);
    const reply = await bench.ask();
    expect(reply.broken?.code).toBe('model-stream-broken');
    expect(reply.message.tool_calls?.[0]?.function.arguments).toBe(
      '{"code": "a'
    );
  });

  it('quirk 7: an end that nobody announced is told', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueText('Hello', { finishReason: null });
    expect(await bench.ask()).toMatchObject({ complete: false, broken: null });
  });

  it('stopped before anything was shown, it throws; after, it keeps what there is', async () => {
    const early = new ReplyBench();
    early.model.enqueueHang();
    const waiting = early.ask();
    await early.model.waitForRequests(1);
    early.stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'stopped' });

    const late = new ReplyBench();
    late.model.enqueueHang([deltaChunk({ content: 'Hel' })]);
    const reply = await late.ask(HISTORY, {
      onDelta: () => late.stop.abort()
    });
    expect(reply.text).toBe('Hel');
    expect(reply.broken?.code).toBe('stopped');
  });

  it('stopped while waiting to try again, it does not', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueError(new AgentError('model-overloaded', 'x'));
    await expect(
      bench.ask(HISTORY, { onRetry: () => bench.stop.abort() })
    ).rejects.toMatchObject({ code: 'stopped' });
    expect(bench.model.requests).toHaveLength(1);
  });

  it('a fault of the consumer is its own, and closes the stream', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueText('Hello there');
    await expect(
      bench.ask(HISTORY, {
        onDelta: () => {
          throw new RangeError('mine');
        }
      })
    ).rejects.toThrow(new RangeError('mine'));
    expect(bench.model.requests).toHaveLength(1);
  });

  it('an empty answer is an error', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueText('');
    await expect(bench.ask()).rejects.toMatchObject({
      code: 'model-empty-answer'
    });
  });

  it('quirk 13: an empty answer to a long prompt means that it was too long', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueChunks([]);
    await expect(
      bench.ask([...HISTORY, { role: 'user', content: 'word '.repeat(4000) }])
    ).rejects.toMatchObject({ code: 'model-context-overflow' });
  });

  it('quirk 13: pictures do not make a prompt long by their bytes', async () => {
    const bench = new ReplyBench();
    const url = `data:image/png;base64,${'A'.repeat(200_000)}`;
    const picture: ChatMessage = {
      role: 'user',
      content: [{ type: 'image_url', image_url: { url } }]
    };
    bench.model.enqueueChunks([]);
    await expect(bench.ask([...HISTORY, picture])).rejects.toMatchObject({
      code: 'model-empty-answer'
    });
  });

  it('quirk 13: far fewer tokens read than sent is told, once', async () => {
    const bench = new ReplyBench();
    const long: ChatMessage[] = [
      ...HISTORY,
      { role: 'user', content: 'word '.repeat(8000) }
    ];
    bench.model
      .enqueueText('a', { usage: { prompt_tokens: 2048 } })
      .enqueueText('b', { usage: { prompt_tokens: 2048 } });
    await bench.ask(long);
    await bench.ask(long);
    expect(bench.notices).toHaveLength(1);
    expect(bench.notices[0]).toContain('2048');
  });

  it('quirk 13: a reply that hit its length limit is no overflow', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueText('Hello', { finishReason: 'length' });
    expect(await bench.ask()).toMatchObject({
      text: 'Hello',
      finishReason: 'length',
      broken: null,
      complete: false
    });
  });

  it('a content filter is named', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueText('', { finishReason: 'content_filter' });
    await expect(bench.ask()).rejects.toMatchObject({
      code: 'model-rejected-request'
    });
  });
});
