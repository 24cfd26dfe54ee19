import { FixedClock } from './fixed-time';

/** A clock on which no delay ends before it is released. */
export class HeldClock extends FixedClock {
  private waiting: (() => void)[] = [];

  override delay(milliseconds: number): Promise<void> {
    this.delays.push(milliseconds);
    return new Promise(resolve => {
      this.waiting.push(resolve);
    });
  }

  /** Ends the delays that were asked for so far. */
  release(): void {
    this.waiting.splice(0).forEach(resolve => resolve());
  }
}
