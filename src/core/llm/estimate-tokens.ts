import type { ChatMessage, ChatRequest } from './chat-message';

const CHARACTERS_PER_TOKEN = 4;
const TOKENS_PER_IMAGE = 800;
const TOKENS_PER_MESSAGE = 4;

/** A rough count of the tokens of a request, good to a factor of two; images count as a flat sum each. */
export function estimateTokens(request: ChatRequest): number {
  const messages = request.messages.reduce(
    (sum, message) => sum + messageTokens(message),
    0
  );
  return messages + textTokens(request.tools.length > 0 ? request.tools : '');
}

function messageTokens(message: ChatMessage): number {
  if (!Array.isArray(message.content)) {
    return TOKENS_PER_MESSAGE + textTokens(message);
  }
  const images = message.content.filter(part => part.type === 'image_url');
  const texts = message.content.filter(part => part.type === 'text');
  return (
    TOKENS_PER_MESSAGE + textTokens(texts) + images.length * TOKENS_PER_IMAGE
  );
}

function textTokens(value: unknown): number {
  return Math.ceil(JSON.stringify(value).length / CHARACTERS_PER_TOKEN);
}
