import { expect, it } from 'vitest';
import type { Frame } from '../core/offline/frame';
import { understandPrompt } from '../core/offline/understand/understand-prompt';
import { describeAnalysis } from './describe-analysis';

type FoundWords = Readonly<Record<string, readonly [string, string][]>>;

/**
 * What a prompt comes to, a line for each analysis; then `? ` with words to look up, `unknown ` with unknown words, and
 * `cannot ` with what cannot be done.
 */
export function understood(
  prompt: string,
  frame: Frame,
  found: FoundWords = {}
): string[] {
  // Earlier prompts of the same conversation stand before the last one.
  const prompts = prompt.split(' >> ');
  const { tasks, lookUp, unknown, cannot } = understandPrompt(
    prompts.at(-1) ?? '',
    frame,
    {
      previous: prompts.slice(0, -1).map(each => ({ prompt: each })),
      found
    }
  );
  const list = (name: string, words: readonly string[]): string[] =>
    words.length > 0 ? [`${name} ${words.join(', ')}`] : [];
  return [
    ...tasks.map(task => describeAnalysis(task.analysis)),
    ...list('?', lookUp),
    ...list('unknown', unknown),
    ...list('cannot', cannot)
  ];
}

/** One test for each prompt; several analyses are written as a list. */
export function expectAnalyses(
  frame: Frame,
  prompts: Readonly<Record<string, string | readonly string[]>>,
  found: FoundWords = {}
): void {
  for (const [prompt, expected] of Object.entries(prompts)) {
    it(prompt, () => {
      expect(understood(prompt, frame, found)).toEqual(
        typeof expected === 'string' ? [expected] : expected
      );
    });
  }
}
