import * as z from 'zod';

/**
 * Chat Completions messages as they travel and as they are stored. The objects
 * are *loose*: fields a provider added (reasoning, thought signatures, …) must
 * survive the round trip through the transcript and back to the provider.
 * Field names are those of OpenAI's Chat Completions API.
 */

export const ToolCallSchema = z.looseObject({
  id: z.string(),
  type: z.literal('function').default('function'),
  function: z.looseObject({ name: z.string(), arguments: z.string() })
});
export type ToolCall = z.infer<typeof ToolCallSchema>;

export const ContentPartSchema = z.union([
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({
    type: z.literal('image_url'),
    /** A `data:` URL on the wire; `sidecar:outputs/<sha256>.png` in the transcript. */
    image_url: z.looseObject({ url: z.string() })
  })
]);
export type ContentPart = z.infer<typeof ContentPartSchema>;

export const ChatMessageSchema = z.looseObject({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z
    .union([z.string(), z.array(ContentPartSchema), z.null()])
    .default(null),
  tool_calls: z.array(ToolCallSchema).optional(),
  tool_call_id: z.string().optional()
});
export type ChatMessage = z.infer<typeof ChatMessageSchema>;

/** The text of a message, images left out. */
export function messageText(message: ChatMessage): string {
  if (typeof message.content === 'string') {
    return message.content;
  }
  return (message.content ?? [])
    .map(part => (part.type === 'text' ? part.text : ''))
    .filter(text => text !== '')
    .join('\n');
}

/** Tokens of one request as the server reported them. */
export const UsageSchema = z.looseObject({
  prompt_tokens: z.number().nullish(),
  completion_tokens: z.number().nullish(),
  total_tokens: z.number().nullish()
});
export type Usage = z.infer<typeof UsageSchema>;

/** A function the model may call, as Chat Completions wants it described. */
export interface ToolSchema {
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly description: string;
    /** JSON Schema of the arguments object. */
    readonly parameters: Record<string, unknown>;
  };
}

/** What one step asks of the model. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ToolSchema[];
}
