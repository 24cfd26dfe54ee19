import * as z from 'zod';

const ChatSchema = z.looseObject({
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z
        .union([
          z.string(),
          z.null(),
          z.array(
            z.looseObject({ type: z.string(), text: z.string().optional() })
          )
        ])
        .optional()
    })
  )
});

export interface Chat {
  /** `system`, `user`, `assistant`, `tool`, in order. */
  readonly roles: string[];
  /** The text of each message. */
  readonly texts: string[];
  /** Image parts in all messages. */
  readonly images: number;
  /** Each message as it was sent. */
  readonly messages: string[];
}

/** What the model was sent. */
export function readChat(json: unknown): Chat {
  const { messages } = ChatSchema.parse(json);
  return {
    roles: messages.map(({ role }) => role),
    texts: messages.map(({ content }) =>
      typeof content === 'string'
        ? content
        : (content ?? []).map(part => part.text ?? '').join('\n')
    ),
    images: messages.reduce(
      (count, { content }) =>
        count +
        (Array.isArray(content)
          ? content.filter(part => part.type === 'image_url').length
          : 0),
      0
    ),
    messages: messages.map(message => JSON.stringify(message))
  };
}
