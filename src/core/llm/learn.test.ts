import { describe, expect, it } from 'vitest';
import { AgentError } from '../errors';
import {
  CALL,
  FIGURE,
  HISTORY,
  refusal,
  ReplyBench
} from '../../testing/reply-bench';
import type { ChatMessage } from './chat-message';
import { createModelMemory } from './model-memory';

describe('what servers refuse', () => {
  it('stream_options: left out from then on', async () => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(refusal(400, 'Unknown parameter: stream_options'))
      .enqueueText('Hello')
      .enqueueText('again');
    await bench.ask();
    await bench.ask();
    expect(
      bench.model.requests.map(request => 'stream_options' in request)
    ).toEqual([true, false, false]);
    expect(bench.clock.delays).toEqual([]);
  });

  it('quirk 14: temperature is dropped and max_tokens renamed, once, and remembered', async () => {
    const bench = new ReplyBench();
    const fields = { temperature: 0.2, max_tokens: 500 };
    bench.model
      .enqueueError(
        refusal(
          400,
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          { param: 'max_tokens' }
        )
      )
      .enqueueError(
        refusal(
          400,
          "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported."
        )
      )
      .enqueueText('Hello')
      .enqueueText('again');
    await bench.ask(HISTORY, { fields });
    await bench.ask(HISTORY, { fields });
    expect(bench.model.requests).toHaveLength(4);
    for (const request of bench.model.requests.slice(2)) {
      expect(request).toMatchObject({ max_completion_tokens: 500 });
      expect(request).not.toHaveProperty('max_tokens');
      expect(request).not.toHaveProperty('temperature');
    }
  });

  it('a refusal that does not end is passed on', async () => {
    const bench = new ReplyBench();
    const stubborn = refusal(400, 'Unknown parameter: temperature');
    bench.model
      .enqueueError(stubborn)
      .enqueueError(stubborn)
      .enqueueError(stubborn);
    await expect(
      bench.ask(HISTORY, { fields: { temperature: 0 } })
    ).rejects.toBe(stubborn);
    expect(bench.model.requests).toHaveLength(3);
  });

  it('streaming refused: asked for a whole answer', async () => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(refusal(400, "'stream' does not support true"))
      .enqueueChunks([{ choices: [{ message: { content: 'Hello' } }] }]);
    expect((await bench.ask()).text).toBe('Hello');
    expect(bench.model.lastRequest.stream).toBe(false);
  });

  it.each([
    [400, 'registry.ollama.ai/library/gemma:2b does not support tools'],
    [
      400,
      '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'
    ],
    [500, 'tools param requires --jinja flag'],
    [404, 'No endpoints found that support tool use. Try disabling "inspect".'],
    [400, 'Function calling is not enabled for models/gemma-3-27b-it'],
    [422, 'Extra inputs are not permitted: body.tools']
  ])('quirk 16: tools not supported: %i %s', async (status, message) => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(refusal(status, message))
      .enqueueText('Let me look.\n```python\ndf.head()\n```');
    const reply = await bench.ask();
    expect(bench.notices).toEqual([expect.stringContaining('fenced blocks')]);
    expect(reply.calls[0]?.function).toEqual(CALL.function);
    expect(reply.text).toBe('Let me look.');
    const [request] = bench.model.requests.slice(-1);
    expect(request?.tools).toEqual([]);
    expect(request?.messages).toEqual([
      {
        role: 'system',
        content: expect.stringMatching(
          /^You are an agent\.\n\n[^]*```python[^]*inspect\(name\)/
        )
      },
      { role: 'user', content: 'Look at df' },
      { role: 'assistant', content: '```python\ndf.head()\n```' },
      { role: 'user', content: expect.stringContaining('region sales') }
    ]);
  });

  it('quirk 16, R45: without tools, too, later requests continue earlier ones', async () => {
    const bench = new ReplyBench();
    bench.memory.tools = false;
    bench.model.enqueueText('```python\ndf.head()\n```').enqueueText('Fine.');
    const first = HISTORY.slice(0, 2);
    const reply = await bench.ask(first);
    const id = reply.calls[0]?.id ?? '';
    await bench.ask([
      ...first,
      reply.message,
      { role: 'tool', tool_call_id: id, content: 'region' }
    ]);
    const [before = '', after = ''] = bench.sent.map(messages =>
      JSON.stringify(messages).slice(0, -1)
    );
    expect(after.startsWith(before)).toBe(true);
    expect(bench.sent[1]?.[2]).toEqual({
      role: 'assistant',
      content: '```python\ndf.head()\n```'
    });
    expect(bench.notices).toEqual([]);
  });

  it.each([
    'must not be null',
    'Input should be a valid string',
    'is required'
  ])('quirk 17: content null beside calls refused: %s', async why => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(refusal(400, `messages.2.content ${why}`))
      .enqueueText('Hello')
      .enqueueText('again');
    await bench.ask();
    await bench.ask();
    expect(bench.sent.map(messages => messages[2]?.content)).toEqual([
      null,
      '',
      ''
    ]);
    expect(bench.sent[1]?.[2]?.tool_calls).toEqual([CALL]);
  });

  it('quirk 17: "" refused as well: words, and then it is passed on', async () => {
    const bench = new ReplyBench();
    const message = 'text content must be non-empty';
    bench.model
      .enqueueError(refusal(400, message))
      .enqueueError(refusal(400, message))
      .enqueueError(refusal(400, message));
    await expect(bench.ask()).rejects.toMatchObject({ detail: message });
    expect(bench.sent.map(messages => messages[2]?.content)).toEqual([
      null,
      '',
      '(calling a tool)'
    ]);
  });

  it.each([
    [400, 'This model does not support image input'],
    [404, 'No endpoints found that support image input'],
    [
      400,
      'Invalid content type. image_url is only supported by certain models.'
    ],
    [
      422,
      'Failed to deserialize: messages[4]: unknown variant `image_url`, expected `text`'
    ],
    [
      500,
      'image input is not supported - hint: you may need to provide the mmproj'
    ],
    [400, 'At most 0 image(s) may be provided in one request.'],
    [400, 'messages.4.content: Input should be a valid string']
  ])('quirk 18, R58: images refused: %i %s', async (status, message) => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(refusal(status, message))
      .enqueueText('Hello')
      .enqueueText('again');
    await bench.ask([...HISTORY, FIGURE]);
    await bench.ask([...HISTORY, FIGURE]);
    expect(bench.notices).toEqual([expect.stringContaining('images')]);
    expect(bench.model.requests).toHaveLength(3);
    for (const messages of bench.sent.slice(1)) {
      expect(messages[4]?.content).toMatch(/^The figure:\n\[A figure was/);
      expect(messages.slice(0, 4)).toEqual(HISTORY);
    }
  });

  it('R58 sends images as parts to a model that takes them', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueText('A bar chart.');
    await bench.ask([...HISTORY, FIGURE]);
    expect(bench.sent[0]?.[4]).toEqual(FIGURE);
  });

  const thought: ChatMessage = {
    role: 'assistant',
    content: 'Hm.',
    reasoning_content: 'I think'
  };

  it('quirk 9: reasoning refused: left out, and only that', async () => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(refusal(400, "property 'reasoning_content' is unsupported"))
      .enqueueText('Hello');
    await bench.ask([...HISTORY, { ...thought, mark: 1 }]);
    expect(bench.sent.map(messages => messages[4])).toEqual([
      { ...thought, mark: 1 },
      { role: 'assistant', content: 'Hm.', mark: 1 }
    ]);
  });

  it('quirk 9: reasoning required: added where it is missing', async () => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(
        refusal(
          400,
          'The `reasoning_content` in the thinking mode must be passed back to the API.'
        )
      )
      .enqueueText('Hello');
    await bench.ask([...HISTORY, thought]);
    expect(bench.sent[1]?.map(message => message.reasoning_content)).toEqual([
      undefined,
      undefined,
      '',
      undefined,
      'I think'
    ]);
  });

  it('quirk 10: unknown fields refused: left out of messages and calls', async () => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(
        refusal(
          422,
          'messages.1.tool_calls.0.extra_content: Extra inputs are not permitted'
        )
      )
      .enqueueText('Hello');
    const [system, , , result] = HISTORY;
    const signed: ChatMessage = {
      role: 'assistant',
      content: null,
      tool_calls: [{ ...CALL, extra_content: { google: 1 } }]
    };
    await bench.ask(
      [system, signed, result].filter(each => each !== undefined)
    );
    expect(bench.sent[1]?.[1]).toEqual({
      role: 'assistant',
      content: null,
      tool_calls: [CALL]
    });
  });

  it.each([
    'Conversation roles must alternate user/assistant/user/assistant/...',
    'System role not supported'
  ])('roles: %s', async message => {
    const bench = new ReplyBench();
    bench.model.enqueueError(refusal(400, message)).enqueueText('Hello');
    await bench.ask([
      { role: 'system', content: 'S' },
      { role: 'user', content: 'one' },
      FIGURE
    ]);
    expect(bench.sent[1]).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'S\n\none' },
          ...(Array.isArray(FIGURE.content) ? FIGURE.content : [])
        ]
      }
    ]);
  });

  it('several objections, one after the other', async () => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(refusal(400, 'does not support tools'))
      .enqueueError(refusal(400, 'does not support image input'))
      .enqueueError(refusal(400, 'stream_options is unknown'))
      .enqueueError(new AgentError('model-overloaded', 'x'))
      .enqueueText('Hello');
    expect((await bench.ask([...HISTORY, FIGURE])).text).toBe('Hello');
    expect(bench.notices).toHaveLength(2);
    expect(bench.memory).toMatchObject({
      tools: false,
      images: false,
      streamUsage: false
    });
  });

  it('a refusal that has nothing to do with the form teaches nothing', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueError(refusal(400, 'Your prompt was flagged'));
    await expect(bench.ask([...HISTORY, FIGURE])).rejects.toMatchObject({
      code: 'model-rejected-request'
    });
    expect(bench.memory).toEqual(createModelMemory());
  });
});
