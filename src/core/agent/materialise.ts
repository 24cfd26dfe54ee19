import type { ChatMessage, ContentPart } from '../llm/chat-message';
import { SIDECAR_URL } from '../transcript/model-messages';

/** MIME types by the extension that `putBlob` was given. */
const MIME_TYPES: Record<string, string> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif'
};

/** Puts stored pictures back into messages, as the `data:` URLs that the wire wants. Contents are cached by their hash. */
export class ImageLoader {
  private readonly cache = new Map<string, string | null>();

  constructor(
    private readonly read: (reference: string) => Promise<string | null>
  ) {}

  async materialise(messages: readonly ChatMessage[]): Promise<ChatMessage[]> {
    return Promise.all(messages.map(message => this.message(message)));
  }

  private async message(message: ChatMessage): Promise<ChatMessage> {
    if (!Array.isArray(message.content)) {
      return message;
    }
    return {
      ...message,
      content: await Promise.all(message.content.map(part => this.part(part)))
    };
  }

  private async part(part: ContentPart): Promise<ContentPart> {
    if (
      part.type !== 'image_url' ||
      !part.image_url.url.startsWith(SIDECAR_URL)
    ) {
      return part;
    }
    const reference = part.image_url.url.slice(SIDECAR_URL.length);
    const extension = reference.slice(reference.lastIndexOf('.') + 1);
    const base64 = await this.load(reference);
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

  private async load(reference: string): Promise<string | null> {
    const known = this.cache.get(reference);
    if (known !== undefined) {
      return known;
    }
    const content = await this.read(reference);
    this.cache.set(reference, content);
    return content;
  }
}
