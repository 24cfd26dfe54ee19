/** `chunks` as a `text/event-stream` that ends with `[DONE]`; it fails at once when `signal` is aborted. */
export function eventStream(
  chunks: readonly unknown[],
  delayMs: number,
  signal: AbortSignal | undefined
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const lines = [...chunks.map(chunk => JSON.stringify(chunk)), '[DONE]'];
  let next = 0;
  let stopWaiting = (): void => undefined;
  let onAbort: (() => void) | null = null;
  const release = (): void => {
    stopWaiting();
    if (onAbort) {
      signal?.removeEventListener('abort', onAbort);
    }
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (signal && !onAbort) {
        onAbort = () => {
          controller.error(abortReason(signal));
          stopWaiting();
        };
        signal.addEventListener('abort', onAbort, { once: true });
      }
      if (signal?.aborted) {
        controller.error(abortReason(signal));
        return;
      }
      if (delayMs > 0 && next > 0) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, delayMs);
          stopWaiting = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      if (signal?.aborted) {
        return;
      }
      controller.enqueue(encoder.encode(`data: ${lines[next] ?? ''}\n\n`));
      next += 1;
      if (next === lines.length) {
        release();
        controller.close();
      }
    },
    cancel: release
  });
}

/** What `fetch` rejects with when its signal is aborted. */
export function abortReason(signal: AbortSignal): unknown {
  return signal.reason ?? new Error('The request was aborted.');
}
