import type { ToolSchema } from './chat-message';
import { isRecord, parseLenientJson, textOf, type JsonRecord } from './json';
import { parseArguments } from './parse-arguments';
import { offeredName } from './tool-name';

export interface TextCall {
  readonly name: string;
  /** JSON text of an object. */
  readonly arguments: string;
}

/** What models call the two parts of a call in JSON. */
const NAMES = ['name', 'tool_name', 'tool', 'function', 'action'];
const ARGUMENTS = [
  'arguments',
  'parameters',
  'args',
  'input',
  'tool_input',
  'action_input'
];

/** The calls that JSON describes, each with its name; null unless it is nothing else. */
export function readCalls(
  value: unknown,
  tools: readonly ToolSchema[]
): readonly TextCall[] | null {
  const list =
    isRecord(value) && Array.isArray(value.tool_calls)
      ? value.tool_calls
      : value;
  const items: unknown[] = Array.isArray(list) ? list : [list];
  const calls = items.map(item =>
    isRecord(item) ? jsonCall(item, tools) : null
  );
  const found = calls.filter(call => call !== null);
  return found.length > 0 && found.length === calls.length ? found : null;
}

/** True when the JSON not only names a tool, but gives its arguments, too. */
export function hasArguments(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.every(hasArguments);
  }
  if (!isRecord(value)) {
    return false;
  }
  return value.tool_calls === undefined
    ? ARGUMENTS.some(name => name in described(value))
    : hasArguments(value.tool_calls);
}

function described(item: JsonRecord): JsonRecord {
  return [item.function, item.function_call].find(isRecord) ?? item;
}

function jsonCall(
  item: JsonRecord,
  tools: readonly ToolSchema[]
): TextCall | null {
  const call = described(item);
  const name = NAMES.map(key => textOf(call[key])).find(text => text !== '');
  const key = ARGUMENTS.find(each => each in call);
  const calls = namedCall(
    name ?? '',
    key === undefined ? {} : call[key],
    tools
  );
  return calls?.[0] ?? null;
}

/** The call of a tool with these arguments: an object, or its JSON text. */
export function namedCall(
  name: string,
  given: unknown,
  tools: readonly ToolSchema[]
): readonly TextCall[] | null {
  const tool = findTool(name, tools);
  const parsed = parseArguments(
    typeof given === 'string' ? given : JSON.stringify(given ?? {})
  );
  return tool && parsed.ok
    ? [{ name: tool.function.name, arguments: JSON.stringify(parsed.value) }]
    : null;
}

const PARAMETER =
  /<[^<>\s=]*?parameter(?:=["']?([\w.-]+)["']?|\s+name=["']([^"'<>]+)["'][^<>]*)>\n?([^]*?)\n?(?:<\/[^<>\n]*parameter>|(?=<[^<>\s=]*?parameter[=\s])|$)/gi;

/** The call of a tool whose arguments are tagged parameters, or else JSON. */
export function xmlCall(
  name: string,
  body: string,
  tools: readonly ToolSchema[]
): readonly TextCall[] | null {
  const tool = findTool(name, tools);
  const parameters = [...body.matchAll(PARAMETER)].map(
    ([, key, quoted, value = '']) => [key ?? quoted ?? '', value] as const
  );
  return tool && parameters.length > 0
    ? [typedCall(tool, parameters)]
    : namedCall(name, body.trim(), tools);
}

/** The call of a tool whose arguments are tagged keys and values in turn. */
export function pairCall(
  name: string,
  body: string,
  tools: readonly ToolSchema[]
): readonly TextCall[] | null {
  const tool = findTool(name, tools);
  const pairs = [
    ...body.matchAll(
      /<arg_key>\s*([^<]*?)\s*<\/arg_key>\s*<arg_value>\n?([^]*?)\n?<\/arg_value>/g
    )
  ].map(([, key = '', value = '']) => [key, value] as const);
  const keys = body.match(/<arg_key>/g)?.length ?? 0;
  return tool && pairs.length === keys ? [typedCall(tool, pairs)] : null;
}

function typedCall(
  tool: ToolSchema,
  values: readonly (readonly [string, string])[]
): TextCall {
  return {
    name: tool.function.name,
    arguments: JSON.stringify(
      Object.fromEntries(
        values.map(([key, value]) => [key, typedValue(tool, key, value)])
      )
    )
  };
}

/** Values are text in these notations; the schema tells which of them are meant as JSON. */
function typedValue(tool: ToolSchema, key: string, value: string): unknown {
  const { properties } = tool.function.parameters;
  const schema = isRecord(properties) ? properties[key] : undefined;
  const type = isRecord(schema) ? schema.type : undefined;
  return type === undefined || type === 'string'
    ? value
    : (parseLenientJson(value.trim()) ?? value);
}

function findTool(
  name: string,
  tools: readonly ToolSchema[]
): ToolSchema | undefined {
  const offered = offeredName(
    name,
    tools.map(tool => tool.function.name)
  );
  return tools.find(tool => tool.function.name === offered);
}
