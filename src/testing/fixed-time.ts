import { stoppedError } from '../core/clock';
import type { Clock, Ids } from '../core/ports';

/** 2026-11-23 10:15:00 UTC. */
export const START = Date.UTC(2026, 10, 23, 10, 15, 0);

/** A clock that stands still until a delay is asked for, which passes at once; delays are recorded. */
export class FixedClock implements Clock {
  readonly delays: number[] = [];
  private time = START;
  private readonly repeated = new Set<() => void>();

  now(): number {
    return this.time;
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }

  every(_milliseconds: number, action: () => void): () => void {
    this.repeated.add(action);
    return () => {
      this.repeated.delete(action);
    };
  }

  /** Calls once what was to be called every now and then. */
  tick(): void {
    this.repeated.forEach(action => action());
  }

  async delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) {
      throw stoppedError();
    }
    this.delays.push(milliseconds);
    this.time += milliseconds;
  }
}

/** `id1`, `id2`, … */
export class CountingIds implements Ids {
  private count = 0;

  constructor(private readonly prefix = 'id') {}

  next(): string {
    this.count += 1;
    return `${this.prefix}${this.count}`;
  }
}
