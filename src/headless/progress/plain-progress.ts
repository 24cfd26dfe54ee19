import type { Clock } from '../../core/ports';
import { duration, type Progress } from './progress';

/** Progress where lines cannot be rewritten, as in the log of a build: one line for each thing that is over. */
export class PlainProgress implements Progress {
  private what = '';
  private since = 0;

  constructor(
    private readonly write: (text: string) => void,
    private readonly clock: Pick<Clock, 'now'>
  ) {}

  begin(what: string): void {
    this.what = what;
    this.since = this.clock.now();
  }

  step(): void {
    // Only the end is told.
  }

  end(how: string): void {
    const took = duration(this.clock.now() - this.since);
    this.say(`${this.what} · ${how} · ${took}`);
  }

  say(line: string): void {
    this.write(`${line}\n`);
  }

  close(): void {
    // There is nothing to take back.
  }
}

/** For commands that say nothing but their result. */
export const SILENT: Progress = {
  begin: () => undefined,
  step: () => undefined,
  end: () => undefined,
  say: () => undefined,
  close: () => undefined
};
