import { describe, expect, it } from 'vitest';
import { chunksOf, failure, response } from '../../testing/answer-chunks';
import { deltaChunk } from '../../testing/model-chunks';
import { DONE, responseChunks } from './response-chunks';

const HELLO = deltaChunk({ content: 'hello' });
const LINE = JSON.stringify(HELLO);
const PRETTY = JSON.stringify(HELLO, null, 2);

describe('streams that no standard describes', () => {
  it.each([
    ['several values in one event', `data: ${LINE}${LINE}\n\n`],
    ['several values, a blank between', `data: ${LINE} ${LINE}\n\n`],
    ['the field name in mid-line', `data: ${LINE}data: ${LINE}\n\n`],
    ['the field name twice', `data: data: ${LINE}\n\ndata: data: ${LINE}\n\n`],
    ['blanks before the field', ` data: ${LINE}\n\n\tdata: ${LINE}\n\n`],
    ['a capital letter', `Data: ${LINE}\n\nDATA: ${LINE}\n\n`],
    ['pretty JSON without fields', `data: ${PRETTY}\n\ndata: ${PRETTY}\n\n`],
    ['bare pretty JSON', `: hi\n\n${PRETTY}\n\n${PRETTY}\n`],
    ['JSON lines after a comment', `: hi\n\n${LINE}\n${LINE}\n`],
    ['values without anything between', `${LINE}${LINE}`]
  ])('%s', async (_name, text) => {
    expect(await chunksOf([text])).toEqual([HELLO, HELLO]);
    const bytes = [...new TextEncoder().encode(text)];
    expect(await chunksOf(bytes.map(byte => Uint8Array.of(byte)))).toEqual([
      HELLO,
      HELLO
    ]);
  });

  it('the end in the line of the last value, or in quotes', async () => {
    expect(await chunksOf([`data: ${LINE}[DONE]\n\n`])).toEqual([HELLO, DONE]);
    expect(await chunksOf([`data: ${LINE}\n\ndata: "[DONE]"\n\n`])).toEqual([
      HELLO,
      DONE
    ]);
    expect(await chunksOf([`${LINE}\n[DONE]\n`])).toEqual([HELLO, DONE]);
  });

  it('numbers that only Python writes', async () => {
    const text = `data: {"choices":[{"delta":{"content":"NaN, Infinity"},"logprobs":{"a":-Infinity,"b":[NaN]}}]}\n\n`;
    expect(await chunksOf([text])).toEqual([
      {
        choices: [
          {
            delta: { content: 'NaN, Infinity' },
            logprobs: { a: null, b: [null] }
          }
        ]
      }
    ]);
  });

  it('raw control characters in a text', async () => {
    const text = `data: {"choices":[{"delta":{"content":"a\tb"}}]}\n\n`;
    expect(await chunksOf([text])).toEqual([
      { choices: [{ delta: { content: 'a\tb' } }] }
    ]);
  });

  it('JSON lines arrive as they are sent, not at the end', async () => {
    let send: (text: string) => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = text => controller.enqueue(new TextEncoder().encode(text));
      }
    });
    const chunks = responseChunks(
      new Response(body, { headers: { 'content-type': 'x-ndjson' } }),
      new AbortController().signal,
      {}
    );
    const first = chunks.next();
    send(`${LINE}\n`);
    send(`${LINE}\n`);
    expect(await first).toEqual({ done: false, value: HELLO });
    await chunks.return();
  });

  it('a whole answer in one line with its line end is still one document', async () => {
    expect(await chunksOf([`${LINE}\n`, '\n'])).toEqual([HELLO, DONE]);
  });

  it('what is cut off is damaged, not taken for the whole', async () => {
    for (const text of [
      `data: ${LINE}${LINE.slice(0, 40)}\n\n`,
      `${LINE}\n${LINE.slice(0, 40)}`,
      `data: ${PRETTY.slice(0, 40)}\n\n`
    ]) {
      expect((await failure([text])).code).toBe('model-stream-broken');
    }
  });
});

describe('errors in a successful answer', () => {
  const overflow = "This model's maximum context length is 4096 tokens";

  it.each([
    [`{"object":"error","message":"${overflow}","code":400}`],
    [`{"message":"${overflow}","type":"BadRequestError"}`],
    [`{"detail":"${overflow}"}`],
    [`{"detail":[{"loc":["body"],"msg":"${overflow}"}]}`],
    [`{"errors":[{"message":"${overflow}"}]}`],
    [`[{"error":{"code":400,"message":"${overflow}"}}]`],
    [`{"error":"{\\"message\\":\\"${overflow}\\"}"}`],
    [`{"base_resp":{"status_code":1039,"status_msg":"${overflow}"}}`],
    [`{"error_code":336007,"error_msg":"${overflow}"}`],
    [`{"choices":null,"object":"error","message":"${overflow}"}`]
  ])('%s', async body => {
    for (const text of [body, `data: ${body}\n\n`]) {
      expect((await failure([text])).code).toBe('model-context-overflow');
    }
  });

  it.each([
    [`event: error\ndata: ${overflow}\n\n`],
    [`error: {"code":400,"message":"${overflow}"}\n\n`],
    [`error: ${overflow}\n\n`],
    [`data: {"object":"error","message":"${overflow}","code":400}\n\n`],
    [`data: {"type":"error","message":"${overflow}"}\n\n`]
  ])('after the beginning of a reply: %j', async event => {
    expect((await failure([`data: ${LINE}\n\n`, event])).code).toBe(
      'model-context-overflow'
    );
  });

  it('words of a server that is no model server stay an unexpected answer', async () => {
    for (const text of ['{"message":"Welcome"}', '{"detail":"Welcome"}']) {
      const error = await failure([text], 'application/json');
      expect(error.code).toBe('model-unexpected-answer');
      expect(error.detail).toContain('Welcome');
    }
  });

  it('a key in such an error is not told', async () => {
    const answer = response([
      `data: {"object":"error","message":"key s3cretpassage-x is odd"}\n\n`
    ]);
    const reading = responseChunks(answer, new AbortController().signal, {
      secrets: ['s3cretpassage-x']
    }).next();
    await expect(reading).rejects.not.toMatchObject({
      detail: expect.stringContaining('s3cret')
    });
  });
});
