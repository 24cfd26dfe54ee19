/** What people are told while a command works: on standard error, so that standard output stays the result. */
export interface Progress {
  /** Something begins that has several steps, for instance “cell 3/9 · agent”. */
  begin(what: string): void;
  /** What it is doing now, for instance “step 2, running code”. Told only where a line can be rewritten. */
  step(what: string): void;
  /** It is over, with how that went in a few words. */
  end(how: string): void;
  /** A line of its own, which stays. */
  say(line: string): void;
  close(): void;
}

/** Milliseconds as people read them: `0.3 s`, `75 s`, `12 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return whole < 120
    ? `${whole} s`
    : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
