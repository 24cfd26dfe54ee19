import type { IDisposable } from '@lumino/disposable';

/** Shortest time between two runs, in milliseconds. */
const SHORTEST = 50;
/** A task that takes long is run so rarely that it takes at most a fifth of the time. */
const REST_PER_WORK = 4;

/** Runs a drawing task soon after it was asked for, in an animation frame, and not too often. */
export class Throttle implements IDisposable {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private frame: number | null = null;
  private running = false;
  private wanted = false;
  private disposed = false;
  private notBefore = 0;

  constructor(private readonly task: () => void | Promise<void>) {}

  get isDisposed(): boolean {
    return this.disposed;
  }

  request(): void {
    if (this.disposed || this.timer !== null || this.frame !== null) {
      return;
    }
    if (this.running) {
      this.wanted = true;
      return;
    }
    const wait = Math.max(0, this.notBefore - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      this.frame = requestAnimationFrame(() => {
        this.frame = null;
        void this.run();
      });
    }, wait);
  }

  dispose(): void {
    this.disposed = true;
    this.cancel();
  }

  private cancel(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    if (this.frame !== null) {
      cancelAnimationFrame(this.frame);
      this.frame = null;
    }
  }

  private async run(): Promise<void> {
    const started = performance.now();
    this.running = true;
    try {
      await this.task();
    } finally {
      const ended = performance.now();
      this.running = false;
      this.notBefore =
        ended + Math.max(SHORTEST, (ended - started) * REST_PER_WORK);
      if (this.wanted) {
        this.wanted = false;
        this.request();
      }
    }
  }
}
