import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deltaChunk } from '../../testing/model-chunks';
import { OpenAIServer } from '../../testing/openai-server';
import type { ChatRequest } from './chat-message';
import { createOpenAIModel, type Fetch } from './openai-client';

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

function client(own: Fetch = (url, init) => fetch(url, init)) {
  return createOpenAIModel({
    kind: 'direct',
    baseURL: server.baseURL,
    fetch: own
  });
}

async function firstChunk(
  signal: AbortSignal = never,
  request = REQUEST,
  model = client()
): Promise<unknown> {
  const stream = model.stream(request, signal)[Symbol.asyncIterator]();
  const { value } = await stream.next();
  await stream.return?.();
  return value;
}

it('lone halves of surrogate pairs never leave, and nothing else is changed', async () => {
  server.enqueueText('Hello');
  const text = 'a\ud83d b \\ud83d 😀 \\\\ud83d "\udc00"';
  await firstChunk(never, {
    ...REQUEST,
    messages: [{ role: 'user', content: text }]
  });
  expect(server.chats[0]?.json).toMatchObject({
    messages: [
      {
        content: text.replace('\ud83d ', '\ufffd ').replace('\udc00', '\ufffd')
      }
    ]
  });
  expect(server.chats[0]?.body).not.toMatch(/[^\\]\\u[dD]/);
});

it('stopped while the text of an error is still coming', async () => {
  server.enqueue({ status: 500, steps: ['{"error": "', 'hang'] });
  const stop = new AbortController();
  const reading = firstChunk(stop.signal);
  await server.waitForChats(1);
  stop.abort();
  await expect(reading).rejects.toMatchObject({ code: 'stopped' });
  await server.chats[0]?.closed;
});

it('an error that never stops talking is read in part, and let go', async () => {
  server.enqueue({
    status: 400,
    headers: { 'content-type': 'text/plain' },
    steps: ['context length exceeded '.repeat(20_000), 'hang']
  });
  await expect(firstChunk()).rejects.toMatchObject({
    code: 'model-context-overflow'
  });
  await server.chats[0]?.closed;
});

it('stopped before a deaf fetch comes back: its answer is let go', async () => {
  let arrive: (response: Response) => void = () => undefined;
  let wasCancelled: () => void = () => undefined;
  const cancelled = new Promise<void>(resolve => (wasCancelled = resolve));
  let called: () => void = () => undefined;
  const asked = new Promise<void>(resolve => (called = resolve));
  const stop = new AbortController();
  const reading = firstChunk(
    stop.signal,
    REQUEST,
    client(() => {
      called();
      return new Promise(resolve => (arrive = resolve));
    })
  );
  await asked;
  stop.abort();
  await expect(reading).rejects.toMatchObject({ code: 'stopped' });
  arrive(new Response(new ReadableStream({ cancel: () => wasCancelled() })));
  await cancelled;
});

it('an answer without a body stream, and one that is empty', async () => {
  const line = JSON.stringify(deltaChunk({ content: 'a' }));
  const bare = new Response(null);
  Object.defineProperty(bare, 'text', {
    value: () => Promise.resolve(`data: ${line}\n\n`)
  });
  expect(
    await firstChunk(
      never,
      REQUEST,
      client(() => Promise.resolve(bare))
    )
  ).toMatchObject({ choices: [{ delta: { content: 'a' } }] });
});

it.each([[{ object: 'list', data: null }], [{ models: null }], [[]]])(
  'a server that has no models yet: %j',
  async body => {
    const empty = client(() =>
      Promise.resolve(new Response(JSON.stringify(body)))
    );
    expect(await empty.models(never)).toEqual([]);
  }
);
