import { CallSlots, type CallSlot, type CallSlotsOptions } from './call-slots';
import {
  UsageSchema,
  type ChatMessage,
  type ToolCall,
  type Usage
} from './chat-message';
import { readContent, readReasoning } from './delta-content';
import { isRecord, textOf, type JsonRecord } from './json';
import { FieldMerger, mergeSnapshot } from './merge-fields';
import { DONE } from './response-chunks';

/** What one chunk added, for showing. */
export type ReplyDelta =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | {
      readonly type: 'call';
      readonly id: string;
      readonly name: string;
      /** The whole so far. */
      readonly argumentsText: string;
    };

export interface Reply {
  /** The assistant message as it is to be stored and sent back. */
  readonly message: ChatMessage;
  readonly calls: readonly ToolCall[];
  /** The content, tags and all. */
  readonly text: string;
  readonly finishReason: string | null;
  /** False when the server never said that it was done: the reply may have been cut off. */
  readonly complete: boolean;
  readonly usage: Usage | null;
  /** Name of the model that answered, when the server says. */
  readonly model: string | null;
}

const MESSAGE_KEYS = new Set([
  'role',
  'content',
  'tool_calls',
  'function_call',
  'tool_call_id'
]);

/**
 * Puts a streamed reply together, chunk by chunk. Never throws: what is not understood is kept, if it can be, or
 * passed over. `finish_reason` is recorded, but the calls that are there decide.
 */
export class ReplyAccumulator {
  private readonly slots: CallSlots;
  private readonly fields = new FieldMerger(MESSAGE_KEYS);
  private text = '';
  private finishReason: string | null = null;
  private isDone = false;
  private usage: Usage | null = null;
  private model: string | null = null;

  constructor(options: CallSlotsOptions) {
    this.slots = new CallSlots(options);
  }

  add(chunk: unknown): ReplyDelta[] {
    if (chunk === DONE) {
      this.isDone = true;
    }
    if (!isRecord(chunk)) {
      return [];
    }
    this.model = textOf(chunk.model) || this.model;
    this.readUsage(chunk.usage);
    const choice = firstChoice(chunk.choices);
    if (!choice) {
      return [];
    }
    this.readUsage(choice.usage);
    this.finishReason = textOf(choice.finish_reason) || this.finishReason;
    const { delta, isSnapshot } = readDelta(choice);
    return [
      ...this.addReasoning(delta, isSnapshot),
      ...this.addText(delta, isSnapshot),
      ...this.addCalls(delta)
    ];
  }

  finish(): Reply {
    const calls = this.slots.finish();
    // In the order of the schema, so that reading the stored message back does not change its bytes.
    const message: ChatMessage = {
      role: 'assistant',
      content: this.text === '' && calls.length > 0 ? null : this.text,
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
      ...this.fields.result()
    };
    return {
      message,
      calls,
      text: this.text,
      finishReason: this.finishReason,
      complete: this.isDone || this.finishReason !== null,
      usage: this.usage,
      model: this.model
    };
  }

  private addText(delta: JsonRecord, isSnapshot: boolean): ReplyDelta[] {
    const { text } = readContent(delta.content);
    const before = this.text;
    this.text =
      isSnapshot && before !== '' && text !== ''
        ? mergeSnapshot(before, text)
        : before + text;
    const added = this.text.slice(before.length);
    return added === '' ? [] : [{ type: 'text', text: added }];
  }

  private addReasoning(delta: JsonRecord, isSnapshot: boolean): ReplyDelta[] {
    const inContent = readContent(delta.content).reasoning;
    const before = isSnapshot ? readReasoning(this.fields.result()) : '';
    this.fields.add(delta, isSnapshot);
    if (inContent !== '') {
      this.fields.add({ reasoning_content: inContent }, isSnapshot);
    }
    const added = isSnapshot
      ? readReasoning(this.fields.result()).slice(before.length)
      : readReasoning(delta) || inContent;
    return added === '' ? [] : [{ type: 'reasoning', text: added }];
  }

  private addCalls(delta: JsonRecord): ReplyDelta[] {
    const list = isRecord(delta.tool_calls)
      ? [delta.tool_calls]
      : delta.tool_calls;
    const pieces: unknown[] = Array.isArray(list) ? [...list] : [];
    if (isRecord(delta.function_call)) {
      pieces.push({ function: delta.function_call });
    }
    return this.slots
      .add(pieces)
      .filter(slot => slot.name !== '')
      .map(slot => this.show(slot));
  }

  private show(slot: CallSlot): ReplyDelta {
    slot.shown = true;
    return {
      type: 'call',
      id: slot.id,
      name: this.slots.cleanName(slot.name),
      argumentsText: slot.arguments
    };
  }

  private readUsage(value: unknown): void {
    if (isRecord(value)) {
      const usage = UsageSchema.safeParse(value);
      this.usage = usage.success ? usage.data : this.usage;
    }
  }
}

/** Only one answer is ever asked for; the others of a chunk, if any, are none of ours. */
function firstChoice(choices: unknown): JsonRecord | null {
  const list: unknown[] = Array.isArray(choices) ? choices : [];
  const first = list.find(
    choice => isRecord(choice) && (choice.index ?? 0) === 0
  );
  return isRecord(first) ? first : null;
}

/** Servers that do not stream say `message` for `delta`, and old ones `text`. */
function readDelta(choice: JsonRecord): {
  delta: JsonRecord;
  isSnapshot: boolean;
} {
  const { delta, message } = choice;
  const hasDelta =
    isRecord(delta) &&
    Object.entries(delta).some(([name, value]) => name !== 'role' && value);
  if (hasDelta) {
    return { delta, isSnapshot: false };
  }
  if (isRecord(message)) {
    return { delta: message, isSnapshot: true };
  }
  return { delta: { content: choice.text }, isSnapshot: false };
}
