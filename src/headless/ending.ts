import { constants } from 'node:os';

type EndingSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** The first of these ends the work and what was started for it; another one, later than this, ends the program at once. */
const ENDING: readonly EndingSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const SAME_SIGNAL_MS = 1000;

export interface Ending {
  /** Aborted when the program is asked to end. */
  readonly signal: AbortSignal;
  /** The exit code for that; null while nobody asked. */
  exitCode(): number | null;
}

/** Listens for what asks the program to end. */
export function listenForEnd(): Ending {
  const stopping = new AbortController();
  let code: number | null = null;
  let since = 0;
  for (const name of ENDING) {
    process.on(name, () => {
      if (code !== null && Date.now() - since > SAME_SIGNAL_MS) {
        process.exit(code);
      }
      // A terminal and npm may both pass on the same Ctrl-C.
      if (code === null) {
        code = 128 + constants.signals[name];
        since = Date.now();
        stopping.abort();
      }
    });
  }
  return { signal: stopping.signal, exitCode: () => code };
}
