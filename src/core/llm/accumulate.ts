import { CallSlots, type CallSlot, type CallSlotsOptions } from './call-slots';
import type { ChatMessage, ToolCall, Usage } from './chat-message';
import { DONE } from './chunk-reader';
import { readContent, readReasoning } from './delta-content';
import { isRecord, textOf, type JsonRecord } from './json';
import { FieldMerger, mergeSnapshot } from './merge-fields';
import {
  firstChoice,
  isCutOff,
  isWithheld,
  readDelta,
  readFinishReason
} from './read-choice';
import { mergeUsage } from './usage';
import { wellFormedFields, wellFormedText } from './well-formed';

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
  /** False when the server never said that it was done, or said that it was not: the reply may have been cut off. */
  readonly complete: boolean;
  readonly usage: Usage | null;
  /** Name of the model that answered, when the server says. */
  readonly model: string | null;
}

/** What is read here, and what servers keep their books with: neither is to be stored beside the message. */
const MESSAGE_KEYS = new Set([
  'role',
  'content',
  'tool_calls',
  'function_call',
  'tool_call_id',
  'id',
  'index',
  'object',
  'created',
  'model',
  'logprobs',
  'token_ids',
  'finish_reason',
  'stop_reason',
  'usage',
  'audio'
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
  private sawPieces = false;
  private isRefusal = false;
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
    this.usage = mergeUsage(this.usage, chunk.usage);
    const choice = firstChoice(chunk.choices);
    if (!choice) {
      return [];
    }
    this.usage = mergeUsage(this.usage, choice.usage);
    this.finishReason = readFinishReason(choice) || this.finishReason;
    const { delta, isSnapshot } = readDelta(choice);
    this.usage = mergeUsage(this.usage, delta.usage);
    this.sawPieces ||= !isSnapshot;
    return [
      ...this.addReasoning(delta, isSnapshot),
      ...this.addText(delta, isSnapshot),
      ...this.addCalls(delta, isSnapshot)
    ];
  }

  finish(): Reply {
    const calls = this.slots.finish();
    const text = wellFormedText(this.text);
    const fields = wellFormedFields(this.fields.result());
    // In the order of the schema, so that reading the stored message back does not change its bytes.
    const message: ChatMessage = {
      role: 'assistant',
      content: text === '' && calls.length > 0 ? null : text,
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
      ...fields
    };
    return {
      message,
      calls,
      text,
      finishReason: this.finishReason,
      complete:
        this.finishReason === null
          ? this.isDone
          : !isCutOff(this.finishReason) && !isWithheld(this.finishReason),
      usage: this.usage,
      model: this.model
    };
  }

  private addText(delta: JsonRecord, isSnapshot: boolean): ReplyDelta[] {
    // A refusal is what the model says, unless it says something else.
    const text =
      readContent(delta.content).text ||
      (this.text === '' || this.isRefusal ? textOf(delta.refusal) : '');
    this.isRefusal ||= text !== '' && text === delta.refusal;
    const before = this.text;
    this.text = isSnapshot ? this.withWhole(before, text) : before + text;
    const added = this.text.slice(before.length);
    return added === '' ? [] : [{ type: 'text', text: added }];
  }

  /** After pieces a whole message repeats them, often tidied up. */
  private withWhole(before: string, text: string): string {
    if (before === '' || text === '') {
      return before + text;
    }
    return this.sawPieces ? before : mergeSnapshot(before, text);
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

  private addCalls(delta: JsonRecord, isSnapshot: boolean): ReplyDelta[] {
    const list = isRecord(delta.tool_calls)
      ? [delta.tool_calls]
      : delta.tool_calls;
    const pieces: unknown[] = Array.isArray(list) ? [...list] : [];
    if (isRecord(delta.function_call)) {
      pieces.push({ function: delta.function_call });
    }
    return this.slots
      .add(pieces, isSnapshot)
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
}
