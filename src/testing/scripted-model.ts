import { orStopped, throwIfStopped } from '../core/clock';
import { AgentError } from '../core/errors';
import type { ChatRequest } from '../core/llm/chat-message';
import type { ModelClient } from '../core/ports';
import {
  callChunks,
  textChunks,
  type ChunkOptions,
  type ScriptedCall
} from './model-chunks';

/** What one request is answered with. */
export interface ScriptedReply {
  readonly chunks: readonly unknown[];
  /** Thrown after the chunks. */
  readonly error?: AgentError;
  /** After the chunks nothing more comes, until the request is stopped. */
  readonly hang?: boolean;
  /** Awaited before the chunks. */
  readonly gate?: Promise<void>;
}

/** Chooses a reply by looking at the request. */
export type ReplyScript = (request: RecordedRequest) => ScriptedReply;

export interface RecordedRequest extends ChatRequest {
  /** Fields beside the three that all requests have. */
  readonly [field: string]: unknown;
}

/**
 * A model in memory that plays what was enqueued, one reply a request, and records what it was asked. A request that
 * nothing was enqueued for fails, and is remembered in `unscripted`.
 */
export class ScriptedModel implements ModelClient {
  /** Copies of the requests, frozen. */
  readonly requests: RecordedRequest[] = [];
  /** The same as JSON text, byte for byte as they would have been sent. */
  readonly bodies: string[] = [];
  /** Names that `models` gives. */
  modelNames: string[] = ['scripted'];
  private readonly script: ReplyScript[] = [];
  private readonly waiting: { count: number; resolve: () => void }[] = [];
  private failures = 0;

  constructor(readonly kind: ModelClient['kind'] = 'direct') {}

  /** Replies that nobody asked for yet. */
  get pending(): number {
    return this.script.length;
  }

  /** Requests that came without a reply enqueued for them. */
  get unscripted(): number {
    return this.failures;
  }

  /** The latest request. Throws when there was none. */
  get lastRequest(): RecordedRequest {
    const last = this.requests.at(-1);
    if (!last) {
      throw new Error('The scripted model was not asked anything yet.');
    }
    return last;
  }

  enqueue(...replies: readonly (ScriptedReply | ReplyScript)[]): this {
    this.script.push(
      ...replies.map(reply =>
        typeof reply === 'function' ? reply : () => reply
      )
    );
    return this;
  }

  enqueueText(text: string, options?: ChunkOptions): this {
    return this.enqueue({ chunks: textChunks(text, options) });
  }

  enqueueCall(name: string, args: unknown, options?: ChunkOptions): this {
    return this.enqueueCalls([{ name, args }], options);
  }

  enqueueCalls(calls: readonly ScriptedCall[], options?: ChunkOptions): this {
    return this.enqueue({ chunks: callChunks(calls, options) });
  }

  /** Plays chunks exactly as given. */
  enqueueChunks(chunks: readonly unknown[]): this {
    return this.enqueue({ chunks });
  }

  /** Fails, after `chunks` if there are some. */
  enqueueError(error: AgentError, chunks: readonly unknown[] = []): this {
    return this.enqueue({ chunks, error });
  }

  /** Says nothing more after `chunks`, until it is stopped. */
  enqueueHang(chunks: readonly unknown[] = []): this {
    return this.enqueue({ chunks, hang: true });
  }

  /** Resolves as soon as `count` requests have arrived. */
  async waitForRequests(count: number): Promise<void> {
    if (this.requests.length < count) {
      await new Promise<void>(resolve => this.waiting.push({ count, resolve }));
    }
  }

  async *stream(
    request: ChatRequest,
    signal: AbortSignal
  ): AsyncGenerator<unknown, void, undefined> {
    throwIfStopped(signal);
    const reply = this.next(this.record(request));
    if (reply.gate) {
      await orStopped(reply.gate, signal);
    }
    for (const chunk of reply.chunks) {
      // A real stream never delivers two chunks in one go.
      await Promise.resolve();
      throwIfStopped(signal);
      yield chunk;
    }
    if (reply.hang) {
      await orStopped(new Promise<never>(() => undefined), signal);
    }
    if (reply.error) {
      throw reply.error;
    }
  }

  models(signal: AbortSignal): Promise<string[]> {
    throwIfStopped(signal);
    return Promise.resolve([...this.modelNames]);
  }

  private record(request: ChatRequest): RecordedRequest {
    const body = JSON.stringify(request);
    const copy: RecordedRequest = deepFreeze(JSON.parse(body));
    this.bodies.push(body);
    this.requests.push(copy);
    this.waiting
      .filter(waiter => waiter.count <= this.requests.length)
      .forEach(waiter => waiter.resolve());
    return copy;
  }

  private next(request: RecordedRequest): ScriptedReply {
    const script = this.script.shift();
    if (!script) {
      this.failures += 1;
      const last = request.messages.at(-1);
      throw new AgentError(
        'internal',
        `The scripted model has no reply for request ${this.requests.length}, which ends with: ${JSON.stringify(last)?.slice(0, 300)}`
      );
    }
    return script(request);
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
