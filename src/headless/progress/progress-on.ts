import { systemClock } from '../../core/clock';
import { LiveProgress } from './live-progress';
import { PlainProgress } from './plain-progress';
import type { Progress } from './progress';

/** Columns of a terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;

/** Progress as it suits the stream: rewritten in place on a terminal, in plain lines elsewhere. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  const write = (text: string): void => void stream.write(text);
  return stream.isTTY && process.env.TERM !== 'dumb'
    ? new LiveProgress(
        write,
        () => stream.columns || USUAL_COLUMNS,
        systemClock
      )
    : new PlainProgress(write, systemClock);
}
