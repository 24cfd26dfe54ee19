import type { ToolSchema } from './chat-message';
import { isRecord, parseLenientJson, textOf, type JsonRecord } from './json';
import { maskAnswers, maskFences } from './mask-text';
import { parseArguments } from './parse-arguments';

export interface TextCall {
  readonly name: string;
  /** JSON text of an object. */
  readonly arguments: string;
}

export interface TextCalls {
  readonly calls: readonly TextCall[];
  /** The text without them. */
  readonly text: string;
}

/** A call found in a text, and where it stands. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly calls: readonly TextCall[];
}

/**
 * Tool calls that a model wrote into its text, because its server does not know the model's own notation. Only complete
 * calls of tools that were offered count; everything else stays text.
 */
export function extractTextCalls(
  text: string,
  tools: readonly ToolSchema[]
): TextCalls {
  const visible = maskAnswers(text);
  const whole = wholeMessage(visible, tools);
  const found = whole
    ? [whole]
    : [...markedCalls(text, maskFences(visible), tools)];
  return withoutFound(text, found);
}

/** Calls in the notation that models without tool support are told: fenced Python runs as `tool`'s code. */
export function extractFencedCalls(
  text: string,
  tools: readonly ToolSchema[]
): TextCalls {
  const tool = codeTool(tools);
  const visible = maskAnswers(text);
  const fence =
    /^([ \t]*)(`{3,}|~{3,})[ \t]*(?:python3?|py|ipython)\b[^\n]*\n([^]*?)^[ \t]*\2[`~]*[ \t]*$/gim;
  const found: Found[] = [];
  for (const match of tool === null ? [] : visible.matchAll(fence)) {
    const [block, indent = '', , code = ''] = match;
    if (code.trim() !== '') {
      const plain = code.replace(new RegExp(`^${indent}`, 'gm'), '').trimEnd();
      found.push({
        start: match.index,
        end: match.index + block.length,
        calls: [
          { name: tool ?? '', arguments: JSON.stringify({ code: plain }) }
        ]
      });
    }
  }
  const marked = markedCalls(text, maskFences(visible), tools);
  return withoutFound(text, [...found, ...marked]);
}

/** Name of the offered tool that takes code; null when there is none. */
export function codeTool(tools: readonly ToolSchema[]): string | null {
  const takesCode = tools.find(
    tool =>
      isRecord(tool.function.parameters.properties) &&
      isRecord(tool.function.parameters.properties.code)
  );
  return takesCode?.function.name ?? null;
}

function withoutFound(text: string, found: readonly Found[]): TextCalls {
  const inOrder = [...found].sort((a, b) => a.start - b.start);
  let rest = '';
  let end = 0;
  for (const item of inOrder) {
    rest += text.slice(end, item.start);
    end = Math.max(end, item.end);
  }
  rest += text.slice(end);
  const calls = inOrder.flatMap(item => item.calls);
  return {
    calls,
    text: calls.length === 0 ? text : rest.replace(/\n{3,}/g, '\n\n').trim()
  };
}

/** A message that is nothing but one JSON object (or list of them) that names a tool, fenced or not. */
function wholeMessage(
  visible: string,
  tools: readonly ToolSchema[]
): Found | null {
  const body = visible.trim();
  const fenced = /^```\w*\s*\n([^]*?)\n?```$/.exec(body)?.[1] ?? body;
  const value = parseLenientJson(fenced);
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const isCall = items.every(
    item => isRecord(item) && ('arguments' in item || 'parameters' in item)
  );
  const calls = isCall ? readCalls(value, tools) : null;
  return calls && { start: 0, end: visible.length, calls };
}

/** The closing mark may be missing: some servers take it as a stop word. */
const MARKS: readonly RegExp[] = [
  // Hermes, Qwen and many others
  /<tool_calls?>([^]*?)(?:<\/tool_calls?>|$)/gi,
  /<function_call>([^]*?)(?:<\/function_call>|$)/gi,
  // Qwen Coder, Llama
  /<function=[\w.-]+>[^]*?<\/function>/gi,
  // Mistral
  /\[TOOL_CALLS\]([^]*)$/g,
  // Llama 3
  /<\|python_tag\|>([^]*?)(?:<\|eom_id\|>|<\|eot_id\|>|$)/g
];

function* markedCalls(
  text: string,
  visible: string,
  tools: readonly ToolSchema[]
): Generator<Found, void, undefined> {
  let masked = visible;
  for (const mark of MARKS) {
    for (const match of masked.matchAll(mark)) {
      const start = match.index;
      const end = start + match[0].length;
      const inner = text.slice(start, end);
      const calls = readMarked(inner, match[1] ?? inner, tools);
      if (calls) {
        // What one notation has taken is not offered to the next.
        masked =
          masked.slice(0, start) + ' '.repeat(end - start) + masked.slice(end);
        yield { start, end, calls };
      }
    }
  }
}

function readMarked(
  block: string,
  inner: string,
  tools: readonly ToolSchema[]
): readonly TextCall[] | null {
  const xml = [...block.matchAll(/<function=([\w.-]+)>([^]*?)<\/function>/gi)];
  if (xml.length > 0) {
    return allOrNone(
      xml.map(([, name = '', body = '']) => xmlCall(name, body, tools))
    );
  }
  const json = inner.trim();
  const named = /^([\w.-]+)\s*(?:\[ARGS\])?\s*(\{[^]*\})$/.exec(json);
  return named
    ? readCalls(
        { name: named[1], arguments: parseLenientJson(named[2] ?? '') },
        tools
      )
    : readCalls(parseLenientJson(json), tools);
}

function readCalls(
  value: unknown,
  tools: readonly ToolSchema[]
): readonly TextCall[] | null {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return allOrNone(
    items.map(item => (isRecord(item) ? jsonCall(item, tools) : null))
  );
}

function allOrNone(
  calls: readonly (TextCall | null)[]
): readonly TextCall[] | null {
  const found = calls.filter(call => call !== null);
  return found.length > 0 && found.length === calls.length ? found : null;
}

function jsonCall(
  item: JsonRecord,
  tools: readonly ToolSchema[]
): TextCall | null {
  const described = isRecord(item.function) ? item.function : item;
  const name = textOf(described.name);
  const given = described.arguments ?? described.parameters ?? {};
  const parsed = parseArguments(
    typeof given === 'string' ? given : JSON.stringify(given)
  );
  return isOffered(name, tools) && parsed.ok
    ? { name, arguments: JSON.stringify(parsed.value) }
    : null;
}

function xmlCall(
  name: string,
  body: string,
  tools: readonly ToolSchema[]
): TextCall | null {
  const tool = tools.find(each => each.function.name === name);
  if (!tool) {
    return null;
  }
  const parameters = [
    ...body.matchAll(
      /<parameter=([\w.-]+)>\n?([^]*?)\n?(?:<\/parameter>|(?=<parameter=)|$)/gi
    )
  ];
  if (parameters.length === 0) {
    return jsonCall({ name, arguments: body.trim() }, tools);
  }
  const values = parameters.map(
    ([, key = '', value = '']) => [key, typedValue(tool, key, value)] as const
  );
  return { name, arguments: JSON.stringify(Object.fromEntries(values)) };
}

/** Values are text in this notation; the schema tells which of them are meant as JSON. */
function typedValue(tool: ToolSchema, key: string, value: string): unknown {
  const { properties } = tool.function.parameters;
  const schema = isRecord(properties) ? properties[key] : undefined;
  const type = isRecord(schema) ? schema.type : undefined;
  return type === undefined || type === 'string'
    ? value
    : (parseLenientJson(value.trim()) ?? value);
}

function isOffered(name: string, tools: readonly ToolSchema[]): boolean {
  return tools.some(tool => tool.function.name === name);
}
