import { describe, expect, it } from 'vitest';
import { createOpenAIModel } from '../llm/openai-client';
import { isRecord } from '../llm/json';
import { createOfflineFetch } from './offline-fetch';

const URL = 'http://offline.invalid/v1';
const fetch = createOfflineFetch({ delayMs: 0 });
const TOOLS = ['execute_python', 'dataset_info'].map(name => ({
  type: 'function' as const,
  function: { name, description: '', parameters: {} }
}));
const PROMPT =
  '<context>\nData files beside the notebook:\n- sales.csv (1 KB)\n</context>\n\ndescribe sales.csv';

function post(body: unknown): Promise<Response> {
  return fetch(`${URL}/chat/completions`, {
    method: 'POST',
    headers: {},
    body: typeof body === 'string' ? body : JSON.stringify(body)
  });
}

const request = {
  model: 'offline-analyst',
  messages: [{ role: 'user', content: PROMPT }],
  tools: TOOLS
};

interface Chunk {
  readonly choices: readonly {
    readonly delta: {
      readonly role?: string;
      readonly content?: string | null;
      readonly tool_calls?: readonly {
        readonly id?: string;
        readonly function: {
          readonly name?: string;
          readonly arguments: string;
        };
      }[];
    };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: { readonly total_tokens: number };
}

async function events(response: Response): Promise<string[]> {
  const text = await response.text();
  return text
    .split('\n\n')
    .filter(event => event !== '')
    .map(event => event.replace(/^data: /, ''));
}

async function chunks(response: Response): Promise<Chunk[]> {
  const all = await events(response);
  return all
    .filter(event => event !== '[DONE]')
    .map((event): Chunk => JSON.parse(event));
}

describe('createOfflineFetch', () => {
  it('streams role, words, a call in pieces, the reason it ended and usage, then [DONE]', async () => {
    const response = await post({
      ...request,
      stream: true,
      stream_options: { include_usage: true }
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const all = await events(response);
    expect(all.at(-1)).toBe('[DONE]');
    const parsed = all.slice(0, -1).map((event): Chunk => JSON.parse(event));
    expect(parsed[0]?.choices[0]?.delta.role).toBe('assistant');
    const text = parsed
      .map(chunk => chunk.choices[0]?.delta.content ?? '')
      .join('');
    expect(text).toBe('Let me look at `sales.csv`.');
    const calls = parsed.flatMap(
      chunk => chunk.choices[0]?.delta.tool_calls ?? []
    );
    expect(calls[0]).toMatchObject({
      id: 'call_offline_1',
      function: { name: 'dataset_info', arguments: '' }
    });
    expect(calls.map(call => call.function.arguments).join('')).toBe(
      '{"path":"sales.csv"}'
    );
    expect(parsed.at(-2)?.choices[0]?.finish_reason).toBe('tool_calls');
    expect(parsed.at(-1)?.choices).toEqual([]);
    expect(parsed.at(-1)?.usage?.total_tokens).toBeGreaterThan(0);
  });

  it('gives usage only when asked, and no call when no tool is offered', async () => {
    const parsed = await chunks(
      await post({ ...request, tools: undefined, stream: true })
    );
    expect(parsed.some(chunk => chunk.usage)).toBe(false);
    expect(
      parsed.flatMap(chunk => chunk.choices[0]?.delta.tool_calls ?? [])
    ).toEqual([]);
    expect(parsed.at(-1)?.choices[0]?.finish_reason).toBe('stop');
  });

  it('answers in one piece when it is not to stream', async () => {
    const response = await post({
      model: 'm',
      messages: [{ role: 'user', content: 'hello' }]
    });
    const body: unknown = JSON.parse(await response.text());
    expect(body).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { role: 'assistant' }, finish_reason: 'stop' }]
    });
    expect(JSON.stringify(body)).toContain('built-in offline analyst');
  });

  it('names its model', async () => {
    const response = await fetch(`${URL}/models`, {
      method: 'GET',
      headers: {}
    });
    expect(await response.text()).toContain('"id":"offline-analyst"');
  });

  it.each([
    ['no JSON', '{'],
    ['no messages', { model: 'm' }],
    ['empty messages', { messages: [] }],
    ['messages of a wrong kind', { messages: 'hello' }]
  ])('refuses a body with %s', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    const answer: unknown = JSON.parse(await response.text());
    expect(isRecord(answer) && isRecord(answer.error)).toBe(true);
  });

  it('answers honestly when its own rules fail', async () => {
    const broken = createOfflineFetch({
      delayMs: 0,
      next: () => {
        throw new TypeError('values is not iterable');
      }
    });
    const response = await broken(`${URL}/chat/completions`, {
      method: 'POST',
      headers: {},
      body: JSON.stringify(request)
    });
    expect(response.status).toBe(200);
    const answer = await response.text();
    expect(answer).toContain('my rules failed on it');
    expect(answer).toContain('values is not iterable');
  });

  it('knows no other address', async () => {
    const response = await fetch(`${URL}/embeddings`, {
      method: 'POST',
      headers: {},
      body: '{}'
    });
    expect(response.status).toBe(404);
  });

  it('rejects at once when it was aborted before', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      fetch(`${URL}/models`, {
        method: 'GET',
        headers: {},
        signal: controller.signal
      })
    ).rejects.toThrow();
  });

  it('stops in the middle of a stream when it is aborted', async () => {
    const slow = createOfflineFetch({ delayMs: 60_000 });
    const controller = new AbortController();
    const response = await slow(`${URL}/chat/completions`, {
      method: 'POST',
      headers: {},
      body: JSON.stringify({ ...request, stream: true }),
      signal: controller.signal
    });
    const reader = response.body?.getReader();
    await reader?.read();
    const next = reader?.read();
    controller.abort(new Error('Stop'));
    await expect(next).rejects.toThrow('Stop');
  });

  it('works behind the openai client, aborted or not', async () => {
    const model = createOpenAIModel({ kind: 'offline', baseURL: URL, fetch });
    const signal = new AbortController().signal;
    expect(await model.models(signal)).toEqual(['offline-analyst']);
    const seen: unknown[] = [];
    for await (const chunk of model.stream(
      {
        model: 'offline-analyst',
        messages: [{ role: 'user', content: PROMPT }],
        tools: TOOLS
      },
      signal
    )) {
      seen.push(chunk);
    }
    expect(JSON.stringify(seen)).toContain('dataset_info');
    const stop = new AbortController();
    stop.abort();
    await expect(model.models(stop.signal)).rejects.toMatchObject({
      code: 'stopped'
    });
  });

  it('gives the same reply to the same request', async () => {
    const twice = await Promise.all(
      [1, 2].map(async () => chunks(await post({ ...request, stream: true })))
    );
    const content = twice.map(all => all.map(chunk => chunk.choices));
    expect(content[0]).toEqual(content[1]);
  });
});
