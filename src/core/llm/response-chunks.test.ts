import { describe, expect, it } from 'vitest';
import { chunksOf, failure, response } from '../../testing/answer-chunks';
import { CountingIds } from '../../testing/fixed-time';
import {
  callChunks,
  deltaChunk,
  eventStream,
  textChunks
} from '../../testing/model-chunks';
import { ReplyAccumulator, type Reply } from './accumulate';
import { DONE, responseChunks } from './response-chunks';

const never = new AbortController().signal;

const HELLO = deltaChunk({ content: 'hello' });
const JSON_HELLO = JSON.stringify(HELLO);

async function replyOf(pieces: readonly Uint8Array[]): Promise<Reply> {
  const accumulator = new ReplyAccumulator({ ids: new CountingIds() });
  const shown: unknown[] = [];
  for (const chunk of await chunksOf(pieces)) {
    shown.push(...accumulator.add(chunk));
  }
  return accumulator.finish();
}

/** A small generator of numbers in [0, 1), the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

describe('responseChunks', () => {
  it('quirk 20: any cut of the same bytes gives the same reply', async () => {
    const text = [
      '\uFEFF: keep-alive\r\n\r\n',
      ...eventStream(
        [
          ...callChunks(
            [
              { id: 'a', name: 'execute_python', args: { code: 'é = "🦜"\n' } },
              { id: 'b', name: 'inspect', args: { names: ['x', '日本'] } }
            ],
            { text: 'Größe → 12 €', reasoning: 'hmm…', usage: null }
          )
        ],
        false
      ).map((event, index) =>
        index % 3 === 0 ? event.replaceAll('\n', '\r\n') : event
      ),
      ': ping\n\nevent: message\nid: 3\n',
      'data: [DONE]\r\n\r\n'
    ].join('');
    const bytes = new TextEncoder().encode(text);
    const expected = await replyOf([bytes]);
    expect(expected.text).toBe('Größe → 12 €');
    expect(expected.calls).toHaveLength(2);
    const next = random(7);
    for (let round = 0; round < 60; round += 1) {
      const longest = 1 + Math.floor(next() * (round < 30 ? 5 : 80));
      const pieces: Uint8Array[] = [];
      for (let start = 0; start < bytes.length;) {
        const end = start + 1 + Math.floor(next() * longest);
        pieces.push(bytes.slice(start, end));
        start = end;
      }
      expect(await replyOf(pieces)).toEqual(expected);
    }
  });

  it.each([
    ['no space', `data:${JSON_HELLO}\n\ndata:[DONE]\n\n`],
    ['bare carriage returns', `data: ${JSON_HELLO}\r\rdata: [DONE]\r\r`],
    ['no blank lines', `data: ${JSON_HELLO}\ndata: [DONE]\n`],
    ['no end of line at the end', `data: ${JSON_HELLO}\n\ndata: [DONE]`],
    [
      'data over lines',
      `data: {"choices":\ndata: ${JSON.stringify(HELLO.choices)}}\n\ndata: [DONE]\n\n`
    ],
    [
      'heartbeats',
      `: OK\n\ndata: ping\n\nevent: x\n\ndata:\n\ndata: ${JSON_HELLO}\n\nretry: 3\ndata: [DONE]\n\n`
    ]
  ])('quirk 20: an event stream with %s', async (_name, text) => {
    const [first, last, ...rest] = await chunksOf([text]);
    expect(first).toMatchObject({ choices: HELLO.choices });
    expect(last).toBe(DONE);
    expect(rest).toEqual([]);
  });

  it('quirk 20: nothing after [DONE] is read', async () => {
    expect(await chunksOf([`data: [DONE]\n\n`, 'data: {broken\n\n'])).toEqual([
      DONE
    ]);
  });

  it('a missing [DONE] is not made up', async () => {
    expect(await chunksOf([`data: ${JSON_HELLO}\n\n`])).toEqual([HELLO]);
  });

  it('one JSON document instead of a stream is one chunk', async () => {
    const document = {
      choices: [{ message: { role: 'assistant', content: 'hi' } }]
    };
    const text = JSON.stringify(document, null, 2);
    for (const type of ['application/json', 'text/event-stream', 'text/html']) {
      expect(await chunksOf([text.slice(0, 9), text.slice(9)], type)).toEqual([
        document,
        DONE
      ]);
    }
  });

  it('JSON lines are chunks', async () => {
    expect(
      await chunksOf([`${JSON_HELLO}\n${JSON_HELLO}\n`], 'application/x-ndjson')
    ).toEqual([HELLO, HELLO]);
  });

  it('an empty answer has no chunks', async () => {
    expect(await chunksOf([])).toEqual([]);
    expect(await chunksOf([' \n', '\n'])).toEqual([]);
    expect(await chunksOf([': comment only\n\n'])).toEqual([]);
  });

  it('quirk 12: an error inside the stream is thrown, after what came before', async () => {
    const seen: unknown[] = [];
    const answer = response([
      `data: ${JSON_HELLO}\n\n`,
      `data: {"error": {"message": "Rate limit reached", "code": 429}}\n\n`
    ]);
    const reading = (async () => {
      for await (const chunk of responseChunks(answer, never, {})) {
        seen.push(chunk);
      }
    })();
    await expect(reading).rejects.toMatchObject({
      code: 'model-rate-limited',
      status: 429,
      detail: 'Rate limit reached'
    });
    expect(seen).toEqual([HELLO]);
  });

  it.each([
    ['data: {"error": "boom"}\n\n'],
    ['event: error\ndata: {"message": "boom"}\n\n'],
    ['data: {"choices": [{"index": 0, "error": {"message": "boom"}}]}\n\n'],
    ['{"error": {"message": "boom"}}']
  ])('quirk 12: an error as %j', async text => {
    expect(await failure([text])).toMatchObject({
      code: 'model-stream-broken',
      detail: 'boom'
    });
  });

  it('quirk 12: an error that is null is none', async () => {
    const chunk = { ...HELLO, error: null };
    expect(await chunksOf([`data: ${JSON.stringify(chunk)}\n\n`])).toEqual([
      chunk
    ]);
  });

  it('a damaged piece breaks the stream rather than going missing', async () => {
    const error = await failure([
      `data: ${JSON_HELLO}\n\n`,
      'data: {"choices": [{"delta": {"cont\n\n'
    ]);
    expect(error.code).toBe('model-stream-broken');
    expect((await failure(['{"choices": [{"mess'])).code).toBe(
      'model-stream-broken'
    );
  });

  it.each([
    ['<!DOCTYPE html><html><title>Sign in</title></html>', 'text/html'],
    ['\n  <html><title>Sign in</title>', 'text/event-stream']
  ])('a web page is named as one: %j', async (page, type) => {
    const error = await failure([page], type);
    expect(error.code).toBe('model-unexpected-answer');
    expect(error.message).toContain(type);
    expect(error.advice).toContain('/v1');
    expect(error.detail).toContain('Sign in');
  });

  it.each([
    ['Ollama is running', 'text/plain'],
    ['{"status": "ok"}', 'application/json'],
    ['"fine"', 'application/json'],
    ['data: {"type": "message_start"}\n\n', 'text/event-stream']
  ])('what is no reply at all is named: %j', async (text, type) => {
    const error = await failure([text], type);
    expect(error.code).toBe('model-unexpected-answer');
    expect(error.message).toContain(type);
  });

  it('a large event in small pieces arrives whole', async () => {
    const big = JSON.stringify(deltaChunk({ content: 'x'.repeat(2_000_000) }));
    const text = `data: ${big}\n\n`;
    const pieces: string[] = [];
    for (let start = 0; start < text.length; start += 1000) {
      pieces.push(text.slice(start, start + 1000));
    }
    const [chunk] = await chunksOf(pieces);
    expect(JSON.stringify(chunk)).toHaveLength(big.length);
  });

  it('what scripted chunks say comes out again', async () => {
    const bytes = eventStream(textChunks('One two three', { usage: null }));
    const reply = await replyOf(
      bytes.map(text => new TextEncoder().encode(text))
    );
    expect(reply.text).toBe('One two three');
  });
});
