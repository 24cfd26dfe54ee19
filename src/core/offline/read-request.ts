import * as z from 'zod';

/** The part of a Chat Completions request that the analyst reads; the rest is ignored. */
const PartSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional()
});

const MessageSchema = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(PartSchema), z.null()]).optional(),
  tool_calls: z
    .array(
      z.looseObject({
        id: z.string().optional(),
        function: z.looseObject({
          name: z.string(),
          arguments: z.string().optional()
        })
      })
    )
    .nullish(),
  tool_call_id: z.string().optional()
});
export type RequestMessage = z.infer<typeof MessageSchema>;

export const RequestSchema = z.looseObject({
  model: z.string().optional(),
  messages: z.array(MessageSchema).min(1),
  tools: z
    .array(
      z.looseObject({
        function: z.looseObject({ name: z.string() }).optional()
      })
    )
    .nullish(),
  stream: z.boolean().nullish(),
  stream_options: z
    .looseObject({ include_usage: z.boolean().nullish() })
    .nullish()
});
export type AnalystRequest = z.infer<typeof RequestSchema>;

/** The text of a message, whatever form it has. */
export function textOf(message: RequestMessage): string {
  const { content } = message;
  return typeof content === 'string'
    ? content
    : (content ?? [])
        .map(part => part.text ?? '')
        .filter(Boolean)
        .join('\n');
}

export function hasImages(message: RequestMessage): boolean {
  return (
    Array.isArray(message.content) &&
    message.content.some(part => part.type === 'image_url')
  );
}

/** An argument of a tool call, empty when it is not there or is no text. */
export function textArgument(json: string | undefined, name: string): string {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    const parsed = z.record(z.string(), z.unknown()).safeParse(value);
    const argument = parsed.success ? parsed.data[name] : undefined;
    return typeof argument === 'string' ? argument : '';
  } catch {
    return '';
  }
}
