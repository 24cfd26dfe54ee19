import { expect, it } from 'vitest';
import { AgentError } from '../errors';
import { accumulate } from '../../testing/accumulate-reply';
import { chunksOf } from '../../testing/answer-chunks';
import {
  callChunks,
  eventStream,
  textChunks
} from '../../testing/model-chunks';
import { ReplyBench } from '../../testing/reply-bench';
import { classifyAnswer, classifyStreamError } from './classify-error';
import { extractFencedCalls, extractTextCalls } from './text-calls';

/** A small generator of numbers in [0, 1), the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const ODD: readonly unknown[] = [
  null,
  '',
  ' ',
  '{',
  '}',
  '{}',
  '"',
  'execute_python',
  'inspect',
  '\ud83d',
  -1,
  0,
  1.5,
  1e21,
  true,
  [],
  [[]],
  {},
  { type: 'text', text: 'x' },
  { id: 1, name: {}, arguments: [] },
  { message: 'context length exceeded' },
  ['a', null, { function: null }],
  { function: { name: 'inspect', arguments: { name: 'df' } } }
];

/** The value with one part of it, anywhere, replaced by something odd, left out, or wrapped. */
function spoiled(value: unknown, next: () => number): unknown {
  const pick = (): unknown => ODD[Math.floor(next() * ODD.length)];
  if (typeof value !== 'object' || value === null || next() < 0.15) {
    return next() < 0.2 ? [value] : pick();
  }
  const entries: [string, unknown][] = Object.entries(value);
  const at = Math.floor(next() * entries.length);
  const changed = entries.flatMap(([name, inner], index) =>
    index === at
      ? next() < 0.1
        ? []
        : [[name, spoiled(inner, next)] as const]
      : [[name, inner] as const]
  );
  return Array.isArray(value)
    ? changed.map(([, inner]) => inner)
    : Object.fromEntries(changed);
}

const CHUNKS = [
  ...textChunks('Let me look.', { reasoning: 'hmm', usage: null }),
  ...callChunks(
    [
      { id: 'a', name: 'execute_python', args: { code: 'print(1)' } },
      { id: 'b', name: 'inspect', args: { name: 'df' } }
    ],
    {}
  )
];

it('spoiled chunks: a message that can be stored, calls with ids of their own', () => {
  const next = random(11);
  for (let round = 0; round < 1500; round += 1) {
    const chunks = CHUNKS.map(chunk =>
      next() < 0.3 ? spoiled(chunk, next) : chunk
    );
    const { reply, deltas } = accumulate(chunks);
    const ids = reply.calls.map(call => call.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(id => id !== '')).toBe(true);
    expect(reply.calls.every(call => call.function.name !== '')).toBe(true);
    expect(JSON.stringify(reply.message)).not.toMatch(/\\ud[89a-f]/);
    // What was shown as a call is one, under the same id.
    for (const delta of deltas) {
      if (delta.type === 'call') {
        expect(ids).toContain(delta.id);
      }
    }
  }
});

it('spoiled streams: chunks, or one AgentError', async () => {
  const next = random(23);
  const text = eventStream(CHUNKS).join('');
  for (let round = 0; round < 400; round += 1) {
    let spoilt = text;
    for (let change = 0; change < 1 + next() * 4; change += 1) {
      const at = Math.floor(next() * spoilt.length);
      const length = Math.floor(next() * 12);
      const odd = ['', '\n', '\r', '{', '"', ']', 'data:', '[DONE]', '\ufeff'];
      spoilt =
        spoilt.slice(0, at) +
        (odd[Math.floor(next() * odd.length)] ?? '') +
        spoilt.slice(at + length);
    }
    const error: unknown = await chunksOf([spoilt]).then(
      () => null,
      (thrown: unknown) => thrown
    );
    expect(error === null || AgentError.is(error)).toBe(true);
  }
});

it('spoiled errors: always one AgentError with a sentence', () => {
  const next = random(5);
  const body = {
    error: {
      message: 'Bad',
      type: 'x',
      code: 400,
      param: null,
      details: [{ loc: ['body', 0], msg: 'Bad' }]
    },
    detail: 'Bad'
  };
  for (let round = 0; round < 500; round += 1) {
    const value = spoiled(spoiled(body, next), next);
    const answer = classifyAnswer({
      status: [200, 400, 404, 422, 500][round % 5] ?? 400,
      contentType: 'application/json',
      body: JSON.stringify(value),
      headers: spoiled({ 'retry-after': '3', 'retry-after-ms': 'x' }, next)
    });
    for (const error of [answer, classifyStreamError(value)]) {
      expect(error.message).toMatch(/\.$/);
      expect(error.retryAfterSeconds ?? 0).toBeGreaterThanOrEqual(0);
    }
  }
});

it('texts of nothing but marks: read in no time, and whole again without calls', () => {
  const next = random(3);
  const parts = [
    '<tool_call>',
    '</tool_call>',
    '<function=',
    '<invoke name="inspect">',
    '<parameter name="name">',
    '[TOOL_CALLS]',
    '<|channel|>commentary to=functions.inspect',
    '<|message|>',
    '{"name":',
    '"inspect"',
    '}',
    '```json\n',
    '`',
    '<think>',
    '</think>',
    '<arg_key>',
    'inspect ',
    '\n'
  ];
  for (let round = 0; round < 300; round += 1) {
    const text = Array.from(
      { length: round < 290 ? 12 : 20_000 },
      () => parts[Math.floor(next() * parts.length)] ?? ''
    ).join('');
    for (const extract of [extractTextCalls, extractFencedCalls]) {
      const found = extract(text, []);
      expect(found).toEqual({ calls: [], text });
    }
  }
});

it('spoiled replies: a request for the next step is always possible', async () => {
  const next = random(42);
  for (let round = 0; round < 60; round += 1) {
    const bench = new ReplyBench();
    bench.model.enqueueChunks(
      CHUNKS.map(chunk => (next() < 0.4 ? spoiled(chunk, next) : chunk))
    );
    const reply = await bench.ask();
    for (const call of reply.calls) {
      expect(reply.message.tool_calls).toContainEqual(call);
    }
    expect(reply.message.role).toBe('assistant');
  }
});
