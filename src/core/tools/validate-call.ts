import * as z from 'zod';
import type { ToolCall } from '../llm/chat-message';
import { parseArguments } from '../llm/parse-arguments';
import type { ToolSchema } from '../llm/chat-message';
import type { AnyTool, Tool } from './tool';

export type ValidCall =
  | { readonly ok: true; readonly tool: AnyTool; readonly args: unknown }
  /** `problem` is for the model to read: what was wrong and how to fix it. */
  | { readonly ok: false; readonly problem: string };

/** Finds the tool that a call names and checks its arguments. What is wrong is data for the model. */
export function validateCall(
  call: ToolCall,
  tools: ReadonlyMap<string, AnyTool>
): ValidCall {
  const tool = tools.get(call.function.name);
  if (!tool) {
    const names = [...tools.keys()].join(', ');
    return {
      ok: false,
      problem: `There is no tool named "${call.function.name}". Fix: use one of ${names}.`
    };
  }
  const parsed = parseArguments(call.function.arguments);
  if (!parsed.ok) {
    return {
      ok: false,
      problem:
        `The arguments of ${tool.name} could not be read: ${parsed.reason} ` +
        'Nothing was run. Fix: send the call again with one complete JSON object as arguments.'
    };
  }
  const checked = tool.parameters.safeParse(parsed.value);
  if (!checked.success) {
    return {
      ok: false,
      problem:
        `The arguments of ${tool.name} are wrong. Nothing was run. Fix:\n` +
        z.prettifyError(checked.error)
    };
  }
  return { ok: true, tool, args: checked.data };
}

/** Lets tools with arguments of different types live in one list; `validateCall` checks before it hands over. */
export function anyTool<Arguments>(tool: Tool<Arguments>): AnyTool {
  return {
    name: tool.name,
    description: tool.description,
    parameters: tool.parameters,
    isReplayed: tool.isReplayed ?? false,
    code: args => tool.code(tool.parameters.parse(args)),
    run: (args, context) => tool.run(tool.parameters.parse(args), context)
  };
}

/** The tool as Chat Completions wants it described. */
export function toolSchema(tool: AnyTool): ToolSchema {
  const schema = z.toJSONSchema(tool.parameters, { target: 'draft-7' });
  delete schema.$schema;
  return {
    type: 'function',
    function: {
      name: tool.name,
      description: tool.description,
      parameters: schema
    }
  };
}
