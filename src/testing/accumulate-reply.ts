import {
  ReplyAccumulator,
  type Reply,
  type ReplyDelta
} from '../core/llm/accumulate';
import { ChatMessageSchema } from '../core/llm/chat-message';
import { CountingIds } from './fixed-time';

export interface AccumulateOptions {
  readonly toolNames?: readonly string[];
  readonly taken?: readonly string[];
}

/** The reply that chunks add up to; checks that its message can be stored. */
export function accumulate(
  chunks: readonly unknown[],
  {
    toolNames = ['execute_python', 'inspect'],
    taken = []
  }: AccumulateOptions = {}
): { reply: Reply; deltas: ReplyDelta[] } {
  const accumulator = new ReplyAccumulator({
    ids: new CountingIds('fresh'),
    toolNames,
    takenCallIds: new Set(taken)
  });
  const deltas = chunks.flatMap(chunk => accumulator.add(chunk));
  const reply = accumulator.finish();
  // What is stored must survive the transcript, whatever came in.
  const stored = JSON.stringify(reply.message);
  if (JSON.stringify(ChatMessageSchema.parse(JSON.parse(stored))) !== stored) {
    throw new Error(`The message changes when it is stored: ${stored}`);
  }
  return { reply, deltas };
}

/** A chunk around a delta. */
export function delta(fields: object, finish: string | null = null): unknown {
  return { choices: [{ index: 0, delta: fields, finish_reason: finish }] };
}

/** A chunk with pieces of tool calls. */
export function callDelta(...calls: readonly object[]): unknown {
  return delta({ tool_calls: calls });
}
