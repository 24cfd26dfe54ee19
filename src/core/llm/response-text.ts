import { orStopped, stoppedError } from '../clock';
import { AgentError } from '../errors';
import type { FailureContext } from './classify-error';
import { redact } from './redact';

export const MAX_QUOTED = 2_000;

/** The text of a response as it arrives; every wait ends when the signal is aborted. */
export class ResponseText {
  /** The first characters, for error messages. */
  beginning = '';
  private readonly decoder = new TextDecoder();
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | null;
  private ended = false;

  constructor(
    private readonly response: Response,
    private readonly signal: AbortSignal,
    private readonly context: FailureContext
  ) {
    this.reader = response.body?.getReader() ?? null;
  }

  /** The next piece, perhaps empty; null at the end. */
  async read(): Promise<string | null> {
    if (this.ended) {
      return null;
    }
    try {
      const text = await orStopped(this.next(), this.signal);
      if (this.beginning.length < MAX_QUOTED) {
        this.beginning += text;
      }
      return text;
    } catch (error) {
      if (this.signal.aborted) {
        throw stoppedError();
      }
      const reason = error instanceof Error ? error.message : String(error);
      throw brokenStream(
        'The connection to the model server broke off.',
        reason,
        this.context
      );
    }
  }

  /** `head` and all that follows, or at least `limit` characters of it. */
  async rest(head: string, limit = Infinity): Promise<string> {
    let text = head;
    while (text.length < limit) {
      const piece = await this.read();
      if (piece === null) {
        break;
      }
      text += piece;
    }
    return text;
  }

  /** Lets go of the connection, finished or not. */
  close(): void {
    if (!this.ended) {
      this.ended = true;
      this.reader?.cancel().catch(() => undefined);
    }
  }

  private async next(): Promise<string> {
    if (!this.reader) {
      this.ended = true;
      return this.response.text();
    }
    const { done, value } = await this.reader.read();
    if (done) {
      this.ended = true;
      return this.decoder.decode();
    }
    return this.decoder.decode(value, { stream: true });
  }
}

/** A reply that could not be read to its end. */
export function brokenStream(
  message: string,
  detail: string,
  context: FailureContext
): AgentError {
  return new AgentError('model-stream-broken', message, {
    advice: 'Send the prompt again; what had arrived is kept.',
    detail: redact(detail.slice(0, 300), context.secrets)
  });
}
