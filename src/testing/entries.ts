import type { ChatMessage, ToolCall } from '../core/llm/chat-message';
import type {
  Entry,
  MessageEntry,
  SessionEntry
} from '../core/transcript/entries';

let count = 0;

function base(turn: number): { v: 1; id: string; ts: string; turn: number } {
  count += 1;
  return {
    v: 1,
    id: `entry${count}`,
    ts: new Date(Date.UTC(2026, 10, 23, 10, 15, count % 60)).toISOString(),
    turn
  };
}

export function sessionEntry(fields: Partial<SessionEntry> = {}): SessionEntry {
  return {
    ...base(1),
    kind: 'session',
    session_id: 'main',
    notebook: 'sales.ipynb',
    model: 'test-model',
    dataset: 'sales_2024',
    run_id: '20261123_101500_sales_2024',
    ...fields
  };
}

export function messageEntry(
  turn: number,
  message: ChatMessage,
  fields: Partial<MessageEntry> = {}
): MessageEntry {
  return { ...base(turn), kind: 'message', message, ...fields };
}

export function turnStarted(
  turn: number,
  prompt: string,
  client = 'here'
): Entry {
  return { ...base(turn), kind: 'turn', state: 'started', prompt, client };
}

export function findingEntry(
  turn: number,
  name: string,
  value: string,
  expression: string
): Entry {
  return {
    ...base(turn),
    kind: 'finding',
    name,
    value,
    source: { call: `call_${name}`, expression }
  };
}

export function toolCall(id: string, name: string, args: unknown): ToolCall {
  return {
    id,
    type: 'function',
    function: { name, arguments: JSON.stringify(args) }
  };
}

export function user(text: string): ChatMessage {
  return { role: 'user', content: text };
}

export function assistant(text: string, calls?: ToolCall[]): ChatMessage {
  return calls
    ? { role: 'assistant', content: text, tool_calls: calls }
    : { role: 'assistant', content: text };
}

export function toolResult(id: string, text: string): ChatMessage {
  return { role: 'tool', tool_call_id: id, content: text };
}

export function system(text: string): ChatMessage {
  return { role: 'system', content: text };
}
