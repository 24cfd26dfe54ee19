import { AgentError } from '../core/errors';
import { responseChunks } from '../core/llm/response-chunks';

const never = new AbortController().signal;

/** A successful answer whose body arrives in exactly these pieces. */
export function response(
  pieces: readonly (string | Uint8Array)[],
  contentType = 'text/event-stream'
): Response {
  const encoder = new TextEncoder();
  const queue = pieces.map(piece =>
    typeof piece === 'string' ? encoder.encode(piece) : piece
  );
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = queue.shift();
      if (next) {
        controller.enqueue(next);
      } else {
        controller.close();
      }
    }
  });
  return new Response(body, { headers: { 'content-type': contentType } });
}

/** What such an answer is read as. */
export async function chunksOf(
  pieces: readonly (string | Uint8Array)[],
  contentType?: string
): Promise<unknown[]> {
  const chunks: unknown[] = [];
  const answer = response(pieces, contentType);
  for await (const chunk of responseChunks(answer, never, {})) {
    chunks.push(chunk);
  }
  return chunks;
}

/** The error that such an answer ends in. */
export async function failure(
  pieces: readonly string[],
  contentType?: string
): Promise<AgentError> {
  const error: unknown = await chunksOf(pieces, contentType).catch(
    (thrown: unknown) => thrown
  );
  if (!AgentError.is(error)) {
    throw new Error(`Expected an AgentError, got ${String(error)}`);
  }
  return error;
}
