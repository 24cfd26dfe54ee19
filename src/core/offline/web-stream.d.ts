/**
 * What the offline analyst makes its answers with, from the Fetch and Streams standards: every browser and Node have it.
 * The types themselves are in `platform.d.ts`; here are the constructors, which nothing else in the core needs.
 */
interface ReadableStreamDefaultController<R> {
  enqueue(chunk: R): void;
  close(): void;
  error(reason?: unknown): void;
}

declare const ReadableStream: {
  new <R>(source: {
    pull?(controller: ReadableStreamDefaultController<R>): void | Promise<void>;
    cancel?(reason?: unknown): void | Promise<void>;
  }): ReadableStream<R>;
};

declare const Response: {
  new (
    body?: ReadableStream<Uint8Array> | string | null,
    init?: { status?: number; headers?: Record<string, string> }
  ): Response;
};
