import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse
} from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  callChunks,
  eventStream,
  textChunks,
  type ChunkOptions,
  type ScriptedCall
} from './model-chunks';

/** One thing that a scripted answer does after its headers. */
export type Step =
  /** Written as it is. */
  | string
  | Uint8Array
  /** Awaited: a gate that the test opens. */
  | Promise<unknown>
  /** `break` cuts the connection; `hang` keeps it open and says nothing more. */
  | 'break'
  | 'hang';

export interface ScriptedAnswer {
  /** 200 when absent. */
  readonly status?: number;
  /** `text/event-stream` when there is no content type in it. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Awaited before the headers. */
  readonly gate?: Promise<unknown>;
  readonly steps: readonly Step[];
}

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Exact text of the body. */
  readonly body: string;
  /** The parsed body; null when it is no JSON. */
  readonly json: unknown;
  /** Resolves when the client has closed the connection, or the answer was sent. */
  readonly closed: Promise<void>;
}

export type AnswerScript = (
  request: ReceivedRequest
) => ScriptedAnswer | Promise<ScriptedAnswer>;

/** A promise that the test resolves. */
export interface Gate {
  readonly promise: Promise<void>;
  open(): void;
}

export function createGate(): Gate {
  let open = (): void => undefined;
  const promise = new Promise<void>(resolve => (open = resolve));
  return { promise, open };
}

/** Headers and body of an answer in JSON. */
export function jsonAnswer(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {}
): ScriptedAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    steps: [JSON.stringify(body)]
  };
}

/**
 * A real HTTP server on 127.0.0.1 that speaks OpenAI's Chat Completions and says what it was told to: one answer is
 * taken from the queue for each chat request. `answer`, when set, is asked instead of the queue. Requests
 * that nothing was scripted for get status 500 and are counted in `unscripted`.
 */
export class OpenAIServer {
  readonly requests: ReceivedRequest[] = [];
  modelNames: string[] = ['scripted'];
  /** Answers every chat request for which the queue has nothing. */
  answer: AnswerScript | null = null;
  unscripted = 0;
  private readonly queue: AnswerScript[] = [];
  private readonly waiting: { count: number; resolve: () => void }[] = [];

  private constructor(private readonly server: Server) {}

  /** @param port any free one when it is 0 */
  static async start(port = 0): Promise<OpenAIServer> {
    const http = createServer((request, response) => {
      void server.handle(request, response);
    });
    const server = new OpenAIServer(http);
    http.listen(port, '127.0.0.1');
    await once(http, 'listening');
    return server;
  }

  get port(): number {
    const address = this.server.address();
    return isAddress(address) ? address.port : 0;
  }

  /** `http://127.0.0.1:<port>/v1` */
  get baseURL(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  /** The chat requests among `requests`. */
  get chats(): ReceivedRequest[] {
    return this.requests.filter(request => isChat(request.url));
  }

  /** Answers that nobody asked for yet. */
  get pending(): number {
    return this.queue.length;
  }

  enqueue(...answers: readonly (ScriptedAnswer | AnswerScript)[]): this {
    this.queue.push(
      ...answers.map(answer =>
        typeof answer === 'function' ? answer : () => answer
      )
    );
    return this;
  }

  enqueueText(text: string, options?: ChunkOptions): this {
    return this.enqueueChunks(textChunks(text, options));
  }

  enqueueCall(name: string, args: unknown, options?: ChunkOptions): this {
    return this.enqueueCalls([{ name, args }], options);
  }

  enqueueCalls(calls: readonly ScriptedCall[], options?: ChunkOptions): this {
    return this.enqueueChunks(callChunks(calls, options));
  }

  enqueueChunks(chunks: readonly unknown[]): this {
    return this.enqueue({ steps: eventStream(chunks) });
  }

  /** Bytes, gates and breaks exactly as given, as an event stream. */
  enqueueSteps(...steps: readonly Step[]): this {
    return this.enqueue({ steps });
  }

  enqueueJson(
    body: unknown,
    status = 200,
    headers: Readonly<Record<string, string>> = {}
  ): this {
    return this.enqueue(jsonAnswer(body, status, headers));
  }

  enqueueHtml(html: string, status = 200): this {
    return this.enqueue({
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      steps: [html]
    });
  }

  /** Streams the chunks, then cuts the connection. */
  enqueueBreak(chunks: readonly unknown[]): this {
    return this.enqueueSteps(...eventStream(chunks, false), 'break');
  }

  /** Streams the chunks, then says nothing more; without chunks not even the headers are sent. */
  enqueueHang(chunks: readonly unknown[] = []): this {
    return chunks.length === 0
      ? this.enqueue({ gate: new Promise(() => undefined), steps: [] })
      : this.enqueueSteps(...eventStream(chunks, false), 'hang');
  }

  /** Resolves as soon as `count` chat requests have arrived. */
  async waitForChats(count: number): Promise<void> {
    if (this.chats.length < count) {
      await new Promise<void>(resolve => this.waiting.push({ count, resolve }));
    }
  }

  /** Forgets requests and answers, for the next test on the same server. */
  reset(): void {
    this.requests.length = 0;
    this.queue.length = 0;
    this.answer = null;
    this.unscripted = 0;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async handle(
    incoming: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    const request = await receive(incoming, response);
    response.on('error', () => undefined);
    if (request.method === 'OPTIONS') {
      response.writeHead(204, CORS).end();
      return;
    }
    this.requests.push(request);
    this.waiting
      .filter(waiter => waiter.count <= this.chats.length)
      .forEach(waiter => waiter.resolve());
    const answer = await this.choose(request);
    await perform(answer, response);
  }

  private async choose(request: ReceivedRequest): Promise<ScriptedAnswer> {
    if (/^\/v1\/models(?:\?|$)/.test(request.url)) {
      const data = this.modelNames.map(id => ({ id, object: 'model' }));
      return jsonAnswer({ object: 'list', data });
    }
    if (!isChat(request.url)) {
      return jsonAnswer({ detail: 'Not Found' }, 404);
    }
    const script = this.queue.shift() ?? this.answer;
    if (script) {
      return script(request);
    }
    this.unscripted += 1;
    return jsonAnswer(
      {
        error: {
          message: `No answer is scripted for chat request ${this.chats.length}.`,
          type: 'unscripted'
        }
      },
      500
    );
  }
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization, content-type',
  'access-control-allow-methods': 'GET, POST, OPTIONS'
};

function isChat(url: string): boolean {
  return /^\/v1\/chat\/completions(?:\?|$)/.test(url);
}

function isAddress(
  address: AddressInfo | string | null
): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

async function receive(
  incoming: IncomingMessage,
  response: ServerResponse
): Promise<ReceivedRequest> {
  const closed = new Promise<void>(resolve =>
    response.once('close', () => resolve())
  );
  const pieces: Uint8Array[] = [];
  for await (const piece of incoming) {
    pieces.push(
      piece instanceof Uint8Array ? piece : Buffer.from(String(piece))
    );
  }
  const body = Buffer.concat(pieces).toString('utf8');
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => [name, String(value ?? '')] as const
  );
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    body,
    json: parse(body),
    closed
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function perform(
  answer: ScriptedAnswer,
  response: ServerResponse
): Promise<void> {
  await answer.gate;
  if (response.destroyed) {
    return;
  }
  response.writeHead(answer.status ?? 200, {
    'content-type': 'text/event-stream',
    ...CORS,
    ...answer.headers
  });
  response.flushHeaders();
  for (const step of answer.steps) {
    if (response.destroyed || step === 'hang') {
      return;
    }
    if (step === 'break') {
      response.destroy();
      return;
    }
    if (step instanceof Promise) {
      await step;
    } else {
      await write(response, step);
    }
  }
  response.end();
}

/** Each piece goes out by itself, so that the client gets it as a piece. */
function write(
  response: ServerResponse,
  piece: string | Uint8Array
): Promise<void> {
  return new Promise(resolve => {
    response.write(piece, () => resolve());
  });
}
