import { LIMITS } from '../limits';
import type { Output } from '../outputs';
import type { Clock, TranscriptStore } from '../ports';
import type { Journal } from '../transcript/journal';
import { SIDECAR_URL } from '../transcript/model-messages';

/** A growing output is written again when this much time has passed and it has grown by half. */
const REWRITE_MS = 3000;

/**
 * Writes the outputs of one call as they arrive, so that a closed tab loses nothing that was shown.
 * An output that is followed by another is complete and is written once.
 */
export class OutputRecorder {
  private written = 0;
  private lastSize = 0;
  private lastTime: number;
  private pending: Promise<void> = Promise.resolve();

  constructor(
    private readonly journal: Journal,
    private readonly store: TranscriptStore,
    private readonly clock: Clock,
    private readonly turn: number,
    private readonly call: string
  ) {
    this.lastTime = clock.now();
  }

  update(outputs: readonly Output[]): void {
    while (this.written < outputs.length - 1) {
      this.write(outputs[this.written], this.written);
      this.written += 1;
      this.lastSize = 0;
    }
    const last = outputs[outputs.length - 1];
    if (last && this.isDue(last)) {
      this.write(last, outputs.length - 1);
    }
  }

  /** Writes what is left and resolves when everything is on its way to the disk in order. */
  async finish(outputs: readonly Output[]): Promise<void> {
    this.update(outputs);
    const last = outputs[outputs.length - 1];
    if (last && (this.lastSize === 0 || sizeOf(last) !== this.lastSize)) {
      this.write(last, outputs.length - 1);
    }
    await this.pending;
  }

  private isDue(output: Output): boolean {
    return (
      this.clock.now() - this.lastTime >= REWRITE_MS &&
      sizeOf(output) > this.lastSize * 1.5
    );
  }

  private write(output: Output | undefined, index: number): void {
    if (!output) {
      return;
    }
    this.lastSize = sizeOf(output);
    this.lastTime = this.clock.now();
    const snapshot = structuredClone(output);
    this.pending = this.pending.then(async () => {
      await this.journal.write({
        kind: 'output',
        turn: this.turn,
        call: this.call,
        index,
        output: await this.withReferences(snapshot)
      });
    });
  }

  /** Big parts go to files named by their content. */
  private async withReferences(output: Output): Promise<Output> {
    if (
      output.output_type !== 'display_data' &&
      output.output_type !== 'execute_result'
    ) {
      return output;
    }
    const data: Record<string, unknown> = {};
    for (const [mimeType, value] of Object.entries(output.data)) {
      const extension = BINARY_EXTENSIONS[mimeType];
      data[mimeType] =
        extension !== undefined &&
        typeof value === 'string' &&
        value.length > LIMITS.inlineMimeBytes
          ? SIDECAR_URL +
            (await this.store.putBlob(value.replace(/\s/g, ''), extension))
          : value;
    }
    return { ...output, data };
  }
}

/** Types whose values are base64, and the extension their files get. */
const BINARY_EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf'
};

function sizeOf(output: Output): number {
  return output.output_type === 'stream' ? output.text.length : 1;
}
