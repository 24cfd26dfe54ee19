import { stoppedError, throwIfStopped } from '../clock';
import { AgentError, type ErrorCode } from '../errors';
import { LIMITS } from '../limits';
import type { Clock, Ids, ModelClient } from '../ports';
import { ReplyAccumulator, type Reply, type ReplyDelta } from './accumulate';
import type { ChatMessage, ChatRequest } from './chat-message';
import { classifyModelError } from './classify-error';
import { estimateTokens } from './estimate-tokens';
import { readChannels } from './harmony';
import { learnFromRefusal } from './learn';
import type { ModelMemory } from './model-memory';
import { isCutOff, isWithheld } from './read-choice';
import { splitTags } from './tags';
import { extractFencedCalls, extractTextCalls } from './text-calls';
import {
  buildWireRequest,
  type RequestFields,
  type WireRequest
} from './wire-request';

export interface RetryNotice {
  /** How long it is waited before the next attempt. */
  readonly seconds: number;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly error: AgentError;
}

export interface ReplyOptions {
  readonly client: ModelClient;
  readonly request: ChatRequest;
  /** More fields of the request body, such as `temperature`. */
  readonly fields?: RequestFields;
  /** What is known of the model; changed when more is learnt. */
  readonly memory: ModelMemory;
  /** Ids of earlier calls beyond those in `request`; no new call gets one of them. */
  readonly takenCallIds?: ReadonlySet<string>;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Attempts when the server is busy or away, the first included. */
  readonly attempts: number;
  /** Called for every request that is sent, the first and those that try again. */
  onRequest?(): void;
  onDelta(delta: ReplyDelta): void;
  /** A sentence for the user about how the request had to be changed. */
  onNotice(text: string): void;
  onRetry(retry: RetryNotice): void;
}

export interface TimedReply extends Reply {
  /** Set when the stream ended in an error, or was stopped, after something of it had been shown. */
  readonly broken: AgentError | null;
  readonly firstChunkMs: number;
  readonly totalMs: number;
}

/** Failures that may be over in a moment. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'model-rate-limited',
  'model-overloaded',
  'model-unreachable',
  'model-stream-broken'
]);
const MAX_LESSONS = 10;

/**
 * One reply of the model. A request that the server refuses for its form is changed once for each thing it objects to,
 * and `memory` keeps that; a busy or absent server is tried again, as long as nothing was shown.
 * What broke off after something was shown is a reply with `broken` set, so that it can be kept.
 * Throws `AgentError`: `model-*`, and `stopped` when nothing was shown yet.
 */
export async function requestReply(options: ReplyOptions): Promise<TimedReply> {
  const { memory, signal } = options;
  const tried = new Set<string>();
  let guess: Guess | null = null;
  let attempt = 1;
  try {
    for (;;) {
      throwIfStopped(signal);
      const sent = buildWireRequest(
        options.request,
        options.fields ?? {},
        memory
      );
      const result = await attemptReply(sent, options);
      if (!AgentError.is(result)) {
        if (guess) {
          options.onNotice(guess.notice);
          guess = null;
        }
        warnOfTruncation(result, sent, options);
        return result;
      }
      const lesson =
        tried.size < MAX_LESSONS
          ? learnFromRefusal(result, sent, memory, tried)
          : null;
      if (lesson?.undo) {
        guess = {
          undo: lesson.undo,
          notice: lesson.notice ?? '',
          error: result
        };
      } else if (lesson) {
        if (lesson.notice !== null) {
          options.onNotice(lesson.notice);
        }
      } else if (PASSING.has(result.code) && attempt < options.attempts) {
        await waitToRetry(result, attempt, options);
        attempt += 1;
      } else {
        throw guess && result.code === guess.error.code ? guess.error : result;
      }
    }
  } finally {
    guess?.undo();
  }
}

/** A change of form that is on trial. */
interface Guess {
  readonly notice: string;
  readonly error: AgentError;
  undo(): void;
}

/** The reply, or the error when nothing of a reply was shown. */
async function attemptReply(
  sent: WireRequest,
  options: ReplyOptions
): Promise<TimedReply | AgentError> {
  const { clock } = options;
  const began = clock.now();
  const accumulator = new ReplyAccumulator({
    ids: options.ids,
    toolNames: options.request.tools.map(tool => tool.function.name),
    takenCallIds: takenIds(options)
  });
  options.onRequest?.();
  const stream = options.client
    .stream(sent, options.signal)
    [Symbol.asyncIterator]();
  const shown: { afterMs: number | null } = { afterMs: null };
  const error = await readChunks(stream, options.signal, chunk => {
    for (const delta of accumulator.add(chunk)) {
      if (delta.type === 'call' || delta.text.trim() !== '') {
        shown.afterMs ??= clock.now() - began;
      }
      options.onDelta(delta);
    }
  });
  const reply = withoutChannels(accumulator.finish());
  if (shown.afterMs === null) {
    return error ?? emptyReply(reply, sent);
  }
  const read = error ? reply : withTextCalls(reply, sent, options);
  const broken = error ?? withoutAnswer(read);
  return {
    ...read,
    complete: reply.complete && broken === null,
    broken,
    firstChunkMs: shown.afterMs,
    totalMs: clock.now() - began
  };
}

/** Hands on every chunk; returns the error that ended the stream, null when it ended well. */
async function readChunks(
  stream: AsyncIterator<unknown>,
  signal: AbortSignal,
  onChunk: (chunk: unknown) => void
): Promise<AgentError | null> {
  for (;;) {
    let next: IteratorResult<unknown>;
    try {
      next = await stream.next();
    } catch (error) {
      return signal.aborted ? stoppedError() : classifyModelError(error);
    }
    if (next.done) {
      return null;
    }
    try {
      onChunk(next.value);
    } catch (error) {
      // A fault of ours: the connection must not stay open for it.
      await stream.return?.();
      throw error;
    }
  }
}

function takenIds(options: ReplyOptions): Set<string> {
  const taken = new Set(options.takenCallIds);
  for (const message of options.request.messages) {
    message.tool_calls?.forEach(call => taken.add(call.id));
  }
  return taken;
}

/** A prompt of more tokens than this may be more than a small local context window holds. */
const LARGE_PROMPT_TOKENS = 3_000;

/** A stream without a word: some servers say in this way that the prompt is too long. */
function emptyReply(reply: Reply, sent: WireRequest): AgentError {
  if (isWithheld(reply.finishReason ?? '')) {
    return new AgentError(
      'model-rejected-request',
      'The model server’s content filter withheld the answer.',
      { advice: 'Put the prompt in other words, or choose another model.' }
    );
  }
  if (estimateTokens(sent) > LARGE_PROMPT_TOKENS) {
    return new AgentError(
      'model-context-overflow',
      'The model answered nothing, most likely because the conversation is longer than it can take.',
      {
        advice:
          'Give the model a larger context window where it is served, or start afresh with a reset.'
      }
    );
  }
  return new AgentError('model-empty-answer', 'The model answered nothing.', {
    advice: 'Send the prompt again, or choose another model.'
  });
}

function withoutChannels(reply: Reply): Reply {
  const text = readChannels(reply.text);
  return text === reply.text
    ? reply
    : { ...reply, text, message: { ...reply.message, content: text } };
}

/** A model that only thought, such as one whose thoughts used up what its server lets it write. */
function withoutAnswer(reply: Reply): AgentError | null {
  const isAnswer =
    reply.calls.length > 0 ||
    splitTags(reply.text).some(segment => segment.kind !== 'think');
  return isAnswer
    ? null
    : new AgentError(
        'model-empty-answer',
        'The model thought, but gave no answer.',
        {
          advice: isCutOff(reply.finishReason ?? '')
            ? 'It reached the length limit of a reply: raise it where the model is served, or ask for less at once.'
            : 'Send the prompt again, or choose another model.'
        }
      );
}

/** Calls that the model wrote as text become calls, in the message that is stored too. */
function withTextCalls(
  reply: Reply,
  sent: WireRequest,
  options: ReplyOptions
): Reply {
  const { tools } = options.request;
  if (reply.calls.length > 0 || tools.length === 0 || reply.text === '') {
    return reply;
  }
  const found =
    sent.tools.length > 0
      ? extractTextCalls(reply.text, tools)
      : extractFencedCalls(reply.text, tools);
  if (found.calls.length === 0) {
    return reply;
  }
  const accumulator = new ReplyAccumulator({
    ids: options.ids,
    takenCallIds: takenIds(options)
  });
  accumulator.add({
    choices: [{ delta: { tool_calls: found.calls.map(asPiece) } }]
  });
  const { calls } = accumulator.finish();
  return {
    ...reply,
    calls,
    text: found.text,
    message: {
      role: reply.message.role,
      content: found.text === '' ? null : found.text,
      tool_calls: [...calls],
      ...withoutContent(reply.message)
    }
  };
}

/** The fields of a provider. */
function withoutContent({
  role: _role,
  content: _content,
  ...fields
}: ChatMessage): Record<string, unknown> {
  return fields;
}

function asPiece(
  call: { name: string; arguments: string },
  index: number
): unknown {
  return { index, function: call };
}

async function waitToRetry(
  error: AgentError,
  attempt: number,
  options: ReplyOptions
): Promise<void> {
  const seconds = Math.min(
    error.retryAfterSeconds ?? 2 ** attempt,
    LIMITS.retryWaitSeconds
  );
  options.onRetry({ seconds, attempt, error });
  try {
    await options.clock.delay(seconds * 1000, options.signal);
  } catch {
    throw stoppedError();
  }
}

/** Some servers cut long prompts without a word; only the token count tells. */
function warnOfTruncation(
  reply: TimedReply,
  sent: WireRequest,
  options: ReplyOptions
): void {
  const read = reply.usage?.prompt_tokens ?? 0;
  const estimate = estimateTokens(sent);
  if (
    read > 0 &&
    estimate > LARGE_PROMPT_TOKENS &&
    read < estimate * 0.4 &&
    !options.memory.warnedOfTruncation
  ) {
    options.memory.warnedOfTruncation = true;
    options.onNotice(
      `The model server says that it read ${read} tokens, where about ${estimate} were sent. It may cut long conversations: ` +
        'give the model a larger context window where it is served.'
    );
  }
}
