import type { ChatMessage, ChatRequest } from './chat-message';
import type { ModelMemory } from './model-memory';
import { withPlainSchema } from './plain-schema';
import { wireMessages } from './wire-messages';

/** A request as it is sent. Other fields of the body may stand beside the three that all requests have. */
export type WireRequest = ChatRequest & Readonly<Record<string, unknown>>;

/** More fields of the request body, such as `temperature`. */
export type RequestFields = Readonly<Record<string, unknown>>;

/**
 * The body for a model of which `memory` is known. As long as nothing was refused, the messages are the very objects of
 * `request`; what is changed is changed the same way every time, so that the prefix of requests stays the same.
 */
export function buildWireRequest(
  request: ChatRequest,
  fields: RequestFields,
  memory: ModelMemory
): WireRequest {
  const messages: readonly ChatMessage[] = wireMessages(request, memory);
  const sent = {
    ...fields,
    ...(memory.streamUsage ? { stream_options: { include_usage: true } } : {})
  };
  const kept = Object.entries(sent)
    .filter(([name]) => !memory.droppedFields.includes(name))
    .map(([name, value]) => [memory.renamedFields[name] ?? name, value]);
  return {
    model: request.model,
    messages,
    tools: memory.tools ? wireTools(request, memory) : [],
    ...Object.fromEntries(kept),
    ...(memory.droppedFields.includes('stream') ? { stream: false } : {})
  };
}

function wireTools(
  { tools }: ChatRequest,
  { plainSchemas }: ModelMemory
): ChatRequest['tools'] {
  return plainSchemas ? tools.map(withPlainSchema) : tools;
}
