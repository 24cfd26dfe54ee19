import { describe, expect, it } from 'vitest';
import {
  CALL,
  FIGURE,
  HISTORY,
  refusal,
  ReplyBench
} from '../../testing/reply-bench';
import type { ChatMessage, ToolSchema } from './chat-message';
import { createModelMemory } from './model-memory';

const STRICT: ToolSchema = {
  type: 'function',
  function: {
    name: 'execute_python',
    description: 'Runs code.',
    parameters: {
      type: 'object',
      properties: {
        code: { type: 'string', minLength: 1, description: 'Python' },
        rows: { anyOf: [{ type: 'null' }, { type: 'integer', minimum: 0 }] },
        kind: { const: 'x' },
        default: { type: ['string', 'null'], default: 'a' },
        list: {
          type: 'array',
          items: { type: 'object', properties: { a: {} }, $ref: '#' }
        }
      },
      required: ['code'],
      additionalProperties: false
    }
  }
};
const PLAIN = {
  type: 'object',
  properties: {
    code: { type: 'string', description: 'Python' },
    rows: { type: 'integer' },
    kind: { enum: ['x'] },
    default: { type: 'string' },
    list: {
      type: 'array',
      items: { type: 'object', properties: { a: {} } }
    }
  },
  required: ['code']
};

describe('schemas of tools', () => {
  it.each([
    `Invalid JSON payload received. Unknown name "additionalProperties" at 'tools[0].function_declarations[0].parameters': Cannot find field.`,
    "Unsupported JSON schema fields: {'minLength'}",
    "Invalid schema for function 'execute_python': 'anyOf' is not permitted.",
    'tools.0.function.parameters.additionalProperties: Extra inputs are not permitted',
    'JSON schema conversion failed: Unrecognized schema: {"$ref":"#"}'
  ])('refused: %s', async message => {
    const bench = new ReplyBench();
    bench.model.enqueueError(refusal(400, message)).enqueueText('Hello');
    await bench.ask(HISTORY, {
      request: { model: 'm', messages: HISTORY, tools: [STRICT] }
    });
    expect(bench.memory.tools).toBe(true);
    expect(bench.sent[1]).toEqual(HISTORY);
    expect(bench.model.lastRequest.tools).toEqual([
      { type: 'function', function: { ...STRICT.function, parameters: PLAIN } }
    ]);
  });
});

describe('orders of messages', () => {
  const afterTool: ChatMessage[] = [
    ...HISTORY,
    { role: 'user', content: 'On' }
  ];

  it.each([
    "Unexpected role 'user' after role 'tool'",
    'Conversation roles must alternate user/assistant/user/assistant/...',
    'messages — 0 — role — Input should be user or assistant',
    'Roles must alternate between "user" and "assistant"'
  ])('a user message after a result: %s', async message => {
    const bench = new ReplyBench();
    bench.model.enqueueError(refusal(400, message)).enqueueText('Hello');
    await bench.ask(afterTool);
    const sent = bench.sent[1] ?? [];
    expect(sent.map(each => each.role)).toEqual([
      'user',
      'assistant',
      'tool',
      'assistant',
      'user'
    ]);
    expect(sent[3]?.content).toBeTruthy();
    expect(sent[4]).toEqual(afterTool[4]);
  });

  it.each([
    [
      2,
      'messages.3.role should be one of `system`, `user`, `assistant`; `tool` is unknown'
    ],
    [1, "Unsupported role: 'tool'"],
    [
      1,
      'Function call `default_api:execute_python` in the 2. content block is missing a `thought_signature`.'
    ]
  ])('results that are not taken at all: %i %s', async (times, message) => {
    const bench = new ReplyBench();
    for (let time = 0; time < times; time += 1) {
      bench.model.enqueueError(refusal(400, message));
    }
    bench.model.enqueueText('Hello');
    expect((await bench.ask(afterTool)).text).toBe('Hello');
    expect(bench.sent.at(-1)?.every(each => each.role !== 'tool')).toBe(true);
    expect(bench.notices).toEqual([expect.stringContaining('fenced blocks')]);
  });

  it('results without the name of their tool', async () => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(
        refusal(
          400,
          'GenerateContentRequest.contents[2].parts[0].function_response.name: Name cannot be empty.'
        )
      )
      .enqueueText('Hello');
    await bench.ask();
    expect(bench.sent[1]).toEqual([
      ...HISTORY.slice(0, 3),
      { ...HISTORY[3], name: 'execute_python' }
    ]);
  });
});

describe('ids of calls that another model gave', () => {
  const ID = 'functions.execute_python:0/of-a-name-that-is-much-too-long';
  const foreign: ChatMessage[] = [
    { role: 'user', content: 'Look' },
    { role: 'assistant', content: null, tool_calls: [{ ...CALL, id: ID }] },
    { role: 'tool', tool_call_id: ID, content: 'ok' }
  ];

  it.each([
    [
      `Invalid 'messages[1].tool_calls[0].id': string too long. Expected a string with maximum length 40, but got a string with length 58 instead.`,
      { code: 'string_above_max_length' }
    ],
    [
      `Tool call id was ${ID} but must be a-z, A-Z, 0-9, with a length of 9.`,
      {}
    ],
    [
      "messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'",
      {}
    ]
  ])('refused: %s', async (message, more) => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(refusal(400, message, more))
      .enqueueText('Hello')
      .enqueueText('again');
    await bench.ask(foreign);
    await bench.ask(foreign);
    const [, call, result] = bench.sent[1] ?? [];
    const id = call?.tool_calls?.[0]?.id ?? '';
    expect(id).toMatch(/^[a-zA-Z0-9]{9}$/);
    expect(result?.tool_call_id).toBe(id);
    expect(bench.sent[2]).toEqual(bench.sent[1]);
  });
});

describe('refusals that say nothing', () => {
  const odd: ChatMessage[] = [
    ...HISTORY,
    { role: 'assistant', content: '', reasoning: 'hm', mark: 1 },
    { role: 'user', content: 'a' },
    { role: 'user', content: 'b' }
  ];

  it.each([
    [400, 'Bad Request'],
    [400, ''],
    [422, 'Unprocessable Entity'],
    [500, 'Jinja Exception: Value is not callable: null at row 58']
  ])(
    '%i %j: the plainest form is tried, and kept when it works',
    async (status, text) => {
      const bench = new ReplyBench();
      bench.model
        .enqueueError(refusal(status, text))
        .enqueueText('Hello')
        .enqueueText('again');
      expect((await bench.ask(odd)).text).toBe('Hello');
      await bench.ask(odd);
      expect(bench.notices).toEqual([expect.stringContaining('plain')]);
      expect(bench.sent[2]).toEqual(bench.sent[1]);
      const sent = bench.sent[1] ?? [];
      expect(sent.map(each => each.role)).toEqual([
        'user',
        'assistant',
        'tool',
        'assistant',
        'user'
      ]);
      expect(sent.every(each => each.content)).toBe(true);
      expect(sent[3]).toEqual({ role: 'assistant', content: '(no answer)' });
      expect(bench.model.requests[1]).not.toHaveProperty('stream_options');
      expect(bench.model.requests[1]?.tools).toHaveLength(2);
    }
  );

  it('when that is refused, too, nothing is learnt, and the first refusal is told', async () => {
    const bench = new ReplyBench();
    const first = refusal(400, 'Bad Request');
    bench.model.enqueueError(first).enqueueError(refusal(400, 'Still bad'));
    await expect(bench.ask(odd)).rejects.toBe(first);
    expect(bench.model.requests).toHaveLength(2);
    expect(bench.memory).toEqual(createModelMemory());
    expect(bench.notices).toEqual([]);
  });

  it.each([
    [400, 'Your prompt was flagged as violating our usage policy'],
    [
      400,
      'The response was filtered due to the prompt triggering content management policy'
    ],
    [500, 'Internal server error'],
    [403, 'Forbidden']
  ])('but not for %i %s', async (status, text) => {
    const bench = new ReplyBench();
    bench.model
      .enqueueError(refusal(status, text))
      .enqueueError(refusal(status, text))
      .enqueueError(refusal(status, text));
    await expect(bench.ask([...HISTORY, FIGURE])).rejects.toBeInstanceOf(Error);
    expect(bench.memory).toEqual(createModelMemory());
  });
});
