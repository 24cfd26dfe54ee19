import { orStopped } from '../clock';
import type { Subscribable } from '../listeners';
import type { Clock } from '../ports';

/**
 * `promise`, or `late` after so many milliseconds, whatever `promise` does then.
 * Throws what `promise` throws, and `AgentError` `stopped` when aborted.
 */
export async function orLate<T>(
  promise: Promise<T>,
  milliseconds: number,
  clock: Clock,
  signal: AbortSignal
): Promise<T | 'late'> {
  const over = new AbortController();
  const late = clock
    .delay(milliseconds, over.signal)
    .then(() => 'late' as const);
  late.catch(() => undefined);
  try {
    return await orStopped(Promise.race([promise, late]), signal);
  } finally {
    over.abort();
  }
}

/**
 * `promise`, or `late` when a sign of its progress comes after `deadline`.
 * @param deadline milliseconds since 1970; null to wait for as long as it takes
 * Throws what `promise` throws, and `AgentError` `stopped` when aborted.
 */
export async function orDeadline<T>(
  promise: Promise<T>,
  progress: Subscribable<unknown>,
  deadline: number | null,
  clock: Clock,
  signal: AbortSignal
): Promise<T | 'late'> {
  let forget = (): void => undefined;
  const late = new Promise<'late'>(resolve => {
    forget = progress.subscribe(() => {
      if (deadline !== null && clock.now() >= deadline) {
        resolve('late');
      }
    });
  });
  try {
    return await orStopped(Promise.race([promise, late]), signal);
  } finally {
    forget();
  }
}
