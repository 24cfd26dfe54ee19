import type { ChatMessage, ContentPart } from '../llm/chat-message';
import { SIDECAR_URL } from '../transcript/model-messages';

/** MIME types by the extension that `putBlob` was given. */
const MIME_TYPES: Record<string, string> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif'
};

/**
 * Puts stored pictures back into messages, as the `data:` URLs that the wire wants. Those of the last request are kept, so
 * that the next one need not read them again.
 */
export class ImageLoader {
  private cache = new Map<string, string>();

  constructor(
    private readonly read: (reference: string) => Promise<string | null>
  ) {}

  async materialise(messages: readonly ChatMessage[]): Promise<ChatMessage[]> {
    const used = new Map<string, string>();
    const materialised = await Promise.all(
      messages.map(message => this.message(message, used))
    );
    this.cache = used;
    return materialised;
  }

  private async message(
    message: ChatMessage,
    used: Map<string, string>
  ): Promise<ChatMessage> {
    if (!Array.isArray(message.content)) {
      return message;
    }
    return {
      ...message,
      content: await Promise.all(
        message.content.map(part => this.part(part, used))
      )
    };
  }

  private async part(
    part: ContentPart,
    used: Map<string, string>
  ): Promise<ContentPart> {
    if (
      part.type !== 'image_url' ||
      !part.image_url.url.startsWith(SIDECAR_URL)
    ) {
      return part;
    }
    const reference = part.image_url.url.slice(SIDECAR_URL.length);
    const extension = reference.slice(reference.lastIndexOf('.') + 1);
    const base64 = this.cache.get(reference) ?? (await this.read(reference));
    if (base64 !== null) {
      used.set(reference, base64);
    }
    return base64 === null
      ? { type: 'text', text: '[A figure that is no longer stored.]' }
      : {
          ...part,
          image_url: {
            ...part.image_url,
            url: `data:${MIME_TYPES[extension] ?? 'image/png'};base64,${base64}`
          }
        };
  }
}
