/** Chat Completions chunks as a well-behaved server streams them. */

export type Chunk = Readonly<Record<string, unknown>>;

export interface ScriptedCall {
  readonly name: string;
  /** An object, or the exact text of the arguments. */
  readonly args: unknown;
  /** `call_1`, `call_2`, … when absent. */
  readonly id?: string;
}

export interface ChunkOptions {
  /** `stop`, or `tool_calls` with calls, when absent; null for a server that never says. */
  readonly finishReason?: string | null;
  /** Sent as a last chunk without choices; a small count when absent, nothing when null. */
  readonly usage?: Chunk | null;
  readonly model?: string;
  /** Text beside calls. */
  readonly text?: string;
  readonly reasoning?: string;
}

let lastCall = 0;

/** A chunk around one delta. */
export function deltaChunk(
  delta: Chunk,
  finishReason: string | null = null
): Chunk {
  return {
    id: 'chatcmpl-scripted',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: 'scripted',
    choices: [{ index: 0, delta, finish_reason: finishReason }]
  };
}

/** The chunks of a reply in words, a few characters each. */
export function textChunks(text: string, options: ChunkOptions = {}): Chunk[] {
  return replyChunks(text, [], options);
}

/** The chunks of a reply that calls tools; ids are unique in the process unless given. */
export function callChunks(
  calls: readonly ScriptedCall[],
  options: ChunkOptions = {}
): Chunk[] {
  return replyChunks(options.text ?? '', calls, options);
}

function replyChunks(
  text: string,
  calls: readonly ScriptedCall[],
  options: ChunkOptions
): Chunk[] {
  const { reasoning = '', usage } = options;
  const finishReason =
    options.finishReason === undefined
      ? calls.length > 0
        ? 'tool_calls'
        : 'stop'
      : options.finishReason;
  const chunks: Chunk[] = [
    deltaChunk({ role: 'assistant', content: '' }),
    ...pieces(reasoning).map(piece => deltaChunk({ reasoning_content: piece })),
    ...pieces(text).map(piece => deltaChunk({ content: piece })),
    ...calls.flatMap(callPieces)
  ];
  if (finishReason !== null) {
    chunks.push(deltaChunk({}, finishReason));
  }
  if (usage !== null) {
    const counts = usage ?? {
      prompt_tokens: 100,
      completion_tokens: 20,
      total_tokens: 120
    };
    chunks.push({ ...deltaChunk({}), choices: [], usage: counts });
  }
  const { model } = options;
  return model === undefined
    ? chunks
    : chunks.map(chunk => ({ ...chunk, model }));
}

function callPieces(call: ScriptedCall, index: number): Chunk[] {
  lastCall += 1;
  const id = call.id ?? `call_${lastCall}`;
  const text =
    typeof call.args === 'string' ? call.args : JSON.stringify(call.args);
  const start = {
    index,
    id,
    type: 'function',
    function: { name: call.name, arguments: '' }
  };
  return [
    deltaChunk({ tool_calls: [start] }),
    ...pieces(text).map(piece =>
      deltaChunk({ tool_calls: [{ index, function: { arguments: piece } }] })
    )
  ];
}

/** The text cut every few characters, never inside a surrogate pair. */
function pieces(text: string): string[] {
  const characters = [...text];
  const parts: string[] = [];
  for (let start = 0; start < characters.length; start += 7) {
    parts.push(characters.slice(start, start + 7).join(''));
  }
  return parts;
}

/** Chunks as the bytes of an event stream, one string an event. */
export function eventStream(
  chunks: readonly unknown[],
  isDone = true
): string[] {
  const events = chunks.map(chunk => `data: ${JSON.stringify(chunk)}\n\n`);
  return isDone ? [...events, 'data: [DONE]\n\n'] : events;
}
