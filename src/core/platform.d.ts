/**
 * The few web-platform globals that the core uses, declared by hand: they exist
 * in every browser and in Node, while the DOM library is deliberately absent
 * here so that nothing else of it can slip in.
 */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(
    type: 'abort',
    listener: () => void,
    options?: { once?: boolean }
  ): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare const AbortController: { new (): AbortController };

interface TextEncoder {
  encode(text: string): Uint8Array;
}

declare const TextEncoder: { new (): TextEncoder };

declare function setTimeout(callback: () => void, ms?: number): unknown;
declare function clearTimeout(handle: unknown): void;

declare const crypto: {
  getRandomValues(array: Uint8Array): Uint8Array;
};

declare function structuredClone<T>(value: T): T;

interface TextDecoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

declare const TextDecoder: { new (): TextDecoder };

/* What `fetch` gives back: types only, because the core is handed its `fetch`. */

interface ReadableStreamDefaultReader<R> {
  read(): Promise<{ done: boolean; value?: R | undefined }>;
  cancel(reason?: unknown): Promise<void>;
}

interface ReadableStream<R> {
  getReader(): ReadableStreamDefaultReader<R>;
  cancel(reason?: unknown): Promise<void>;
}

interface Headers {
  get(name: string): string | null;
  forEach(callback: (value: string, name: string) => void): void;
}

interface Response {
  readonly ok: boolean;
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
  text(): Promise<string>;
}
