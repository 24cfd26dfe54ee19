import * as z from 'zod';
import { ChatMessageSchema } from '../llm/chat-message';
import { estimateTokens } from '../llm/estimate-tokens';
import { parseJson } from '../llm/json';
import type { Fetch, FetchInit } from '../llm/openai-client';
import { nextMove } from './analyst';
import { abortReason, eventStream } from './event-stream';
import { callArguments, callsOf, type Move } from './move';
import { readConversation, type Conversation } from './read-conversation';
import { RequestSchema, type AnalystRequest } from './read-request';
import {
  replyChunks,
  wholeReply,
  type ReplyIdentity,
  type ReplyUsage
} from './reply-chunks';

const MODEL = 'offline-analyst';
const CHUNK_DELAY_MS = 6;

/**
 * A `fetch` behind which the offline analyst answers like a Chat Completions server; nothing leaves the machine.
 * `delayMs` is waited between the chunks of a streamed reply; 0 for none.
 */
export function createOfflineFetch(options: {
  readonly delayMs?: number;
  /** What decides the next thing to do; the analyst's rules by default. */
  readonly next?: (conversation: Conversation) => Move;
}): Fetch {
  const delayMs = options.delayMs ?? CHUNK_DELAY_MS;
  const next = options.next ?? nextMove;
  return async (url, init) => {
    if (init.signal?.aborted) {
      throw abortReason(init.signal);
    }
    return route(url, init, delayMs, next);
  };
}

function route(
  url: string,
  init: FetchInit,
  delayMs: number,
  next: (conversation: Conversation) => Move
): Response {
  const path = url.replace(/[?#].*$/, '').replace(/\/+$/, '');
  if (init.method === 'GET' && path.endsWith('/models')) {
    return json(200, {
      object: 'list',
      data: [{ id: MODEL, object: 'model', created: 0, owned_by: 'local' }]
    });
  }
  if (init.method === 'POST' && path.endsWith('/chat/completions')) {
    return complete(init, delayMs, next);
  }
  return failure(404, `There is no ${init.method} ${path} here.`, 'not_found');
}

function complete(
  init: FetchInit,
  delayMs: number,
  next: (conversation: Conversation) => Move
): Response {
  const parsed = RequestSchema.safeParse(parseJson(init.body ?? ''));
  if (!parsed.success) {
    return failure(
      400,
      `The body is no Chat Completions request: ${z.prettifyError(parsed.error)}`,
      'invalid_request'
    );
  }
  const request = parsed.data;
  const move = moveOf(request, next);
  const identity = identify(request);
  const usage = countUsage(request, move);
  if (request.stream !== true) {
    return json(200, wholeReply(move, identity, usage));
  }
  const wanted = request.stream_options?.include_usage ?? false;
  const chunks = replyChunks(move, identity, wanted ? usage : null);
  return new Response(eventStream(chunks, delayMs, init.signal), {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8' }
  });
}

/** A mistake of the analyst's own is told in an answer: as a failed request it would look like a server out of reach. */
function moveOf(
  request: AnalystRequest,
  next: (conversation: Conversation) => Move
): Move {
  try {
    return next(readConversation(request));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      text: `I could not answer this: my rules failed on it (${reason}). Nothing in your notebook was changed by that. Please say it in other words, or ask for one thing at a time, for instance *describe the data* or *what is missing?*`
    };
  }
}

/** Ids are counted, not drawn: the same request gets the same reply, and no two calls of a conversation share one. */
function identify(request: AnalystRequest): ReplyIdentity {
  const calls = request.messages.reduce(
    (sum, message) => sum + (message.tool_calls?.length ?? 0),
    0
  );
  return {
    id: `chatcmpl-offline-${request.messages.length}`,
    created: Math.floor(Date.now() / 1000),
    model: MODEL,
    callId: place => `call_offline_${calls + place + 1}`
  };
}

const MessagesSchema = z.array(ChatMessageSchema);

/** The analyst has no tokens; the estimate lets gauges and budgets work as with a model. */
function countUsage(request: AnalystRequest, move: Move): ReplyUsage {
  const messages = MessagesSchema.safeParse(request.messages);
  const reply = move.text + callsOf(move).map(callArguments).join('');
  const prompt = messages.success
    ? estimateTokens({ model: MODEL, messages: messages.data, tools: [] })
    : 0;
  const completion = Math.ceil(reply.length / 4);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion
  };
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' }
  });
}

function failure(status: number, message: string, code: string): Response {
  return json(status, {
    error: { message, type: 'invalid_request_error', param: null, code }
  });
}
