import type { Frame } from '../frame';
import type { Task } from '../intent';
import { buildTasks } from './build-tasks';
import { isFollowUp, mergeFollowUp } from './follow-up';
import { readPrompt } from './read-prompt';
import type { Reading } from './reading';
import type { Found } from './looked-up';
import type { Understanding } from './understanding';

const MOST_PREVIOUS = 6;
const MOST_TASKS = 12;
const MOST_WORDS = 6;

export interface PromptOptions {
  /** Earlier prompts about the same table, oldest first. */
  readonly previous: readonly { readonly prompt: string }[];
  /** Words that were looked up in the table, with where they occur. */
  readonly found: Found;
}

/** What a prompt asks of a table. Never throws; what it does not understand it says. */
export function understandPrompt(
  prompt: string,
  frame: Frame,
  options: PromptOptions
): Understanding {
  const own = readPrompt(prompt, frame, options.found);
  const readings = own.readings.some(isFollowUp)
    ? inContext(own.readings, options, frame)
    : own.readings;
  const understanding = answerable(readings, own.cannot, frame);
  const nothing = [
    understanding.tasks,
    understanding.lookUp,
    understanding.unknown,
    understanding.cannot
  ].every(list => list.length === 0);
  return nothing
    ? {
        ...understanding,
        unknown: [...new Set(own.leftover)].slice(0, MOST_WORDS)
      }
    : understanding;
}

function inContext(
  own: readonly Reading[],
  options: PromptOptions,
  frame: Frame
): readonly Reading[] {
  const before = readBefore(options, frame);
  const last = before.at(-1);
  if (!last) {
    return own;
  }
  return own.flatMap(reading => {
    if (!isFollowUp(reading)) {
      return [reading];
    }
    const forAll =
      reading.filters.length > 0 &&
      reading.charts.length === 0 &&
      reading.groupings.length === 0;
    return (forAll ? before : [last]).map(each => mergeFollowUp(each, reading));
  });
}

/** The requests that were on the table before this prompt, follow-ups already put together. */
function readBefore(options: PromptOptions, frame: Frame): readonly Reading[] {
  const recent = options.previous.slice(-MOST_PREVIOUS);
  const chain: (readonly Reading[])[] = [];
  for (const { prompt } of [...recent].reverse()) {
    const { readings } = readPrompt(prompt, frame, options.found);
    if (readings.length > 0) {
      chain.unshift(readings);
      if (!readings.every(isFollowUp)) {
        break;
      }
    }
  }
  return chain.reduce<readonly Reading[]>((before, readings) => {
    const last = before.at(-1);
    return last
      ? readings.map(reading =>
          isFollowUp(reading) ? mergeFollowUp(last, reading) : reading
        )
      : readings;
  }, []);
}

function answerable(
  readings: readonly Reading[],
  beyond: readonly string[],
  frame: Frame
): Understanding {
  const tasks: Task[] = [];
  const cannot = [...beyond];
  for (const reading of readings) {
    cannot.push(...reading.cannot);
    const blocked =
      reading.unknown.length > 0 || reading.waits || reading.cannot.length > 0;
    if (!blocked) {
      const built = buildTasks(reading, frame);
      tasks.push(...built.tasks);
      cannot.push(...built.cannot);
    }
  }
  return {
    tasks: tasks.slice(0, MOST_TASKS),
    lookUp: [...new Set(readings.flatMap(reading => reading.lookUp))],
    unknown: [...new Set(readings.flatMap(reading => reading.unknown))],
    cannot: [...new Set(cannot)]
  };
}
