import {
  messageText,
  type ChatMessage,
  type ToolCall,
  type ToolSchema
} from './chat-message';
import { isRecord, textOf } from './json';
import { parseArguments } from './parse-arguments';
import { codeTool } from './text-calls';
import { joined } from './join-messages';

/**
 * The conversation for a model that cannot call tools: calls become the fenced code they stand for, results become
 * user messages, and the system message says how to write code so that it is run. A pure function of the messages, so
 * that an earlier request's messages are the beginning of the next one's.
 */
export function withoutTools(
  messages: readonly ChatMessage[],
  tools: readonly ToolSchema[]
): ChatMessage[] {
  const plain: ChatMessage[] = [];
  for (const message of messages) {
    const spoken = asText(message, tools);
    const last = plain.at(-1);
    if (spoken.role === 'user' && last?.role === 'user') {
      plain[plain.length - 1] = joined(last, spoken);
    } else {
      plain.push(spoken);
    }
  }
  return withInstruction(plain, instruction(tools));
}

function asText(
  message: ChatMessage,
  tools: readonly ToolSchema[]
): ChatMessage {
  if (message.role === 'tool') {
    return {
      role: 'user',
      content: `[What the call above gave back. This message is automatic.]\n${messageText(message)}`
    };
  }
  const { tool_calls: calls, ...rest } = message;
  if (!calls?.length) {
    return message;
  }
  const blocks = calls.map(call => callText(call, codeTool(tools)));
  return {
    ...rest,
    role: message.role,
    content: [messageText(message), ...blocks]
      .filter(text => text !== '')
      .join('\n\n')
  };
}

function callText(call: ToolCall, codeToolName: string | null): string {
  const parsed = parseArguments(call.function.arguments);
  const code = parsed.ok ? textOf(parsed.value.code) : '';
  if (call.function.name === codeToolName && code !== '') {
    const longest = Math.max(
      2,
      ...[...code.matchAll(/`+/g)].map(run => run[0].length)
    );
    const fence = '`'.repeat(longest + 1);
    return `${fence}python\n${code}\n${fence}`;
  }
  return `<tool_call>\n${JSON.stringify({
    name: call.function.name,
    arguments: parsed.ok ? parsed.value : {}
  })}\n</tool_call>`;
}

function withInstruction(
  messages: readonly ChatMessage[],
  text: string
): ChatMessage[] {
  const index = Math.max(
    0,
    messages.findIndex(message => message.role === 'system')
  );
  return messages.map((message, position) =>
    position === index
      ? joined(message, { role: message.role, content: text })
      : message
  );
}

function instruction(tools: readonly ToolSchema[]): string {
  const code = codeTool(tools);
  const others = tools.filter(tool => tool.function.name !== code);
  const lines = ['How to act here, where you cannot call functions:'];
  if (code !== null) {
    lines.push(
      'To run Python code in the notebook’s kernel, write it in a fenced block that begins with ```python at the start ' +
        'of a line, and end your message there. It is run, and its output comes back in the next message: never make output ' +
        'up. Code that is only to be looked at belongs into a block marked ```text.'
    );
  }
  if (others.length > 0) {
    lines.push(
      'To use one of the functions below, write <tool_call>{"name": "…", "arguments": {…}}</tool_call> on a line of its own.',
      ...others.map(
        tool =>
          `- ${tool.function.name}(${parameterNames(tool)}): ${tool.function.description}`
      )
    );
  }
  return lines.join('\n');
}

function parameterNames(tool: ToolSchema): string {
  const { properties } = tool.function.parameters;
  return isRecord(properties) ? Object.keys(properties).join(', ') : '';
}
