import type { Clock } from '../../core/ports';
import type { NotebookDocument } from './document';
import { NotSavedError } from './not-saved-error';
import type { NotebookTarget } from './target';

/** Between two saves of a cell that goes on. */
const SAVE_EVERY_MS = 1000;

/** A notebook that takes long to write is written less often: no more than one part in ten of the time. */
const SHARE = 10;

/** Attempts to write what has to be written, and the pause between them. */
const ATTEMPTS = 3;
const BETWEEN_ATTEMPTS_MS = 1000;

/** Writes a notebook as it changes: after every cell at once, in between now and then. */
export class NotebookSaver {
  private work: Promise<void> = Promise.resolve();
  /** Aborting it calls off the save that is to come. */
  private timer: AbortController | null = null;
  private pauseUntil = 0;

  constructor(
    private readonly target: NotebookTarget,
    private readonly notebook: NotebookDocument,
    private readonly clock: Clock
  ) {}

  /** Something changed: it is written within a second. A save that fails is tried again with the next one. */
  changed(): void {
    if (this.timer) {
      return;
    }
    this.timer = new AbortController();
    const wait = Math.max(0, this.pauseUntil - this.clock.now());
    this.clock
      .delay(wait, this.timer.signal)
      .then(() => this.enqueue())
      .catch(() => undefined);
  }

  /** Writes everything so far. Throws `NotSavedError` when that fails again and again. */
  async flush(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.enqueue();
        return;
      } catch (error) {
        if (attempt >= ATTEMPTS || !(error instanceof NotSavedError)) {
          throw error;
        }
        await this.clock.delay(BETWEEN_ATTEMPTS_MS);
      }
    }
  }

  /** Nothing is written any more that is not being written. */
  dispose(): void {
    this.callOff();
  }

  private callOff(): void {
    this.timer?.abort();
    this.timer = null;
  }

  /** One save at a time, each of what there is when it begins. */
  private enqueue(): Promise<void> {
    const save = this.work.then(async () => {
      this.callOff();
      const began = this.clock.now();
      try {
        await this.target.save(this.notebook);
      } finally {
        const took = this.clock.now() - began;
        this.pauseUntil =
          this.clock.now() + Math.max(SAVE_EVERY_MS, took * SHARE);
      }
    });
    this.work = save.catch(() => undefined);
    return save;
  }
}
