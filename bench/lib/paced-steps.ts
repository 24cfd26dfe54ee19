import type { Step } from '../../src/testing/openai-server';

/** Steps of an answer that sends one event every `interval` milliseconds from now on. */
export function pacedSteps(
  events: readonly string[],
  interval: number
): Step[] {
  return events.flatMap((event, index) => [
    new Promise(resolve => setTimeout(resolve, index * interval)),
    event
  ]);
}
