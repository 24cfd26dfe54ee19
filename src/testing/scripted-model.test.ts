import { describe, expect, it } from 'vitest';
import { AgentError } from '../core/errors';
import { ReplyAccumulator } from '../core/llm/accumulate';
import type { ChatRequest } from '../core/llm/chat-message';
import { CountingIds } from './fixed-time';
import { deltaChunk, textChunks } from './model-chunks';
import { ScriptedModel } from './scripted-model';

const never = new AbortController().signal;
const REQUEST: ChatRequest = {
  model: 'm',
  messages: [{ role: 'user', content: 'Hi' }],
  tools: []
};

async function ask(
  model: ScriptedModel,
  request: ChatRequest = REQUEST,
  signal: AbortSignal = never
) {
  const accumulator = new ReplyAccumulator({ ids: new CountingIds() });
  for await (const chunk of model.stream(request, signal)) {
    accumulator.add(chunk);
  }
  return accumulator.finish();
}

describe('ScriptedModel', () => {
  it('plays what was enqueued, in order', async () => {
    const model = new ScriptedModel()
      .enqueueText('Some words', { reasoning: 'hm', model: 'other' })
      .enqueueCall('f', { a: 1 }, { text: 'Calling' })
      .enqueueChunks([deltaChunk({ content: 'raw' })])
      .enqueue(request => ({
        chunks: textChunks(`You said ${String(request.messages[0]?.content)}`)
      }));
    expect(await ask(model)).toMatchObject({
      text: 'Some words',
      model: 'other',
      finishReason: 'stop',
      message: { reasoning_content: 'hm' }
    });
    const called = await ask(model);
    expect(called.text).toBe('Calling');
    expect(called.calls[0]?.function).toEqual({
      name: 'f',
      arguments: '{"a":1}'
    });
    expect((await ask(model)).text).toBe('raw');
    expect((await ask(model)).text).toBe('You said Hi');
    expect(model.pending).toBe(0);
    expect(model.requests).toHaveLength(4);
  });

  it('records what was asked, safe from later changes', async () => {
    const model = new ScriptedModel().enqueueText('a');
    const messages = [{ role: 'user' as const, content: 'before' }];
    await ask(model, { ...REQUEST, messages });
    messages[0] = { role: 'user', content: 'after' };
    expect(model.lastRequest.messages[0]?.content).toBe('before');
    expect(Object.isFrozen(model.lastRequest.messages[0])).toBe(true);
    expect(model.bodies[0]).toContain('"content":"before"');
  });

  it('refuses what was not scripted, and remembers it', async () => {
    const model = new ScriptedModel();
    await expect(ask(model)).rejects.toThrow(/no reply for request 1.*Hi/);
    expect(model.unscripted).toBe(1);
    expect(() => new ScriptedModel().lastRequest).toThrow(/not asked/);
  });

  it('fails and hangs when told to', async () => {
    const model = new ScriptedModel()
      .enqueueError(new AgentError('model-timeout', 'x'))
      .enqueueHang();
    await expect(ask(model)).rejects.toMatchObject({ code: 'model-timeout' });
    const stop = new AbortController();
    const hanging = ask(model, REQUEST, stop.signal);
    await model.waitForRequests(2);
    stop.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'stopped' });
    await expect(ask(model, REQUEST, stop.signal)).rejects.toMatchObject({
      code: 'stopped'
    });
    expect(model.requests).toHaveLength(2);
  });

  it('waits at a gate', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>(resolve => (open = resolve));
    const model = new ScriptedModel().enqueue({
      chunks: textChunks('x'),
      gate
    });
    const asked = ask(model);
    await model.waitForRequests(1);
    open();
    expect((await asked).text).toBe('x');
  });
});
