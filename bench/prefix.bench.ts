// How much of what is sent to a model in a session is, byte for byte, the beginning of the request before, so that a
// provider's prompt cache holds it already.
//
// shared_prefix_share: tokens in such prefixes over all prompt tokens of a session of twenty turns, with tool calls, a
//   failing call now and then, figures, and a namespace that changes from turn to turn. The real session of the core, with
//   a scripted model and kernel. The first request shares nothing.
// The baseline is the same session with what changes in the system message, written anew for each turn, and only the
// user's own words in the user messages.
//
// A request is looked at in the order in which providers read it: tools, then messages. Tokens are estimated from
// characters; a figure counts the same however long its base64 is.
import { SYSTEM_PROMPT } from '../src/core/agent/system-prompt';
import {
  describeNamespace,
  NamespaceSchema
} from '../src/core/context/namespace';
import type { ChatMessage, ChatRequest } from '../src/core/llm/chat-message';
import { estimateTokens } from '../src/core/llm/estimate-tokens';
import { namespaceAt, recordSession } from './lib/long-session';
import { rounded } from './lib/statistics.mjs';

const TURNS = 20;

export const name = 'prefix';

export async function run(): Promise<{
  table: (string | number)[][];
  metrics: Record<string, number>;
}> {
  const { model } = await recordSession(TURNS);
  const own = shares(model.requests);
  const baseline = shares(model.requests.map(withStateInSystemMessage));
  const turns = new Set(model.requests.map(turnOf)).size;
  if (turns !== TURNS) {
    throw new Error(`The session had ${turns} turns, not ${TURNS}.`);
  }
  return {
    table: [
      [
        `${TURNS} turns, ${model.requests.length} requests`,
        'append-only',
        'baseline: system message changes'
      ],
      ['prompt tokens (estimated)', own.all, baseline.all],
      ['  in a prefix sent before', own.shared, baseline.shared],
      ['share', own.shared / own.all, baseline.shared / baseline.all]
    ],
    metrics: {
      shared_prefix_share: share(own),
      baseline_shared_prefix_share: share(baseline)
    }
  };
}

interface Shares {
  readonly all: number;
  readonly shared: number;
}

function share({ all, shared }: Shares): number {
  return rounded(shared / all);
}

function shares(requests: readonly ChatRequest[]): Shares {
  let all = 0;
  let shared = 0;
  requests.forEach((request, index) => {
    const before = requests[index - 1];
    all += estimateTokens(request);
    shared += before ? sharedTokens(before, request) : 0;
  });
  return { all, shared: Math.round(shared) };
}

/** One thing after another that a provider reads, as it is sent. */
interface Part {
  readonly text: string;
  readonly tokens: number;
}

function parts({ tools, messages }: ChatRequest): Part[] {
  const empty = { model: '', tools: [], messages: [] };
  return [
    {
      text: JSON.stringify(tools),
      tokens: estimateTokens({ ...empty, tools })
    },
    ...messages.map(message => ({
      text: JSON.stringify(message),
      tokens: estimateTokens({ ...empty, messages: [message] })
    }))
  ];
}

function sharedTokens(before: ChatRequest, request: ChatRequest): number {
  const known = parts(before);
  let shared = 0;
  for (const [index, { text, tokens }] of parts(request).entries()) {
    const other = known[index]?.text ?? '';
    if (text !== other) {
      const figures = text.includes('"image_url"');
      return (
        shared +
        (figures ? 0 : (tokens * commonLength(text, other)) / text.length)
      );
    }
    shared += tokens;
  }
  return shared;
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) {
    length += 1;
  }
  return length;
}

const ENVELOPE = /^<context>\n[^]*?\n<\/context>\n\n/;

function isPrompt({ role, content }: ChatMessage): boolean {
  return (
    role === 'user' && typeof content === 'string' && ENVELOPE.test(content)
  );
}

/** The number of the turn that a request belongs to. */
function turnOf({ messages }: ChatRequest): number {
  return messages.filter(isPrompt).length;
}

function withStateInSystemMessage(request: ChatRequest): ChatRequest {
  const namespace = NamespaceSchema.parse(namespaceAt(turnOf(request)));
  const state = describeNamespace(namespace, null).join('\n');
  return {
    ...request,
    messages: request.messages.map(message => {
      if (message.role === 'system') {
        return { ...message, content: `${SYSTEM_PROMPT}\n\n${state}` };
      }
      return isPrompt(message)
        ? { ...message, content: String(message.content).replace(ENVELOPE, '') }
        : message;
    })
  };
}
