import type { ChatMessage, ContentPart, ToolCall } from '../llm/chat-message';
import { LIMITS } from '../limits';
import { isRecord, parseJson } from '../llm/json';
import type { Entry, MessageEntry } from './entries';
import { currentRun } from './run';

/** Where a stored image part points: `sidecar:` and the reference that `TranscriptStore.putBlob` returned. */
export const SIDECAR_URL = 'sidecar:';

/** What a call is told that never got its result: honest, and not the same as a refusal. */
export const INTERRUPTED_RESULT =
  'Interrupted: this call was cut off before it finished. It was not refused. ' +
  'It may have run in part, so look at the variables before you rely on it.';

/**
 * The message history of the current run, every message and image in it: a pure
 * function of the entries, so that it is the same after a reload. Images are
 * references. Always valid for the next request: every tool call is followed by
 * its result.
 */
export function historyMessages(entries: readonly Entry[]): ChatMessage[] {
  return closed(messagesByTurn(currentRun(entries)));
}

/** The history for people: what replays showed is in it, too. */
export function shownMessages(entries: readonly Entry[]): ChatMessage[] {
  return closed(inTurns(currentRun(entries), () => true));
}

function closed(entries: readonly MessageEntry[]): ChatMessage[] {
  return closeOpenCalls(
    entries.map(entry => withReadableArguments(entry.message))
  );
}

/** The history as the next request sends it: the same messages, the oldest images left out. */
export function modelMessages(entries: readonly Entry[]): ChatMessage[] {
  return withoutOldImages(historyMessages(entries));
}

/**
 * Message entries in order; turns that two tabs interleaved are put one after the other. Those of a replay are left out:
 * the recorded turn has them.
 */
export function messagesByTurn(entries: readonly Entry[]): MessageEntry[] {
  return inTurns(entries, entry => !entry.replayed);
}

function inTurns(
  entries: readonly Entry[],
  isWanted: (entry: MessageEntry) => boolean
): MessageEntry[] {
  const turns = new Map<number, MessageEntry[]>();
  for (const entry of entries) {
    if (entry.kind === 'message' && isWanted(entry)) {
      const turn = turns.get(entry.turn);
      if (turn) {
        turn.push(entry);
      } else {
        turns.set(entry.turn, [entry]);
      }
    }
  }
  return [...turns.values()].flat();
}

/** Tool calls of `messages` that have no result yet, in order. */
export function openCalls(messages: readonly ChatMessage[]): ToolCall[] {
  const answered = new Set(messages.map(message => message.tool_call_id));
  return messages.flatMap(message =>
    (message.tool_calls ?? []).filter(call => !answered.has(call.id))
  );
}

/** The result message of a call that was cut off. */
export function interruptedMessage(call: ToolCall): ChatMessage {
  return {
    role: 'tool',
    tool_call_id: call.id,
    content: INTERRUPTED_RESULT
  };
}

/**
 * Puts each result behind the message that asked for it, drops results that nobody asked for,
 * and gives every open call an "interrupted" result: servers refuse anything else for ever after.
 */
function closeOpenCalls(messages: readonly ChatMessage[]): ChatMessage[] {
  const results = new Map<string, ChatMessage>();
  for (const message of messages) {
    if (message.role === 'tool' && message.tool_call_id !== undefined) {
      results.set(message.tool_call_id, message);
    }
  }
  const closed: ChatMessage[] = [];
  for (const message of messages) {
    if (message.role === 'tool') {
      continue;
    }
    closed.push(message);
    for (const call of message.tool_calls ?? []) {
      closed.push(results.get(call.id) ?? interruptedMessage(call));
    }
  }
  return closed;
}

/** Arguments that are no JSON object (a stream broke off) are refused by some servers when they come back. */
function withReadableArguments(message: ChatMessage): ChatMessage {
  if (!message.tool_calls?.some(call => !isObject(call.function.arguments))) {
    return message;
  }
  return {
    ...message,
    tool_calls: message.tool_calls.map(call =>
      isObject(call.function.arguments)
        ? call
        : {
            ...call,
            function: {
              ...call.function,
              arguments: JSON.stringify({
                unreadable_arguments: call.function.arguments
              })
            }
          }
    )
  };
}

function isObject(text: string): boolean {
  return isRecord(parseJson(text));
}

const EVICTED_IMAGE: ContentPart = {
  type: 'text',
  text: '[An older figure, left out to save room. Draw it again if you need to see it.]'
};

/**
 * Keeps the most recent figures. They are left out half a request's worth at a time, and not one by one,
 * so that the prefix of the request stays the same for as long as possible.
 */
function withoutOldImages(messages: readonly ChatMessage[]): ChatMessage[] {
  const total = messages.reduce((sum, message) => sum + imageCount(message), 0);
  const batch = Math.ceil(LIMITS.imagesPerRequest / 2);
  const surplus = Math.max(0, total - LIMITS.imagesPerRequest);
  let evict = Math.ceil(surplus / batch) * batch;
  return messages.map(message => {
    if (evict === 0 || imageCount(message) === 0) {
      return message;
    }
    const parts = Array.isArray(message.content) ? message.content : [];
    const content = parts.map(part => {
      if (part.type !== 'image_url' || evict === 0) {
        return part;
      }
      evict -= 1;
      return EVICTED_IMAGE;
    });
    return { ...message, content };
  });
}

function imageCount(message: ChatMessage): number {
  return Array.isArray(message.content)
    ? message.content.filter(part => part.type === 'image_url').length
    : 0;
}
