import {
  messageText,
  type ChatMessage,
  type ChatRequest
} from './chat-message';
import { joined } from './join-messages';
import { withShortIds, withToolNames } from './call-ids';
import type { ModelMemory } from './model-memory';
import { withoutTools } from './without-tools';

/** Names under which servers give reasoning and want it back. */
export const REASONING_FIELDS: readonly string[] = [
  'reasoning_content',
  'reasoning',
  'reasoning_details',
  'thinking',
  'thinking_blocks'
];
export const MESSAGE_FIELDS: readonly string[] = [
  'role',
  'content',
  'name',
  'tool_calls',
  'tool_call_id'
];

/** Content of a message that only calls, for servers that want words. */
export const EMPTY_STAND_IN = '(calling a tool)';

const IMAGE_LEFT_OUT =
  '[A figure was shown here. This model does not take images, so describe nothing you cannot know from text; compute the numbers behind it instead.]';

/** The messages of a request in the form that the model is known to take; the very same array if that is any form. */
export function wireMessages(
  request: ChatRequest,
  memory: ModelMemory
): readonly ChatMessage[] {
  let messages = request.messages;
  if (!memory.tools) {
    messages = withoutTools(messages, request.tools);
  }
  if (!memory.images) {
    messages = messages.map(withoutImages);
  }
  if (memory.extraFields === 'drop') {
    messages = messages.map(plainMessage);
  }
  if (memory.reasoning !== 'echo') {
    messages = messages.map(
      memory.reasoning === 'drop' ? withoutReasoning : withReasoning
    );
  }
  if (memory.emptyContent !== 'stored') {
    const { emptyContent } = memory;
    messages = messages.map(message => filled(message, emptyContent));
  }
  if (memory.toolNames) {
    messages = withToolNames(messages);
  }
  if (memory.shortIds) {
    messages = messages.map(withShortIds);
  }
  return memory.anyRoles ? messages : alternating(messages);
}

function withoutImages(message: ChatMessage): ChatMessage {
  if (!Array.isArray(message.content)) {
    return message;
  }
  const texts = message.content.map(part =>
    part.type === 'text' ? part.text : IMAGE_LEFT_OUT
  );
  // One sentence is enough for several figures in a row.
  const distinct = texts.filter((text, index) => text !== texts[index - 1]);
  return { ...message, content: distinct.join('\n') };
}

function pick(
  source: Readonly<Record<string, unknown>>,
  isKept: (name: string) => boolean
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(source).filter(([name]) => isKept(name))
  );
}

function plainMessage(message: ChatMessage): ChatMessage {
  const calls = message.tool_calls?.map(call => ({
    id: call.id,
    type: call.type,
    function: {
      name: call.function.name,
      arguments: call.function.arguments
    }
  }));
  return {
    ...pick(message, name => MESSAGE_FIELDS.includes(name)),
    role: message.role,
    content: message.content,
    ...(calls ? { tool_calls: calls } : {})
  };
}

function withoutReasoning(message: ChatMessage): ChatMessage {
  return REASONING_FIELDS.some(name => name in message)
    ? {
        ...pick(message, name => !REASONING_FIELDS.includes(name)),
        role: message.role,
        content: message.content
      }
    : message;
}

function withReasoning(message: ChatMessage): ChatMessage {
  return message.role === 'assistant' &&
    !REASONING_FIELDS.some(name => name in message)
    ? { ...message, reasoning_content: '' }
    : message;
}

/** True for an assistant message that says nothing in words. */
export function isWordless(message: ChatMessage): boolean {
  return message.role === 'assistant' && messageText(message) === '';
}

function filled(
  message: ChatMessage,
  way: ModelMemory['emptyContent']
): ChatMessage {
  if (!isWordless(message)) {
    return message;
  }
  if (!message.tool_calls?.length) {
    return { ...message, content: '(no answer)' };
  }
  return { ...message, content: way === 'empty' ? '' : EMPTY_STAND_IN };
}

/** Says nothing, where strict servers want the assistant to speak between a result and the user. */
const PAUSE = '(results received)';

/**
 * Folds the system message into the first user message and neighbours of one role into one message, and lets the
 * assistant speak between a result and the user.
 */
function alternating(messages: readonly ChatMessage[]): ChatMessage[] {
  const folded: ChatMessage[] = [];
  for (const original of messages) {
    const message: ChatMessage =
      original.role === 'system' ? { ...original, role: 'user' } : original;
    if (message.role === 'user' && folded.at(-1)?.role === 'tool') {
      folded.push({ role: 'assistant', content: PAUSE });
    }
    const last = folded.at(-1);
    if (last && last.role === message.role && !hasCalls(last, message)) {
      folded[folded.length - 1] = joined(last, message);
    } else {
      folded.push(message);
    }
  }
  return folded;
}

function hasCalls(...messages: readonly ChatMessage[]): boolean {
  return messages.some(
    message => message.role === 'tool' || message.tool_calls !== undefined
  );
}
