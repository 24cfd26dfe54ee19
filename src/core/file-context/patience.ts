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

/** How often the time is looked at when no sign of progress comes, for instance because the kernel is busy. */
const LOOK_MS = 500;

/**
 * `promise`, or `late` once `deadline` has passed.
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
  const forget: (() => void)[] = [];
  const late = new Promise<'late'>(resolve => {
    const look = (): void => {
      if (deadline !== null && clock.now() >= deadline) {
        resolve('late');
      }
    };
    forget.push(progress.subscribe(look), clock.every(LOOK_MS, look));
  });
  try {
    return await orStopped(Promise.race([promise, late]), signal);
  } finally {
    forget.forEach(stop => stop());
  }
}
