import type { ToolSchema } from './chat-message';
import { jsonEnd, parseLenientJson } from './json';
import {
  namedCall,
  pairCall,
  readCalls,
  xmlCall,
  type TextCall
} from './text-call';
import { offeredName } from './tool-name';

/** Calls found in a text, and where they stand. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly calls: readonly TextCall[];
}

/** The marks that begin calls: `<tool_call>`, `<｜tool▁call▁begin｜>`, `<invoke name="…">`, `[TOOL_CALLS]`, Harmony's header. */
const OPEN =
  /<[^<>{}\n/]{0,40}?(?:tool|function|invoke|action|python_tag)[^<>{}\n]{0,80}>|\[TOOL_CALLS?\]|<\|(?:start|channel)\|>/gi;
const OPEN_HERE = new RegExp(OPEN.source, 'iy');
const BETWEEN = /[\s,;]*/y;
/** What may stand between such a mark and the call itself. */
const GAP = /\s+|```\w*|<[^<>{}\n]{1,80}>|\[[A-Z_]{3,20}\]|[\w.:=/-]+/y;
/** The marks that end calls. */
const END = String.raw`<\/[^<>\n]{1,60}>|<[|｜](?:\/[^<>\n]{1,60}|(?:\w*_)?end(?:_\w+)?|[\w▁]*▁end|call|return|eom_id|eot_id)[|｜]>`;
const END_MARK = new RegExp(END, 'iy');
/** What is left to take away behind a call. A brace too many is a slip of several models. */
const CLOSE = new RegExp(
  String.raw`(?:\s*(?:${END}|\x60{3}|\}(?=\s*<)))+`,
  'iy'
);
const NAMED_MARK =
  /<[^<>\s=]*?(function|invoke|tool)(?:=|\s+name=)["']?([\w.:-]+)["']?[^<>]*>/iy;
/** Words beside the name of the tool. */
const FILLERS = new Set([
  'function',
  'json',
  'assistant',
  'commentary',
  'tool'
]);
const MOST_WORDS = 5;

/**
 * Calls in the notation of some model: a mark, perhaps a name, and JSON or tagged parameters. Marks are looked for in
 * `visible`, where code and thoughts are blanked out; what follows them is read from `text`. What is cut off, or of no
 * offered tool, is no call.
 */
export function markedCalls(
  text: string,
  visible: string,
  tools: readonly ToolSchema[]
): Found[] {
  const found: Found[] = [];
  let end = 0;
  for (const mark of visible.matchAll(OPEN)) {
    if (mark.index >= end) {
      const block = readBlock(text, mark.index, tools);
      if (block) {
        found.push(block);
        end = block.end;
      }
    }
  }
  return found;
}

function readBlock(
  text: string,
  start: number,
  tools: readonly ToolSchema[]
): Found | null {
  const calls: TextCall[] = [];
  let end = start;
  let next = readCall(text, start, tools);
  while (next) {
    calls.push(...next.calls);
    end = next.end + lengthAt(CLOSE, text, next.end);
    const at = end + lengthAt(BETWEEN, text, end);
    // More JSON, or another mark at once: it may be hidden in `visible`, where a fence of the call looks unclosed.
    next = /[{[]/.test(text[at] ?? '') ? jsonCalls(text, at, [], tools) : null;
    next ??=
      lengthAt(OPEN_HERE, text, at) > 0 ? readCall(text, at, tools) : null;
  }
  return calls.length > 0 ? { start, end, calls } : null;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** The call behind a mark, the mark included. */
function readCall(
  text: string,
  start: number,
  tools: readonly ToolSchema[]
): Found | null {
  const words: string[] = [];
  for (let at = start; at < text.length && words.length <= MOST_WORDS;) {
    NAMED_MARK.lastIndex = at;
    const named = NAMED_MARK.exec(text);
    if (named) {
      return taggedCall(text, at, named, tools);
    }
    if (text.startsWith('<arg_key>', at)) {
      return pairsCall(text, at, words, tools);
    }
    const gap = text.slice(at, at + lengthAt(GAP, text, at));
    if (gap === '') {
      return isAddressed(text.slice(start, at))
        ? jsonCalls(text, at, words, tools)
        : null;
    }
    if (lengthAt(END_MARK, text, at) > 0) {
      return null;
    }
    if (/^[\w.:=/-]/.test(gap)) {
      words.push(gap);
    }
    at += gap.length;
  }
  return null;
}

/** A Harmony header is a call only in its commentary, and with a recipient. */
function isAddressed(header: string): boolean {
  return (
    !/<\|channel\|>/.test(header) ||
    (/commentary/.test(header) && /\bto=/.test(header))
  );
}

function jsonCalls(
  text: string,
  start: number,
  words: readonly string[],
  tools: readonly ToolSchema[]
): Found | null {
  const end = jsonEnd(text, start);
  const value = end < 0 ? undefined : parseLenientJson(text.slice(start, end));
  if (value === undefined) {
    return null;
  }
  const name = nameIn(words, tools);
  const calls =
    name === null
      ? words.every(word => FILLERS.has(word))
        ? readCalls(value, tools)
        : null
      : namedCall(name, value, tools);
  return calls && { start, end, calls };
}

/** `<function=name>…</function>` and its relatives. */
function taggedCall(
  text: string,
  start: number,
  [mark, kind = '', name = '']: RegExpExecArray,
  tools: readonly ToolSchema[]
): Found | null {
  const bodyStart = start + mark.length;
  const close = new RegExp(`</[^<>\\n]*${kind}[^<>\\n]*>`, 'ig');
  close.lastIndex = bodyStart;
  const closed = close.exec(text);
  const calls =
    closed && xmlCall(name, text.slice(bodyStart, closed.index), tools);
  return (
    closed && calls && { start, end: closed.index + closed[0].length, calls }
  );
}

/** `name`, then keys and values in turn, then the end mark, without which a value may be missing. */
function pairsCall(
  text: string,
  start: number,
  words: readonly string[],
  tools: readonly ToolSchema[]
): Found | null {
  const closed = text.indexOf('</tool_call>', start);
  const name = nameIn(words, tools);
  const calls =
    closed < 0 || name === null
      ? null
      : pairCall(name, text.slice(start, closed), tools);
  return calls && { start, end: closed, calls };
}

function nameIn(
  words: readonly string[],
  tools: readonly ToolSchema[]
): string | null {
  return offeredName(
    words.join(' '),
    tools.map(tool => tool.function.name)
  );
}
