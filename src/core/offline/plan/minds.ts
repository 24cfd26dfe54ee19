import type { Frame } from '../frame';
import type { Conversation } from '../read-conversation';
import type { Inspection } from '../read-inspection';
import type { Request, Understanding } from '../understand/understanding';

/** What the plan needs of the understanding of prompts. */
export interface Minds {
  recognise(conversation: Conversation): Request;
  understand(
    prompt: string,
    frame: Frame,
    context: {
      readonly previous: readonly { readonly prompt: string }[];
      readonly found: Inspection['found'];
    }
  ): Understanding;
}
