import type { ToolSchema } from './chat-message';
import { markedCalls, type Found } from './call-notation';
import { isRecord, jsonEnd, parseLenientJson } from './json';
import { maskAnswers, maskFences } from './mask-text';
import { hasArguments, readCalls, type TextCall } from './text-call';

export interface TextCalls {
  readonly calls: readonly TextCall[];
  /** The text without them. */
  readonly text: string;
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
  const calls: TextCall[] = [];
  let rest = '';
  let end = 0;
  for (const item of inOrder) {
    // A fence inside a call is a part of it, and must not be run a second time.
    if (item.start >= end) {
      rest += text.slice(end, item.start);
      end = item.end;
      calls.push(...item.calls);
    }
  }
  rest += text.slice(end);
  return {
    calls,
    text: calls.length === 0 ? text : rest.replace(/\n{3,}/g, '\n\n').trim()
  };
}

/** A message that is nothing but JSON objects (or lists of them) that name tools, fenced or not. */
function wholeMessage(
  visible: string,
  tools: readonly ToolSchema[]
): Found | null {
  const body = visible.trim().replace(/(?:<[|｜][\w▁]+[|｜]>|<\/s>)$/, '');
  const fenced = /^```\w*\s*\n([^]*?)\n?```$/.exec(body)?.[1] ?? body;
  const calls: TextCall[] = [];
  for (let at = 0; at < fenced.length;) {
    const end = jsonEnd(fenced, at);
    const value = end < 0 ? null : parseLenientJson(fenced.slice(at, end));
    const found = hasArguments(value) ? readCalls(value, tools) : null;
    if (!found) {
      return null;
    }
    calls.push(...found);
    at = end + (/^[\s,;]*/.exec(fenced.slice(end))?.[0].length ?? 0);
  }
  return calls.length > 0 ? { start: 0, end: visible.length, calls } : null;
}
