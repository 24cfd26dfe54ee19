import { AgentError } from '../errors';
import {
  classifyStreamError,
  pageText,
  type FailureContext
} from './classify-error';
import { readErrorBody } from './error-body';
import { isRecord, jsonEnd, parseServerJson, type JsonRecord } from './json';
import { redact } from './redact';
import { brokenStream } from './response-text';
import type { ServerEvent } from './sse';

/** Yielded after a reply that the server declared finished (`[DONE]`, or a whole JSON document). */
export const DONE = '[DONE]';

/** Turns events into chunks and errors into exceptions. */
export class ChunkReader {
  done = false;
  private seen: JsonRecord | null = null;
  private sawReply = false;

  constructor(
    private readonly response: Response,
    private readonly context: FailureContext
  ) {}

  *chunks(event: ServerEvent): Generator<unknown, void, undefined> {
    const data = event.data.trim();
    const values = data === '' ? [] : readValues(data);
    if (values === null && event.name === 'error') {
      throw classifyStreamError(data, this.context);
    }
    // Heartbeats are words; JSON that does not parse is a part of the reply that is lost.
    if (values === null && /^[{[]/.test(data)) {
      throw brokenStream(
        'A piece of the reply arrived damaged.',
        data,
        this.context
      );
    }
    for (const value of values ?? []) {
      yield* this.checked(value, event.name);
    }
  }

  /** One value, or a list of them: a chunk, the end, an error, or nothing that is known. */
  *checked(
    value: unknown,
    eventName: string
  ): Generator<unknown, void, undefined> {
    if (Array.isArray(value)) {
      for (const item of value) {
        yield* this.checked(item, eventName);
      }
      return;
    }
    if (this.done) {
      return;
    }
    if (value === DONE) {
      this.done = true;
      yield DONE;
    }
    if (!isRecord(value)) {
      return;
    }
    const error = errorIn(value) ?? (eventName === 'error' ? value : undefined);
    if (error !== undefined) {
      throw classifyStreamError(error, this.context);
    }
    this.seen ??= value;
    this.sawReply ||= Array.isArray(value.choices) || isRecord(value.usage);
    yield value;
  }

  /** Throws when there was JSON, but nothing of Chat Completions in it. */
  checkFormat(): void {
    if (!this.seen || this.sawReply) {
      return;
    }
    const known = classifyStreamError(this.seen, this.context);
    // Words that mean nothing here come from something else than a model server.
    throw known.code === 'model-stream-broken'
      ? unexpected(this.response, JSON.stringify(this.seen), this.context)
      : known;
  }
}

/**
 * The JSON values of an event's data, one after the other, with nothing between them but blanks and stray field names;
 * null when it is anything else.
 */
export function readValues(data: string): unknown[] | null {
  if (data === DONE) {
    return [DONE];
  }
  const only = parseServerJson(data);
  if (only !== undefined) {
    return [only];
  }
  const values: unknown[] = [];
  const between = /(?:\s|data:)*/gy;
  for (let at = 0; at < data.length;) {
    between.lastIndex = at;
    at += between.exec(data)?.[0].length ?? 0;
    const isDone = data.startsWith(DONE, at);
    const end = isDone ? at + DONE.length : jsonEnd(data, at);
    if (at < data.length) {
      const value = isDone ? DONE : parseServerJson(data.slice(at, end));
      if (end < 0 || value === undefined) {
        return null;
      }
      values.push(value);
      at = end;
    }
  }
  return values;
}

/** The error in a chunk: under that name, in its choice, or the chunk itself when it has no choices and says so. */
function errorIn(chunk: JsonRecord): unknown {
  if (isError(chunk.error)) {
    return chunk.error;
  }
  if (!Array.isArray(chunk.choices)) {
    const isNamed = chunk.object === 'error' || chunk.type === 'error';
    return isNamed || readErrorBody(chunk).status !== undefined
      ? chunk
      : undefined;
  }
  const choice: unknown = chunk.choices[0];
  return isRecord(choice) && isError(choice.error) ? choice.error : undefined;
}

function isError(value: unknown): boolean {
  return isRecord(value) || (typeof value === 'string' && value !== '');
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
