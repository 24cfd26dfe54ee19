import { inflateSync } from 'node:zlib';
import * as z from 'zod';
import { ChatMessageSchema, type ChatMessage } from '../core/llm/chat-message';
import type { ReceivedRequest } from './openai-server';

const BodySchema = z.looseObject({ messages: z.array(ChatMessageSchema) });

/** The messages of a request as the model got them. Throws when the body is none. */
export function messagesOf(
  request: ReceivedRequest | undefined
): ChatMessage[] {
  return BodySchema.parse(request?.json).messages;
}

/** Contents of the tool messages, in order. */
export function toolTexts(request: ReceivedRequest | undefined): string[] {
  return messagesOf(request)
    .filter(message => message.role === 'tool')
    .map(message => String(message.content));
}

/** The pictures among the messages, decoded, in order. Throws for any that is no PNG in a user's message. */
export function picturesOf(request: ReceivedRequest | undefined): Uint8Array[] {
  return messagesOf(request).flatMap(message =>
    (Array.isArray(message.content) ? message.content : []).flatMap(part => {
      if (part.type !== 'image_url') {
        return [];
      }
      const [kind, base64 = ''] = part.image_url.url.split(',');
      if (kind !== 'data:image/png;base64' || message.role !== 'user') {
        throw new Error(`Not a picture as providers take it: ${kind}`);
      }
      return [Buffer.from(base64, 'base64')];
    })
  );
}

/** What can be told from a PNG without a library: its size, and the colour of its upper left corner. */
export function lookAt(png: Uint8Array): {
  width: number;
  height: number;
  corner: string;
} {
  const bytes = Buffer.from(png);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') {
      data.push(bytes.subarray(at + 8, at + 8 + length));
    }
    at += 12 + length;
  }
  // The first byte is the row's filter, which does not change the first pixel.
  const [, red, green, blue] = inflateSync(Buffer.concat(data));
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    corner: `${red},${green},${blue}`
  };
}
