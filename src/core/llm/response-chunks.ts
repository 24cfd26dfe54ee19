import { orStopped, stoppedError } from '../clock';
import { AgentError } from '../errors';
import {
  classifyStreamError,
  pageText,
  type FailureContext
} from './classify-error';
import { isRecord, parseJson, type JsonRecord } from './json';
import { redact } from './redact';
import { EventParser, type ServerEvent } from './sse';

/** Yielded after a reply that the server declared finished (`[DONE]`, or a whole JSON document). */
export const DONE = '[DONE]';

const MAX_QUOTED = 2_000;

/**
 * The chunks of a successful answer, whatever form it has: an event stream, JSON lines, or one JSON document.
 * The body decides, because servers and proxies get content types wrong. Each chunk is the parsed JSON; `DONE`
 * comes last if the server said that it was done.
 * Throws `AgentError`: `model-unexpected-answer`, `model-stream-broken`, what an error inside the stream stands
 * for, and `stopped`.
 */
export async function* responseChunks(
  response: Response,
  signal: AbortSignal,
  context: FailureContext
): AsyncGenerator<unknown, void, undefined> {
  const body = new ResponseText(response, signal, context);
  try {
    let head = '';
    while (head === '') {
      const piece = await body.read();
      if (piece === null) {
        return;
      }
      head = piece.trimStart();
    }
    if (head.startsWith('<')) {
      throw unexpected(response, await body.rest(head, MAX_QUOTED), context);
    }
    if (/^[{[]/.test(head)) {
      yield* documentChunks(await body.rest(head), response, context);
    } else {
      yield* eventChunks(head, body, response, context);
    }
  } finally {
    body.close();
  }
}

async function* eventChunks(
  head: string,
  body: ResponseText,
  response: Response,
  context: FailureContext
): AsyncGenerator<unknown, void, undefined> {
  const parser = new EventParser(isWhole);
  const reader = new ChunkReader(response, context);
  for (
    let piece: string | null = head;
    piece !== null;
    piece = await body.read()
  ) {
    for (const event of parser.push(piece)) {
      yield* reader.chunks(event);
      if (reader.done) {
        return;
      }
    }
  }
  for (const event of parser.end()) {
    yield* reader.chunks(event);
  }
  if (!parser.sawField) {
    throw unexpected(response, body.beginning, context);
  }
  reader.checkFormat();
}

/** One JSON document, though a stream was asked for; or JSON lines. */
function* documentChunks(
  text: string,
  response: Response,
  context: FailureContext
): Generator<unknown, void, undefined> {
  const reader = new ChunkReader(response, context);
  const document = parseJson(text);
  if (document === undefined) {
    const parser = new EventParser(isWhole);
    for (const event of [...parser.push(text), ...parser.end()]) {
      yield* reader.chunks(event);
    }
    reader.checkFormat();
    return;
  }
  for (const item of Array.isArray(document) ? document : [document]) {
    yield* reader.checked(item, '');
  }
  reader.checkFormat();
  yield DONE;
}

/** Turns events into chunks and errors into exceptions. */
class ChunkReader {
  done = false;
  private seen: JsonRecord | null = null;
  private sawReply = false;

  constructor(
    private readonly response: Response,
    private readonly context: FailureContext
  ) {}

  *chunks(event: ServerEvent): Generator<unknown, void, undefined> {
    const data = event.data.trim();
    if (this.done || data === '') {
      return;
    }
    if (data === DONE) {
      this.done = true;
      yield DONE;
      return;
    }
    const chunk = parseJson(data);
    if (chunk === undefined) {
      // Heartbeats are words; JSON that does not parse is a part of the reply that is lost.
      if (/^[{[]/.test(data)) {
        throw broken(
          'A piece of the reply arrived damaged.',
          data,
          this.context
        );
      }
      return;
    }
    yield* this.checked(chunk, event.name);
  }

  *checked(
    chunk: unknown,
    eventName: string
  ): Generator<unknown, void, undefined> {
    if (!isRecord(chunk)) {
      return;
    }
    const error = errorIn(chunk) ?? (eventName === 'error' ? chunk : undefined);
    if (error !== undefined) {
      throw classifyStreamError(error, this.context);
    }
    this.seen ??= chunk;
    this.sawReply ||= Array.isArray(chunk.choices) || isRecord(chunk.usage);
    yield chunk;
  }

  /** Throws when there was JSON, but nothing of Chat Completions in it. */
  checkFormat(): void {
    if (this.seen && !this.sawReply) {
      throw unexpected(this.response, JSON.stringify(this.seen), this.context);
    }
  }
}

function errorIn(chunk: JsonRecord): unknown {
  if (isError(chunk.error)) {
    return chunk.error;
  }
  const choice: unknown = Array.isArray(chunk.choices)
    ? chunk.choices[0]
    : undefined;
  return isRecord(choice) && isError(choice.error) ? choice.error : undefined;
}

function isError(value: unknown): boolean {
  return isRecord(value) || (typeof value === 'string' && value !== '');
}

function isWhole(data: string): boolean {
  return data === DONE || parseJson(data) !== undefined;
}

/** The text of a response as it arrives; every wait ends when the signal is aborted. */
class ResponseText {
  /** The first characters, for error messages. */
  beginning = '';
  private readonly decoder = new TextDecoder();
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | null;
  private ended = false;

  constructor(
    private readonly response: Response,
    private readonly signal: AbortSignal,
    private readonly context: FailureContext
  ) {
    this.reader = response.body?.getReader() ?? null;
  }

  /** The next piece, perhaps empty; null at the end. */
  async read(): Promise<string | null> {
    if (this.ended) {
      return null;
    }
    try {
      const text = await orStopped(this.next(), this.signal);
      if (this.beginning.length < MAX_QUOTED) {
        this.beginning += text;
      }
      return text;
    } catch (error) {
      if (this.signal.aborted) {
        throw stoppedError();
      }
      const reason = error instanceof Error ? error.message : String(error);
      throw broken(
        'The connection to the model server broke off.',
        reason,
        this.context
      );
    }
  }

  /** `head` and all that follows, or at least `limit` characters of it. */
  async rest(head: string, limit = Infinity): Promise<string> {
    let text = head;
    while (text.length < limit) {
      const piece = await this.read();
      if (piece === null) {
        break;
      }
      text += piece;
    }
    return text;
  }

  /** Lets go of the connection, finished or not. */
  close(): void {
    if (!this.ended) {
      this.ended = true;
      this.reader?.cancel().catch(() => undefined);
    }
  }

  private async next(): Promise<string> {
    if (!this.reader) {
      this.ended = true;
      return this.response.text();
    }
    const { done, value } = await this.reader.read();
    if (done) {
      this.ended = true;
      return this.decoder.decode();
    }
    return this.decoder.decode(value, { stream: true });
  }
}

function broken(
  message: string,
  detail: string,
  context: FailureContext
): AgentError {
  return new AgentError('model-stream-broken', message, {
    advice: 'Send the prompt again; what had arrived is kept.',
    detail: redact(detail.slice(0, 300), context.secrets)
  });
}

/** A success that is no reply: nearly always the wrong address, or a login page in between. */
export function unexpected(
  response: Response,
  text: string,
  context: FailureContext
): AgentError {
  const contentType = response.headers.get('content-type') ?? 'no content type';
  const isPage = /^\s*</.test(text);
  return new AgentError(
    'model-unexpected-answer',
    isPage
      ? `A web page (${contentType}) came back where a model server should have answered.`
      : `The answer (${contentType}) is not a Chat Completions reply.`,
    {
      advice:
        'Check the base URL in the settings: it usually ends in /v1, such as http://localhost:11434/v1. ' +
        'A web page may also mean that a proxy or a login stands in between.',
      status: response.status,
      detail: redact(
        isPage ? pageText(text, contentType) : text.slice(0, 300),
        context.secrets
      )
    }
  );
}
