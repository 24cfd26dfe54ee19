import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AgentError } from '../errors';
import {
  deltaChunk,
  textChunks,
  eventStream
} from '../../testing/model-chunks';
import { createGate, OpenAIServer } from '../../testing/openai-server';
import type { ChatRequest } from './chat-message';
import { createOpenAIModel, type OpenAIModelOptions } from './openai-client';

const KEY = 'my-own-secret-key-12345';
const never = new AbortController().signal;
const REQUEST: ChatRequest = {
  model: 'm',
  messages: [{ role: 'user', content: 'Hi' }],
  tools: []
};

let server: OpenAIServer;

beforeAll(async () => {
  server = await OpenAIServer.start();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

function model(options: Partial<OpenAIModelOptions> = {}) {
  return createOpenAIModel({
    kind: 'direct',
    baseURL: server.baseURL,
    apiKey: KEY,
    fetch: (url, init) => fetch(url, init),
    ...options
  });
}

/** What was read, and the error that ended it. */
async function read(
  client = model(),
  request: ChatRequest = REQUEST,
  signal: AbortSignal = never
): Promise<{ chunks: unknown[]; error: AgentError | null }> {
  const chunks: unknown[] = [];
  try {
    for await (const chunk of client.stream(request, signal)) {
      chunks.push(chunk);
    }
  } catch (thrown) {
    if (!AgentError.is(thrown)) {
      throw thrown;
    }
    return { chunks, error: thrown };
  }
  return { chunks, error: null };
}

async function error(client = model()): Promise<AgentError> {
  const result = await read(client);
  if (!result.error) {
    throw new Error('Expected an error.');
  }
  return result.error;
}

describe('createOpenAIModel, the request', () => {
  it('sends model, messages, extra fields and the key, and asks for a stream', async () => {
    server.enqueueText('Hello');
    const request = { ...REQUEST, stream_options: { include_usage: true } };
    const { chunks } = await read(
      model({ defaultHeaders: { 'x-team': 'ada' }, defaultQuery: { a: '1' } }),
      request
    );
    expect(chunks.at(-1)).toBe('[DONE]');
    const [received] = server.chats;
    expect(received?.url).toBe('/v1/chat/completions?a=1');
    expect(received?.headers).toMatchObject({
      authorization: `Bearer ${KEY}`,
      'x-team': 'ada',
      'content-type': 'application/json'
    });
    expect(received?.json).toEqual({
      model: 'm',
      messages: REQUEST.messages,
      stream_options: { include_usage: true },
      stream: true
    });
  });

  it('quirk 15: empty tools are left out, others are sent', async () => {
    server.enqueueText('a').enqueueText('b');
    const tool = {
      type: 'function' as const,
      function: { name: 'f', description: 'd', parameters: { type: 'object' } }
    };
    await read();
    await read(model(), { ...REQUEST, tools: [tool] });
    expect(server.chats[0]?.json).not.toHaveProperty('tools');
    expect(server.chats[1]?.json).toMatchObject({ tools: [tool] });
  });

  it('R45 sends the same messages byte for byte, and a longer conversation continues them', async () => {
    const messages = [
      { role: 'system' as const, content: 'S' },
      { role: 'user' as const, content: 'Grüße — “x”' },
      { role: 'assistant' as const, content: null, odd: { b: 1, a: [2] } }
    ];
    server.enqueueText('a').enqueueText('b');
    await read(model(), { ...REQUEST, messages });
    await read(model(), {
      ...REQUEST,
      messages: [...messages, { role: 'user', content: 'More' }]
    });
    const [first = '', second = ''] = server.chats.map(chat => chat.body);
    const text = JSON.stringify(messages);
    expect(first).toContain(`"messages":${text}`);
    expect(second).toContain(`"messages":${text.slice(0, -1)},`);
  });

  it('without a key it sends none, and no telemetry', async () => {
    server.enqueueText('Hello');
    await read(model({ apiKey: undefined }));
    const headers = server.chats[0]?.headers ?? {};
    expect(headers).not.toHaveProperty('authorization');
    expect(Object.keys(headers).filter(name => /stainless/.test(name))).toEqual(
      []
    );
  });

  it('quirk 20: mends a doubled /v1 and a pasted endpoint', async () => {
    server.enqueueText('a').enqueueText('b');
    await read(model({ baseURL: `${server.baseURL}/v1/` }));
    await read(model({ baseURL: `${server.baseURL}/chat/completions` }));
    expect(server.chats.map(chat => chat.url)).toEqual([
      '/v1/chat/completions',
      '/v1/chat/completions'
    ]);
  });

  it('never retries by itself', async () => {
    server.enqueueJson({ error: { message: 'busy' } }, 503);
    server.enqueueText('not asked for');
    expect((await error()).code).toBe('model-overloaded');
    expect(server.chats).toHaveLength(1);
  });

  it('says so when there is no base URL', async () => {
    expect((await error(model({ baseURL: ' ' }))).code).toBe('model-not-set');
  });
});

describe('createOpenAIModel, the answer', () => {
  it('quirk 20: chunks arrive as they are sent, not at the end', async () => {
    const gate = createGate();
    const [first, ...rest] = eventStream(textChunks('Hello'));
    server.enqueueSteps(first ?? '', gate.promise, ...rest);
    const stream = model().stream(REQUEST, never)[Symbol.asyncIterator]();
    expect((await stream.next()).done).toBe(false);
    gate.open();
    expect((await stream.next()).done).toBe(false);
    await stream.return?.();
  });

  it('a JSON answer is one chunk', async () => {
    const document = { choices: [{ message: { content: 'hi' } }] };
    server.enqueueJson(document);
    expect((await read()).chunks).toEqual([document, '[DONE]']);
  });

  it('a stream that breaks off keeps what arrived', async () => {
    server.enqueueBreak([deltaChunk({ content: 'Hel' })]);
    const { chunks, error: broken } = await read();
    expect(chunks).toHaveLength(1);
    expect(broken?.code).toBe('model-stream-broken');
  });

  it.each([200, 404, 403])('HTML with status %i', async status => {
    server.enqueueHtml('<html><title>Login</title></html>', status);
    const failed = await error();
    expect(failed.code).toBe(
      status === 403 ? 'model-unauthorized' : 'model-unexpected-answer'
    );
    expect(failed.detail).toMatch(/text\/html.*Login/);
  });

  it('a wrong path is told from a missing model', async () => {
    const wrong = await error(model({ baseURL: `${server.baseURL}/api` }));
    expect(wrong.code).toBe('model-unexpected-answer');
    expect(wrong.advice).toContain('base URL');
    server.enqueueJson({ error: { message: 'model "x" not found' } }, 404);
    expect((await error()).code).toBe('model-not-found');
  });

  it('reads error answers in any shape, which the library does not', async () => {
    server.enqueueJson(
      { object: 'error', message: 'Bad thing', code: 400 },
      400
    );
    server.enqueueJson({ detail: [{ loc: ['body', 'x'], msg: 'Bad x' }] }, 422);
    expect(await error()).toMatchObject({
      code: 'model-rejected-request',
      status: 400,
      detail: 'Bad thing'
    });
    expect((await error()).detail).toContain('Bad x');
  });

  it('reads Retry-After', async () => {
    server.enqueueJson({ error: { message: 'slow' } }, 429, {
      'retry-after': '17'
    });
    expect(await error()).toMatchObject({
      code: 'model-rate-limited',
      retryAfterSeconds: 17
    });
  });

  it('names a server that is not there', async () => {
    const other = await OpenAIServer.start();
    const { baseURL } = other;
    await other.close();
    const failed = await error(model({ baseURL }));
    expect(failed.code).toBe('model-unreachable');
    expect(failed.detail).toContain('ECONNREFUSED');
  });

  it('the key is in no error, whatever the server repeats', async () => {
    const body = { error: { message: `Incorrect API key provided: ${KEY}` } };
    server.enqueueJson(body, 401);
    server.enqueueHtml(`<p>${KEY}</p>`);
    server.enqueueSteps(`data: {"error": "bad ${KEY}"}\n\n`);
    server.enqueueSteps(`data: {"broken ${KEY}\n\n`);
    for (let count = 0; count < 4; count += 1) {
      const failed = await error();
      const everything = JSON.stringify([
        failed.message,
        failed.detail,
        failed.advice,
        failed.stack,
        String(failed.cause)
      ]);
      expect(everything).not.toContain(KEY);
    }
  });
});

describe('createOpenAIModel, stopping', () => {
  it('R59 while waiting for the headers', async () => {
    server.enqueueHang();
    const stop = new AbortController();
    const reading = read(model(), REQUEST, stop.signal);
    await server.waitForChats(1);
    stop.abort();
    expect((await reading).error?.code).toBe('stopped');
    await server.chats[0]?.closed;
  });

  it('R59 in the middle of the stream', async () => {
    server.enqueueHang([deltaChunk({ content: 'Hel' })]);
    const stop = new AbortController();
    const stream = model().stream(REQUEST, stop.signal)[Symbol.asyncIterator]();
    await stream.next();
    const waiting = stream.next();
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'stopped' });
    await server.chats[0]?.closed;
  });

  it('before anything, and even with a fetch that does not listen', async () => {
    const stop = new AbortController();
    const deaf = model({ fetch: () => new Promise(() => undefined) });
    const reading = read(deaf, REQUEST, stop.signal);
    stop.abort();
    expect((await reading).error?.code).toBe('stopped');
    expect((await read(deaf, REQUEST, stop.signal)).error?.code).toBe(
      'stopped'
    );
  });

  it('a consumer that leaves early closes the connection', async () => {
    server.enqueueHang([deltaChunk({ content: 'Hel' })]);
    for await (const _chunk of model().stream(REQUEST, never)) {
      break;
    }
    await server.chats[0]?.closed;
    expect(server.chats).toHaveLength(1);
  });
});

describe('createOpenAIModel, the list of models', () => {
  it('gives the names', async () => {
    server.modelNames = ['a', 'b'];
    expect(await model().models(never)).toEqual(['a', 'b']);
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  it.each([
    [{ models: [{ name: 'a' }, { model: 'b' }] }, ['a', 'b']],
    [
      ['a', { id: 'b' }, 3],
      ['a', 'b']
    ]
  ])('reads %j', async (body, names) => {
    const client = model({
      fetch: () => Promise.resolve(new Response(JSON.stringify(body)))
    });
    expect(await client.models(never)).toEqual(names);
  });

  it('throws when the answer is no list', async () => {
    const client = model({
      fetch: () => Promise.resolve(new Response('<html></html>'))
    });
    await expect(client.models(never)).rejects.toMatchObject({
      code: 'model-unexpected-answer'
    });
  });
});
