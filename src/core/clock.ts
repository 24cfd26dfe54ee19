import { AgentError } from './errors';
import type { Clock, Ids } from './ports';

/** What a wait or a request throws when the user pressed Stop. */
export function stoppedError(): AgentError {
  return new AgentError('stopped', 'Stopped.');
}

/** Throws `AgentError` `stopped` when `signal` is aborted. */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) {
    throw stoppedError();
  }
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  delay: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(stoppedError());
        return;
      }
      const stop = (): void => {
        clearTimeout(timer);
        reject(stoppedError());
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal?.addEventListener('abort', stop, { once: true });
    }),
  every: (ms, action) => {
    const timer = setInterval(action, ms);
    return () => clearInterval(timer);
  }
};

const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Random ids of 13 characters, 65 bits. */
export const randomIds: Ids = {
  next: () =>
    Array.from(
      crypto.getRandomValues(new Uint8Array(13)),
      byte => ID_ALPHABET[byte % 32]
    ).join('')
};

/** Rejects with `AgentError` `stopped` as soon as `signal` is aborted, whatever `promise` does. */
export function orStopped<T>(
  promise: Promise<T>,
  signal: AbortSignal
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      // The promise may still fail later; nobody is listening by then.
      promise.catch(() => undefined);
      reject(stoppedError());
      return;
    }
    const stop = (): void => reject(stoppedError());
    signal.addEventListener('abort', stop, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
