import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { textChunks } from './model-chunks';
import { createGate, jsonAnswer, OpenAIServer } from './openai-server';

let server: OpenAIServer;

beforeAll(async () => {
  server = await OpenAIServer.start();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

function chat(body: unknown = { messages: [] }): Promise<Response> {
  return fetch(`${server.baseURL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-mark': 'm' },
    body: JSON.stringify(body)
  });
}

describe('OpenAIServer', () => {
  it('streams a scripted reply and records the request', async () => {
    server.enqueueText('Hello');
    const response = await chat({ messages: ['é'] });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const text = await response.text();
    expect(text).toContain('data: {"id":"chatcmpl-scripted"');
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
    expect(server.chats).toHaveLength(1);
    expect(server.chats[0]).toMatchObject({
      method: 'POST',
      url: '/v1/chat/completions',
      headers: { 'x-mark': 'm' },
      json: { messages: ['é'] }
    });
  });

  it('answers by looking at the request', async () => {
    server.enqueue(request => jsonAnswer({ got: request.json }, 418));
    server.answer = () => jsonAnswer({ always: true });
    const first = await chat({ a: 1 });
    expect(first.status).toBe(418);
    expect(await first.json()).toEqual({ got: { a: 1 } });
    expect(await (await chat()).json()).toEqual({ always: true });
    expect(await (await chat()).json()).toEqual({ always: true });
  });

  it('holds back at a gate, headers included', async () => {
    const gate = createGate();
    server.enqueue({ gate: gate.promise, steps: ['data: x\n\n'] });
    const asked = chat();
    await server.waitForChats(1);
    gate.open();
    expect(await (await asked).text()).toBe('data: x\n\n');
  });

  it('breaks off', async () => {
    server.enqueueBreak(textChunks('Hello'));
    const response = await chat();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('hangs until the client goes', async () => {
    server.enqueueHang();
    const stop = new AbortController();
    const asked = fetch(`${server.baseURL}/chat/completions`, {
      method: 'POST',
      body: '{}',
      signal: stop.signal
    });
    await server.waitForChats(1);
    stop.abort();
    await expect(asked).rejects.toThrow();
    await server.chats[0]?.closed;
    expect(server.pending).toBe(0);
  });

  it('lists models, refuses other paths and what was not scripted', async () => {
    const models: unknown = await (
      await fetch(`${server.baseURL}/models`)
    ).json();
    expect(models).toMatchObject({ data: [{ id: 'scripted' }] });
    expect((await fetch(`${server.baseURL}/nothing`)).status).toBe(404);
    const response = await chat();
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('No answer is scripted');
    expect(server.unscripted).toBe(1);
  });

  it('lets a browser from anywhere in', async () => {
    const response = await fetch(`${server.baseURL}/chat/completions`, {
      method: 'OPTIONS'
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(server.requests).toHaveLength(0);
  });
});
