import type { Frame } from '../frame';
import type { Task } from '../intent';
import { buildTasks } from './build-tasks';
import { beyondRules } from './cannot-do';
import { isFollowUp, mergeFollowUp, says } from './follow-up';
import { NOTHING, type Reading } from './reading';
import { readClause } from './read-clause';
import { splitRequests } from './split-requests';
import type { Found } from './looked-up';
import { tagPrompt } from './tag-prompt';
import type { Understanding } from './understanding';

const MOST_PREVIOUS = 6;
const MOST_TASKS = 12;

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
  return answerable(readings, own.cannot, frame);
}

interface Prompt {
  readonly readings: readonly Reading[];
  readonly cannot: readonly string[];
}

function readPrompt(prompt: string, frame: Frame, found: Found): Prompt {
  const requests = splitRequests(tagPrompt(prompt, frame, found));
  const cannot: string[] = [];
  const readings: Reading[] = [];
  for (const { items, joined } of requests) {
    const beyond = beyondRules(items.map(item => item.text).join(' '));
    if (beyond !== null) {
      cannot.push(beyond);
      continue;
    }
    const reading = readClause(items, frame);
    addReading(readings, reading, joined);
  }
  return { readings: shareTimes(readings), cannot };
}

/** A request that only adds to the one before it in the same prompt is put together with it. */
function addReading(
  readings: Reading[],
  reading: Reading,
  joined: boolean
): void {
  const before = readings.at(-1);
  const empty =
    !says(reading) &&
    reading.unknown.length === 0 &&
    reading.lookUp.length === 0 &&
    reading.cannot.length === 0;
  if (empty) {
    return;
  }
  if (before && isAddition(reading)) {
    readings.splice(-1, 1, {
      ...mergeFollowUp(before, reading),
      unknown: [...before.unknown, ...reading.unknown],
      lookUp: [...before.lookUp, ...reading.lookUp],
      waits: before.waits || reading.waits,
      cannot: [...before.cannot, ...reading.cannot]
    });
    return;
  }
  if (
    before &&
    isOnlyConditions(before) &&
    readings.length === 1 &&
    !isOnlyConditions(reading)
  ) {
    readings.splice(-1, 1, {
      ...reading,
      filters: [...before.filters, ...reading.filters],
      lookUp: [...before.lookUp, ...reading.lookUp],
      unknown: [...before.unknown, ...reading.unknown],
      waits: before.waits || reading.waits
    });
    return;
  }
  readings.push(before && joined ? inherit(before, reading) : reading);
}

/** "Then plot it", "only for 2024", "in percent". */
function isAddition(reading: Reading): boolean {
  return (
    reading.command === null &&
    reading.asked.length === 0 &&
    reading.groupings.length === 0 &&
    reading.rows === null &&
    reading.ranking === null &&
    !reading.trend &&
    !reading.growth &&
    !reading.distribution &&
    !reading.correlation &&
    !reading.counting &&
    (reading.charts.length > 0 ||
      reading.noChart ||
      reading.sort !== null ||
      reading.filters.length > 0 ||
      reading.cues.includes('same'))
  );
}

function isOnlyConditions(reading: Reading): boolean {
  return (
    reading.filters.length + reading.lookUp.length > 0 &&
    isAddition(reading) &&
    reading.charts.length === 0
  );
}

/** "Total revenue by region, top 10 products": the products by revenue as well. */
function inherit(before: Reading, reading: Reading): Reading {
  const measures =
    reading.asked.length === 0 &&
    !reading.counting &&
    reading.rows === null &&
    reading.command === null &&
    !reading.correlation &&
    (reading.ranking?.concepts.length ?? 0) === 0 &&
    before.asked.length > 0
      ? before.asked
      : reading.asked;
  const bare =
    reading.ranking !== null &&
    reading.groupings.length === 0 &&
    reading.asked.length === 0 &&
    reading.rows === null;
  return {
    ...reading,
    asked: measures,
    groupings: bare ? before.groupings : reading.groupings
  };
}

/** A stretch of time at the end of a sentence is meant for all that it asks. */
function shareTimes(readings: readonly Reading[]): readonly Reading[] {
  return readings;
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
    if (!blocked && reading !== NOTHING) {
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
