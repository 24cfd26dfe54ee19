import { callArguments, callsOf, type Move } from './move';

export interface ReplyIdentity {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  /** Id of a tool call by its place in the reply, from 0. */
  readonly callId: (place: number) => string;
}

export interface ReplyUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

const PIECE_OF_ARGUMENTS = 80;
const WORD_GROUP = /(?:\s*\S+){1,4}\s*/g;

/** The move as chunks of a streamed Chat Completions reply; `usage` null leaves its chunk out. */
export function replyChunks(
  move: Move,
  identity: ReplyIdentity,
  usage: ReplyUsage | null
): unknown[] {
  const { id, created, model, callId } = identity;
  const chunk = (delta: unknown, finish: string | null = null): unknown => ({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    choices: [{ index: 0, delta, finish_reason: finish }]
  });
  const { text } = move;
  const chunks = [
    chunk({ role: 'assistant', content: text === '' ? null : '' }),
    ...(text.match(WORD_GROUP) ?? []).map(content => chunk({ content }))
  ];
  callsOf(move).forEach((call, index) => {
    const head = { name: call.tool, arguments: '' };
    chunks.push(
      chunk({
        tool_calls: [
          { index, id: callId(index), type: 'function', function: head }
        ]
      }),
      ...pieces(callArguments(call)).map(piece =>
        chunk({ tool_calls: [{ index, function: { arguments: piece } }] })
      )
    );
  });
  chunks.push(chunk({}, finishReason(move)));
  if (usage) {
    chunks.push({
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      choices: [],
      usage
    });
  }
  return chunks;
}

/** The move as one reply that is not streamed. */
export function wholeReply(
  move: Move,
  identity: ReplyIdentity,
  usage: ReplyUsage
): unknown {
  const { id, created, model, callId } = identity;
  const { text } = move;
  const calls = callsOf(move).map((call, place) => ({
    id: callId(place),
    type: 'function',
    function: { name: call.tool, arguments: callArguments(call) }
  }));
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text === '' ? null : text,
          ...(calls.length > 0 ? { tool_calls: calls } : {})
        },
        finish_reason: finishReason(move)
      }
    ],
    usage
  };
}

function finishReason(move: Move): string {
  return move.call ? 'tool_calls' : 'stop';
}

function pieces(text: string): string[] {
  const characters = Array.from(text);
  const count = Math.ceil(characters.length / PIECE_OF_ARGUMENTS);
  return Array.from({ length: count }, (_, i) =>
    characters
      .slice(i * PIECE_OF_ARGUMENTS, (i + 1) * PIECE_OF_ARGUMENTS)
      .join('')
  );
}
