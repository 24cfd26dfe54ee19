import type { ToolSchema } from '../core/llm/chat-message';
import { extractTextCalls } from '../core/llm/text-calls';

function tool(name: string, properties: object): ToolSchema {
  return {
    type: 'function',
    function: {
      name,
      description: name,
      parameters: { type: 'object', properties }
    }
  };
}

/** Two tools, as a request offers them. */
export const TOOLS = [
  tool('inspect', { name: { type: 'string' }, rows: { type: 'integer' } }),
  tool('execute_python', { code: { type: 'string' } })
];

/** The calls found in what a model wrote, each with its arguments. */
export function calls(text: string): [string, unknown][] {
  return extractTextCalls(text, TOOLS).calls.map(call => [
    call.name,
    JSON.parse(call.arguments)
  ]);
}
