import type { ChatMessage, ContentPart } from './chat-message';

/** One message with the content of both. */
export function joined(first: ChatMessage, second: ChatMessage): ChatMessage {
  if (Array.isArray(first.content) || Array.isArray(second.content)) {
    return {
      ...first,
      content: [...partsOf(first), ...partsOf(second)]
    };
  }
  return {
    ...first,
    content: [first.content, second.content].filter(Boolean).join('\n\n')
  };
}

function partsOf(message: ChatMessage): ContentPart[] {
  if (Array.isArray(message.content)) {
    return message.content;
  }
  return message.content ? [{ type: 'text', text: message.content }] : [];
}
