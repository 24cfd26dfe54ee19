import { LIMITS } from '../limits';
import type { Output } from '../outputs';
import type { Clock, TranscriptStore } from '../ports';
import type { Journal } from '../transcript/journal';
import { SIDECAR_URL } from '../transcript/model-messages';

/** Outputs that change in place are written again when this much time has passed. */
const REWRITE_MS = 3000;

/** Written instead of outputs when the code cleared them and nothing followed. */
const NOTHING: Output = { output_type: 'stream', name: 'stdout', text: '' };

/** An output as it was when it was written. */
interface Written {
  readonly output: Output;
  readonly size: number;
}

/**
 * Writes the outputs of one call as they arrive, so that a closed tab loses nothing that was shown.
 * An output that is followed by another is written at once; one that grows, is updated or is cleared and drawn
 * again goes to the disk now and then, and as it was seen last.
 */
export class OutputRecorder {
  private written: Written[] = [];
  private cleared = false;
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
    this.noticeClearing(outputs);
    const isDue = this.clock.now() - this.lastTime >= REWRITE_MS;
    // What replaces cleared outputs may itself be cleared in a moment, as in an animation.
    if (isDue || !this.cleared) {
      this.writeWhere(
        outputs,
        (index, before) =>
          (isDue && hasGrown(outputs[index], before)) ||
          (!before && index < outputs.length - 1)
      );
    }
  }

  /** Writes what is left and resolves when everything is on its way to the disk in order. */
  async finish(outputs: readonly Output[]): Promise<void> {
    this.noticeClearing(outputs);
    if (outputs.length === 0 && this.cleared) {
      this.write(NOTHING, 0);
    }
    this.writeWhere(outputs, (index, before) =>
      isDifferent(outputs[index], before)
    );
    await this.pending;
  }

  private noticeClearing(outputs: readonly Output[]): void {
    if (outputs.length < this.written.length) {
      this.written = [];
      this.cleared = true;
    }
  }

  private writeWhere(
    outputs: readonly Output[],
    isWanted: (index: number, before: Written | undefined) => boolean
  ): void {
    outputs.forEach((output, index) => {
      if (isWanted(index, this.written[index])) {
        this.write(output, index);
        this.written[index] = { output, size: sizeOf(output) };
      }
    });
  }

  private write(output: Output, index: number): void {
    this.lastTime = this.clock.now();
    const clears = this.cleared ? { clears: true } : {};
    this.cleared = false;
    const snapshot = structuredClone(output);
    this.pending = this.pending.then(async () => {
      await this.journal.write({
        kind: 'output',
        turn: this.turn,
        call: this.call,
        index,
        ...clears,
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

/** A stream grows in place; any other output is replaced by another object when it changes. */
function isDifferent(
  output: Output | undefined,
  before: Written | undefined
): boolean {
  return (
    output !== undefined &&
    (output !== before?.output || sizeOf(output) !== before.size)
  );
}

/** A long stream is not written anew for every few bytes. */
function hasGrown(
  output: Output | undefined,
  before: Written | undefined
): boolean {
  return (
    output !== undefined &&
    (output !== before?.output || sizeOf(output) > before.size * 1.5)
  );
}

function sizeOf(output: Output): number {
  return output.output_type === 'stream' ? output.text.length : 1;
}
