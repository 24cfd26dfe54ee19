import type { ChatMessage } from './chat-message';

/** Nine letters and digits, as the strictest servers want them; the same for the same id in every request. */
function shortId(id: string): string {
  if (/^[a-zA-Z0-9]{9}$/.test(id)) {
    return id;
  }
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let at = 0; at < id.length; at += 1) {
    low = Math.imul(low ^ id.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ low, 0x85ebca6b);
  }
  const letters = [low, high].map(half =>
    (half >>> 0).toString(36).padStart(7, '0')
  );
  return letters.join('').slice(-9);
}

/** The message with short ids in place of those that another model's server gave. */
export function withShortIds(message: ChatMessage): ChatMessage {
  return {
    ...message,
    ...(message.tool_calls
      ? {
          tool_calls: message.tool_calls.map(call => ({
            ...call,
            id: shortId(call.id)
          }))
        }
      : {}),
    ...(message.tool_call_id === undefined
      ? {}
      : { tool_call_id: shortId(message.tool_call_id) })
  };
}

/** The results with the names of the tools that gave them. */
export function withToolNames(messages: readonly ChatMessage[]): ChatMessage[] {
  const names = new Map(
    messages.flatMap(message =>
      (message.tool_calls ?? []).map(call => [call.id, call.function.name])
    )
  );
  return messages.map(message => {
    const name = names.get(message.tool_call_id ?? '');
    return message.role === 'tool' && name !== undefined
      ? { ...message, name }
      : message;
  });
}
