import type { Clock } from '../../core/ports';
import { duration, type Progress } from './progress';

/** How often the seconds on the line go on. */
const REDRAW_MS = 250;

/** Back to the beginning of the line, and nothing behind. */
const ERASE = '\r\x1b[K';

/** Progress on a terminal: one line that is rewritten while something goes on, and stays when it is over. */
export class LiveProgress implements Progress {
  private what = '';
  private now = '';
  private since = 0;
  private stopDrawing: (() => void) | null = null;

  /** @param columns width of the terminal at that moment; a line that is longer could not be taken back */
  constructor(
    private readonly write: (text: string) => void,
    private readonly columns: () => number,
    private readonly clock: Clock
  ) {}

  begin(what: string): void {
    this.what = what;
    this.now = '';
    this.since = this.clock.now();
    this.stopDrawing?.();
    this.stopDrawing = this.clock.every(REDRAW_MS, () => this.draw());
    this.draw();
  }

  step(what: string): void {
    if (what !== this.now) {
      this.now = what;
      this.draw();
    }
  }

  end(how: string): void {
    if (this.stopDrawing) {
      this.close();
      this.write(`${this.line(how)}\n`);
    }
  }

  say(line: string): void {
    this.write(`${this.stopDrawing ? ERASE : ''}${line}\n`);
    this.draw();
  }

  close(): void {
    if (this.stopDrawing) {
      this.stopDrawing();
      this.stopDrawing = null;
      this.write(ERASE);
    }
  }

  private draw(): void {
    if (this.stopDrawing) {
      const width = Math.max(20, this.columns() - 1);
      this.write(`${ERASE}${this.line(this.now).slice(0, width)}`);
    }
  }

  private line(how: string): string {
    const took = duration(this.clock.now() - this.since);
    return [this.what, how, took].filter(Boolean).join(' · ');
  }
}
