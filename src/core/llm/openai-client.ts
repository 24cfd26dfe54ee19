import type { OpenAI } from 'openai';
import { orStopped, stoppedError, throwIfStopped } from '../clock';
import { AgentError } from '../errors';
import { LIMITS } from '../limits';
import type { ModelClient } from '../ports';
import type { ChatRequest } from './chat-message';
import { classifyAnswer, classifyModelError } from './classify-error';
import { isRecord, parseJson, textOf } from './json';
import { normalizeBaseURL } from './normalize-base-url';
import { unexpected } from './chunk-reader';
import { responseChunks } from './response-chunks';
import { ResponseText } from './response-text';
import { wellFormedJson } from './well-formed';

/** Characters of an error answer that are read. */
const MAX_ERROR_TEXT = 100_000;

/** What a request hands to `fetch`; the global `fetch` of browsers and Node fits. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  /** JSON text. */
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

export interface OpenAIModelOptions {
  readonly kind: ModelClient['kind'];
  /** Absolute, otherwise as the user gave it; see `normalizeBaseURL`. */
  readonly baseURL: string;
  /** Absent where the relay adds it, or none is needed. */
  readonly apiKey?: string;
  readonly fetch: Fetch;
  readonly defaultHeaders?: Readonly<Record<string, string>>;
  readonly defaultQuery?: Readonly<Record<string, string>>;
}

/**
 * A model behind any OpenAI-compatible server. Fields of a request beside `model`, `messages` and `tools` are sent
 * as they are; empty `tools` are left out. After the chunks of a reply that the server declared finished,
 * `stream` yields `DONE`.
 */
export function createOpenAIModel(options: OpenAIModelOptions): ModelClient {
  const transport = new Transport(options);
  return {
    kind: options.kind,
    stream: (request, signal) => streamReply(transport, request, signal),
    models: signal => listModels(transport, signal)
  };
}

async function* streamReply(
  transport: Transport,
  request: ChatRequest,
  signal: AbortSignal
): AsyncGenerator<unknown, void, undefined> {
  const { tools, ...rest } = request;
  const body = {
    ...rest,
    ...(tools.length > 0 ? { tools } : {}),
    stream: 'stream' in request ? request.stream : true
  };
  const response = await transport.send(signal, client =>
    client
      .post('/chat/completions', { body, stream: true, signal })
      .asResponse()
  );
  yield* responseChunks(response, signal, transport.context);
}

async function listModels(
  transport: Transport,
  signal: AbortSignal
): Promise<string[]> {
  const response = await transport.send(signal, client =>
    client.get('/models', { signal }).asResponse()
  );
  const text = await transport.guarded(signal, () => response.text());
  const answer = parseJson(text);
  const isEmpty =
    isRecord(answer) && (answer.data === null || answer.models === null);
  const list = isRecord(answer)
    ? (answer.data ?? answer.models ?? (isEmpty ? [] : undefined))
    : answer;
  if (!Array.isArray(list)) {
    throw unexpected(response, text, transport.context);
  }
  return list
    .map((item: unknown) =>
      isRecord(item)
        ? textOf(item.id) || textOf(item.name) || textOf(item.model)
        : textOf(item)
    )
    .filter(name => name !== '');
}

/** Sends requests through the `openai` package, which is loaded when it is first needed. */
class Transport {
  readonly context: { readonly secrets: readonly string[] };
  private client: Promise<OpenAI> | null = null;

  constructor(private readonly options: OpenAIModelOptions) {
    const { apiKey, defaultHeaders = {} } = options;
    this.context = {
      secrets: [
        apiKey ?? '',
        ...Object.entries(defaultHeaders)
          .filter(([name]) => /auth|key|token|secret|cookie/i.test(name))
          .map(([, value]) => value)
      ]
    };
  }

  async send(
    signal: AbortSignal,
    request: (client: OpenAI) => Promise<Response>
  ): Promise<Response> {
    return this.guarded(signal, async () => request(await this.load()));
  }

  /** What `action` throws, as an `AgentError`; `stopped` as soon as the signal is aborted, whatever it does. */
  async guarded<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T> {
    throwIfStopped(signal);
    try {
      return await orStopped(action(), signal);
    } catch (error) {
      throw signal.aborted
        ? stoppedError()
        : classifyModelError(error, this.context);
    }
  }

  private load(): Promise<OpenAI> {
    this.client ??= this.create().catch((error: unknown) => {
      this.client = null;
      throw error;
    });
    return this.client;
  }

  private async create(): Promise<OpenAI> {
    const { apiKey, defaultHeaders, defaultQuery } = this.options;
    const { baseURL, query } = normalizeBaseURL(this.options.baseURL);
    if (baseURL === '') {
      throw new AgentError('model-not-set', 'No model server is set.', {
        advice:
          'Set a base URL in the settings, such as http://localhost:11434/v1.'
      });
    }
    const library = await import('openai');
    return new library.OpenAI({
      baseURL,
      // The library insists on a key; without one, no Authorization header is sent.
      apiKey: apiKey || 'none',
      adminAPIKey: null,
      organization: null,
      project: null,
      maxRetries: 0,
      timeout: LIMITS.firstAnswerSeconds * 1000,
      dangerouslyAllowBrowser: true,
      defaultHeaders: {
        ...(apiKey ? {} : { Authorization: null }),
        ...defaultHeaders
      },
      defaultQuery: { ...query, ...defaultQuery },
      fetch: (url: unknown, init?: LibraryInit) => this.fetch(url, init)
    });
  }

  /**
   * The library reads only one shape of error answer and forgets the others, so refusals are classified here, where
   * the body is at hand.
   */
  private async fetch(url: unknown, init: LibraryInit = {}): Promise<Response> {
    const response = await this.options.fetch(String(url), {
      method: init.method ?? 'GET',
      headers: plainHeaders(init.headers),
      ...(typeof init.body === 'string' ? { body: wireBody(init.body) } : {}),
      ...(init.signal ? { signal: init.signal } : {})
    });
    if (init.signal?.aborted) {
      // A `fetch` that does not listen to the signal.
      response.body?.cancel().catch(() => undefined);
      throw stoppedError();
    }
    if (!response.ok) {
      throw classifyAnswer(
        {
          status: response.status,
          contentType: response.headers.get('content-type') ?? '',
          body: await this.errorText(response, init.signal ?? null),
          headers: response.headers
        },
        this.context
      );
    }
    return response;
  }

  /** As much of it as can matter; a broken connection ends it, too. */
  private async errorText(
    response: Response,
    signal: AbortSignal | null
  ): Promise<string> {
    const body = new ResponseText(
      response,
      signal ?? new AbortController().signal,
      this.context
    );
    let text = '';
    try {
      for (
        let piece = await body.read();
        piece !== null && text.length < MAX_ERROR_TEXT;
        piece = await body.read()
      ) {
        text += piece;
      }
    } catch {
      // What had arrived has to do.
    } finally {
      body.close();
    }
    return text;
  }
}

/** Halves of surrogate pairs are written as escapes, which strict servers refuse; kernels and pasted text have some. */
function wireBody(body: string): string {
  return body.includes('\\ud') ? wellFormedJson(body) : body;
}

interface LibraryInit {
  readonly method?: string;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
}

/** The headers as a record, without the library's telemetry, which strict servers refuse in a browser (CORS). */
function plainHeaders(headers: unknown): Record<string, string> {
  const plain: Record<string, string> = {};
  const keep = (value: unknown, name: unknown): void => {
    if (
      typeof value === 'string' &&
      typeof name === 'string' &&
      !/^x-stainless-|^user-agent$/i.test(name)
    ) {
      plain[name] = value;
    }
  };
  if (
    typeof headers === 'object' &&
    headers !== null &&
    'forEach' in headers &&
    typeof headers.forEach === 'function'
  ) {
    headers.forEach(keep);
  } else if (isRecord(headers)) {
    Object.entries(headers).forEach(([name, value]) => keep(value, name));
  }
  return plain;
}
