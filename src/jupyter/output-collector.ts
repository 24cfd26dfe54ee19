import { LIMITS } from '../core/limits';
import {
  OutputSchema,
  type ErrorOutput,
  type Output,
  type StreamOutput
} from '../core/outputs';
import { clip } from '../core/tools/clip';
import { StreamText } from './stream-text';

/** A message of the kernel's IOPub channel, as far as it matters here. */
export interface KernelOutputMessage {
  readonly header: { readonly msg_type: string };
  readonly content: unknown;
}

/** How much of one execution's outputs is kept. */
export interface OutputLimits {
  /** Characters of a stream. */
  readonly streamText: number;
  readonly outputs: number;
  /** Bytes of one value of a display, and of all of them. */
  readonly valueBytes: number;
  readonly displayBytes: number;
}

/** What is kept of code that the agent runs. */
const OF_A_STEP: OutputLimits = {
  streamText: LIMITS.streamText,
  outputs: LIMITS.outputsPerExecution,
  valueBytes: LIMITS.mimeValueBytes,
  displayBytes: LIMITS.displayBytesPerExecution
};

/** What is kept of a cell that is run as a whole notebook is: all but what no notebook should hold. */
export const OF_A_CELL: OutputLimits = {
  streamText: LIMITS.cellStreamText,
  outputs: LIMITS.cellOutputs,
  valueBytes: LIMITS.cellValueBytes,
  displayBytes: LIMITS.cellDisplayBytes
};

/**
 * Turns the IOPub messages of one execution into notebook outputs, bounded: streams keep head and tail, very large
 * values are replaced by a sentence, and beyond a number of outputs only errors are kept.
 */
export class OutputCollector {
  readonly outputs: Output[] = [];
  private stream: { output: StreamOutput; text: StreamText } | null = null;
  /** Bytes of the displays that are kept. */
  private readonly sizes = new Map<Output, number>();
  private readonly displays = new Map<string, number[]>();
  private clearOnNext = false;
  private dropped = 0;
  private note: StreamOutput | null = null;

  constructor(private readonly limits: OutputLimits = OF_A_STEP) {}

  /** True when the outputs changed. Messages of other kinds are passed over. */
  add(message: KernelOutputMessage): boolean {
    const { content } = message;
    if (typeof content !== 'object' || content === null) {
      return false;
    }
    switch (message.header.msg_type) {
      case 'stream':
      case 'display_data':
      case 'execute_result':
      case 'error':
        return this.addOutput(message.header.msg_type, content);
      case 'update_display_data':
        return this.updateDisplay(content);
      case 'clear_output':
        this.clear('wait' in content && content.wait === true);
        return true;
      default:
        return false;
    }
  }

  private addOutput(type: string, content: object): boolean {
    const parsed = OutputSchema.safeParse({ ...content, output_type: type });
    if (!parsed.success) {
      return false;
    }
    if (this.clearOnNext) {
      this.clear(false);
    }
    const output = this.bounded(parsed.data);
    if (output.output_type === 'stream') {
      this.addStream(output);
    } else {
      this.stream = null;
      this.push(output);
    }
    const id = displayId(content);
    if (id !== null && this.outputs.length > 0) {
      const places = this.displays.get(id) ?? [];
      this.displays.set(id, [...places, this.outputs.length - 1]);
    }
    return true;
  }

  private addStream(output: StreamOutput): void {
    if (output.text === '') {
      return;
    }
    if (this.stream?.output.name !== output.name) {
      const text = new StreamText(this.limits.streamText);
      this.stream = { output: { ...output, text: '' }, text };
      this.push(this.stream.output);
    }
    this.stream.text.append(output.text);
    this.stream.output.text = this.stream.text.text;
  }

  private push(output: Output): void {
    const isFull = this.outputs.length >= this.limits.outputs;
    if (!isFull || output.output_type === 'error') {
      this.outputs.push(output);
      if (
        output.output_type === 'display_data' ||
        output.output_type === 'execute_result'
      ) {
        this.sizes.set(output, sizeOf(output.data));
      }
      return;
    }
    this.dropped += 1;
    this.note ??= this.addNote();
    this.note.text = `… [${this.dropped} more outputs left out]\n`;
  }

  private addNote(): StreamOutput {
    const note: StreamOutput = {
      output_type: 'stream',
      name: 'stderr',
      text: ''
    };
    this.outputs.push(note);
    return note;
  }

  /** A display that was shown under an id is replaced wherever it was shown. */
  private updateDisplay(content: object): boolean {
    const parsed = OutputSchema.safeParse({
      ...content,
      output_type: 'display_data'
    });
    const places = this.displays.get(displayId(content) ?? '') ?? [];
    if (!parsed.success || parsed.data.output_type !== 'display_data') {
      return false;
    }
    const { metadata } = parsed.data;
    for (const place of places) {
      const shown = this.outputs[place];
      if (shown) {
        // What is replaced makes room for what replaces it.
        this.sizes.delete(shown);
      }
      const data = this.boundedData(parsed.data.data);
      if (
        shown?.output_type === 'display_data' ||
        shown?.output_type === 'execute_result'
      ) {
        const replaced = { ...shown, data, metadata };
        this.sizes.set(replaced, sizeOf(data));
        this.outputs[place] = replaced;
      }
    }
    return places.length > 0;
  }

  /** Drops values that are too large to be kept, and what a notebook has no place for. */
  private bounded(output: Output): Output {
    switch (output.output_type) {
      case 'stream':
        return {
          output_type: output.output_type,
          name: output.name,
          text: output.text
        };
      case 'error':
        return boundedError(output, this.limits.streamText);
      case 'display_data':
      case 'execute_result': {
        const data = this.boundedData(output.data);
        const { metadata } = output;
        return output.output_type === 'display_data'
          ? { output_type: output.output_type, data, metadata }
          : {
              output_type: output.output_type,
              data,
              metadata,
              execution_count: output.execution_count
            };
      }
    }
  }

  private boundedData(
    data: Readonly<Record<string, unknown>>
  ): Record<string, unknown> {
    const used = [...this.sizes.values()].reduce((sum, size) => sum + size, 0);
    const { displayBytes, valueBytes, streamText } = this.limits;
    const room = Math.min(valueBytes, displayBytes - used);
    return boundedData(data, room, streamText);
  }

  private clear(wait: boolean): void {
    this.clearOnNext = wait;
    if (!wait) {
      this.outputs.length = 0;
      this.stream = null;
      this.note = null;
      this.dropped = 0;
      this.displays.clear();
      this.sizes.clear();
    }
  }
}

/** A display without the values that are too large. */
function boundedData(
  data: Readonly<Record<string, unknown>>,
  limit: number,
  plainText: number
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const large: string[] = [];
  for (const [mimeType, value] of Object.entries(data)) {
    const size = valueSize(value);
    if (mimeType === 'text/plain' && typeof value === 'string') {
      kept[mimeType] = clip(value, plainText);
    } else if (size > limit) {
      large.push(`${mimeType} (${(size / 1e6).toFixed(1)} MB)`);
    } else {
      kept[mimeType] = value;
    }
  }
  if (large.length > 0) {
    kept['text/plain'] =
      `${String(kept['text/plain'] ?? '')}\n[Too large to be kept: ${large.join(', ')}]`.trim();
  }
  return kept;
}

function displayId(content: object): string | null {
  const transient = 'transient' in content ? content.transient : null;
  const id =
    typeof transient === 'object' &&
    transient !== null &&
    'display_id' in transient
      ? transient.display_id
      : null;
  return typeof id === 'string' ? id : null;
}

/** An exception may carry a whole data set in its message. */
function boundedError(error: ErrorOutput, limit: number): ErrorOutput {
  const { evalue, traceback } = error;
  const length = traceback.reduce((sum, line) => sum + line.length, 0);
  return {
    output_type: 'error',
    ename: error.ename,
    evalue: clip(evalue, ERROR_MESSAGE),
    traceback: length > limit ? [clip(traceback.join('\n'), limit)] : traceback
  };
}

const ERROR_MESSAGE = 10_000;

function sizeOf(data: Readonly<Record<string, unknown>>): number {
  return Object.values(data).reduce<number>(
    (sum, value) => sum + valueSize(value),
    0
  );
}

function valueSize(value: unknown): number {
  return typeof value === 'string'
    ? value.length
    : (JSON.stringify(value)?.length ?? 0);
}
