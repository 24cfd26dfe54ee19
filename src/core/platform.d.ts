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
