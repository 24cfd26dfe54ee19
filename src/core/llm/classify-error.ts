import { AgentError, type ErrorCode } from '../errors';
import { LIMITS } from '../limits';
import { stoppedError } from '../clock';
import { readErrorBody } from './error-body';
import {
  FAILURE_RULES,
  REJECTED,
  STREAM_FALLBACK,
  UNREACHABLE,
  type Failure
} from './error-rules';
import { isRecord, parseJson, textOf } from './json';
import { redact } from './redact';
import { retryAfterSeconds } from './retry-after';

export interface FailureContext {
  /** Texts that must not appear in the error, such as the API key. */
  readonly secrets?: readonly string[];
  /** Milliseconds since 1970, for `Retry-After` dates; now when absent. */
  readonly now?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** A `Headers` object or a record; only `Retry-After` is read. */
  readonly headers?: unknown;
}

/** The error that a refusing HTTP answer stands for. */
export function classifyAnswer(
  answer: HttpAnswer,
  context: FailureContext = {}
): AgentError {
  const isPage = /html/i.test(answer.contentType) || /^\s*</.test(answer.body);
  const body = readErrorBody(parseJson(answer.body));
  const text = isPage
    ? pageText(answer.body, answer.contentType)
    : body.text || answer.body.trim();
  return fromFailure(
    { status: answer.status, codes: body.codes, text, isPage },
    answer.headers,
    context
  );
}

/** The error that an error object inside a stream stands for: `value` is what the server put under `error`. */
export function classifyStreamError(
  value: unknown,
  context: FailureContext = {}
): AgentError {
  const body = readErrorBody(value);
  return fromFailure(
    {
      status: body.status,
      codes: body.codes,
      text: body.text || JSON.stringify(value),
      isPage: false
    },
    undefined,
    context,
    STREAM_FALLBACK
  );
}

/**
 * Any failure on the way to a model as one `AgentError`: errors of the `openai` package, of `fetch`, of the relay,
 * or an `AgentError` wrapped in one of them.
 */
export function classifyModelError(
  error: unknown,
  context: FailureContext = {}
): AgentError {
  const chain = causes(error);
  const known = chain.find(AgentError.is);
  if (known) {
    return known;
  }
  if (chain.some(isAbort)) {
    return stoppedError();
  }
  const answer = chain.find(
    link => isRecord(link) && typeof link.status === 'number'
  );
  if (isRecord(answer)) {
    const body = readErrorBody(answer.error);
    return fromFailure(
      {
        status: Number(answer.status),
        codes: [
          ...body.codes,
          textOf(answer.code).toLowerCase(),
          textOf(answer.type).toLowerCase()
        ],
        text: body.text || textOf(answer.message),
        isPage: /^\s*(?:\d+ )?</.test(textOf(answer.message))
      },
      answer.headers,
      context
    );
  }
  const withBody = chain.find(link => isRecord(link) && isRecord(link.error));
  return withBody && isRecord(withBody)
    ? classifyStreamError(withBody.error, context)
    : fromFailure(networkFailure(chain), undefined, context, UNREACHABLE);
}

function fromFailure(
  failure: Failure,
  headers: unknown,
  context: FailureContext,
  fallback = REJECTED
): AgentError {
  const text = redact(failure.text.slice(0, 8000), context.secrets);
  const safe: Failure = { ...failure, text };
  const rule = FAILURE_RULES.find(each => each.matches(safe)) ?? fallback;
  const seconds =
    retryAfterSeconds(headers, text, context.now ?? Date.now()) ??
    (LOADING.test(text) ? LOADING_SECONDS : undefined);
  return new AgentError(rule.code, rule.message(safe), {
    advice: rule.advice,
    status: failure.status,
    retryAfterSeconds: RETRYABLE.has(rule.code) ? seconds : undefined,
    detail: text === '' ? undefined : shorten(text)
  });
}

/** Reading a model from disk takes longer than the usual pause. */
const LOADING = /\bloading\b/i;
const LOADING_SECONDS = 15;

const MAX_PAGE = 20_000;

const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'model-rate-limited',
  'model-overloaded',
  'model-unreachable'
]);

function shorten(text: string): string {
  const limit = LIMITS.modelErrorDetail;
  return text.length > limit ? `${text.slice(0, limit)} …` : text;
}

/** The title of a web page, or its first words. */
export function pageText(page: string, contentType: string): string {
  const html = page.slice(0, MAX_PAGE);
  const title = /<title[^>]*>([^<]*)/i.exec(html)?.[1];
  const words = (title ?? html.replace(/<[^<>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
  const kind = contentType === '' ? 'unnamed type' : contentType;
  return `Content type ${kind}: ${words.slice(0, 200)}`;
}

/** The error and what caused it, outermost first. */
function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (
    let link = error;
    link !== undefined && link !== null && chain.length < 8;
    link = typeof link === 'object' && 'cause' in link ? link.cause : undefined
  ) {
    chain.push(link);
  }
  return chain;
}

function isAbort(link: unknown): boolean {
  return (
    link instanceof Error &&
    (link.name === 'AbortError' || link.message === 'Request was aborted.')
  );
}

/** The innermost link says most: `connect ECONNREFUSED 127.0.0.1:11434` rather than "Connection error." */
function networkFailure(chain: readonly unknown[]): Failure {
  const messages = chain.map(link =>
    link instanceof Error ? link.message : textOf(link)
  );
  const text = messages.findLast(message => message !== '') ?? '';
  const isTimeout = messages.some(message => /timed? ?out/i.test(message));
  return {
    status: undefined,
    codes: isTimeout ? ['timeout'] : [],
    text,
    isPage: false
  };
}
