import type { ChatMessage, ToolCall } from '../llm/chat-message';
import type { Entry, SessionEntry } from './entries';
import { shownMessages, SIDECAR_URL } from './model-messages';
import { openRun } from './run';

const DOUBLE_RULE = '='.repeat(80);
const RULE = '-'.repeat(80);

const TYPES = {
  system: 'SYSTEM',
  user: 'USER',
  assistant: 'ASSISTANT',
  tool: 'ToolMessage'
} as const;

export interface SessionLog {
  /** `<run_id>_session.txt` */
  readonly name: string;
  readonly text: string;
}

/**
 * The current run written out for people, in the format of the seed (R64). A pure function of the entries;
 * null before the first prompt. Pictures are named, not embedded: they lie beside the log.
 * @param now milliseconds since 1970, for the time stamp
 */
export function sessionLog(
  entries: readonly Entry[],
  now: number
): SessionLog | null {
  const run = openRun(entries);
  if (!run) {
    return null;
  }
  const messages = shownMessages(entries);
  const replayed = new Set(
    entries.flatMap(entry =>
      entry.kind === 'message' && entry.replayed ? entry.message : []
    )
  );
  const calls = new Map(
    messages
      .flatMap(message => message.tool_calls ?? [])
      .map(call => [call.id, call])
  );
  const blocks = messages.map((message, index) =>
    messageBlock(
      message,
      index + 1,
      calls.get(message.tool_call_id ?? ''),
      replayed.has(message)
    )
  );
  return {
    name: `${run.run_id}_session.txt`,
    text: [header(run, messages.length, now), ...blocks].join('\n')
  };
}

function header(run: SessionEntry, count: number, now: number): string {
  return [
    'Kernel Agent - Session Log',
    DOUBLE_RULE,
    `Session ID: ${run.session_id}`,
    `Run ID: ${run.run_id}`,
    `Dataset: ${run.dataset}`,
    `Model: ${run.model}`,
    `Timestamp: ${new Date(now).toISOString()}`,
    `Total Messages: ${count}`,
    DOUBLE_RULE,
    ''
  ].join('\n');
}

function messageBlock(
  message: ChatMessage,
  number: number,
  answered: ToolCall | undefined,
  isReplayed: boolean
): string {
  const lines = [
    `[Message ${number}]`,
    `Type: ${TYPES[message.role]}${isReplayed ? ' (replayed)' : ''}`,
    'Content:',
    contentText(message, answered)
  ];
  const calls = message.tool_calls ?? [];
  if (calls.length > 0) {
    lines.push('', `Tool Calls: ${calls.length}`);
    lines.push(...calls.map(call => `  - ${call.function.name}`));
  }
  lines.push(RULE, '');
  return lines.join('\n');
}

/** Tool results are shown with what was called, so that the log alone tells what ran. */
function contentText(
  message: ChatMessage,
  answered: ToolCall | undefined
): string {
  const text =
    typeof message.content === 'string'
      ? message.content
      : (message.content ?? [])
          .map(part =>
            part.type === 'text' ? part.text : imageLine(part.image_url.url)
          )
          .join('\n');
  return answered ? `${callText(answered)}\n\nResult:\n${text}` : text;
}

function imageLine(url: string): string {
  return url.startsWith(SIDECAR_URL)
    ? `[Image: ${url.slice(SIDECAR_URL.length)}]`
    : '[Image]';
}

/** `execute_python` and its code on lines of their own; other arguments as they were sent. */
function callText(call: ToolCall): string {
  const code = codeArgument(call.function.arguments);
  return code === null
    ? `${call.function.name} ${call.function.arguments}`
    : `${call.function.name}\n\nCode:\n${code}`;
}

/** The `code` of a call's arguments, null when there is none or the arguments are no JSON. */
export function codeArgument(argumentsText: string): string | null {
  try {
    const value: unknown = JSON.parse(argumentsText);
    return typeof value === 'object' &&
      value !== null &&
      'code' in value &&
      typeof value.code === 'string'
      ? value.code
      : null;
  } catch {
    return null;
  }
}
