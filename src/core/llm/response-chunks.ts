import { ChunkReader, DONE, readValues, unexpected } from './chunk-reader';
import type { FailureContext } from './classify-error';
import { MAX_QUOTED, ResponseText } from './response-text';
import { EventParser } from './sse';

export { DONE };

/**
 * The chunks of a successful answer, whatever form it has: an event stream, JSON lines, or one JSON document.
 * The body decides, because servers and proxies get content types wrong. Each chunk is the parsed JSON; `DONE`
 * comes last if the server said that it was done.
 * Throws `AgentError`: `model-unexpected-answer`, `model-stream-broken`, what an error inside the stream stands
 * for, and `stopped`.
 */
export async function* responseChunks(
  response: Response,
  signal: AbortSignal,
  context: FailureContext
): AsyncGenerator<unknown, void, undefined> {
  const body = new ResponseText(response, signal, context);
  try {
    let head = '';
    while (head === '') {
      const piece = await body.read();
      if (piece === null) {
        return;
      }
      head = piece.trimStart();
    }
    if (head.startsWith('<')) {
      throw unexpected(response, await body.rest(head, MAX_QUOTED), context);
    }
    const { text, isWhole } = /^[{[]/.test(head)
      ? await document(head, body)
      : { text: head, isWhole: false };
    if (isWhole) {
      yield* documentChunks(text, response, context);
    } else {
      yield* eventChunks(text, body, response, context);
    }
  } finally {
    body.close();
  }
}

async function* eventChunks(
  head: string,
  body: ResponseText,
  response: Response,
  context: FailureContext
): AsyncGenerator<unknown, void, undefined> {
  const parser = new EventParser(data => isComplete(data));
  const reader = new ChunkReader(response, context);
  for (
    let piece: string | null = head;
    piece !== null;
    piece = await body.read()
  ) {
    for (const event of parser.push(piece)) {
      yield* reader.chunks(event);
      if (reader.done) {
        return;
      }
    }
  }
  for (const event of parser.end()) {
    yield* reader.chunks(event);
  }
  if (!parser.sawField) {
    throw unexpected(response, body.beginning, context);
  }
  reader.checkFormat();
}

/**
 * A whole JSON document, though a stream was asked for; or the beginning of JSON lines, which are not waited for: a
 * first line that is complete, and more after it.
 */
async function document(
  head: string,
  body: ResponseText
): Promise<{ text: string; isWhole: boolean }> {
  let text = head;
  let lineEnd = head.indexOf('\n');
  let isLines: boolean | null = null;
  for (;;) {
    if (isLines === null && lineEnd >= 0 && /\S/.test(text.slice(lineEnd))) {
      isLines = isComplete(text.slice(0, lineEnd));
    }
    const piece = isLines ? null : await body.read();
    if (piece === null) {
      return { text, isWhole: !isLines };
    }
    if (lineEnd < 0 && piece.includes('\n')) {
      lineEnd = text.length + piece.indexOf('\n');
    }
    text += piece;
  }
}

function* documentChunks(
  text: string,
  response: Response,
  context: FailureContext
): Generator<unknown, void, undefined> {
  const reader = new ChunkReader(response, context);
  yield* reader.chunks({ name: '', data: text });
  reader.checkFormat();
  if (!reader.done && (readValues(text.trim())?.length ?? 0) === 1) {
    yield DONE;
  }
}

function isComplete(data: string): boolean {
  return /[}\]"\w]$/.test(data.trimEnd()) && readValues(data.trim()) !== null;
}
