import type { Analysis, Quantity, Statistic } from '../core/offline/intent';
import { decide } from '../core/offline/plan/decide';
import type { Target } from '../core/offline/understand/understanding';
import { AnalystLoop, type AskedAnswer } from './analyst-loop';
import type { PythonNotebook } from './python-notebook';

export const sum = (
  column: string,
  statistic: Statistic = 'sum'
): Quantity => ({
  measure: { kind: 'column', column },
  statistic
});
export const column = (name: string) => ({
  kind: 'column' as const,
  column: name
});
export const group = {
  kind: 'group' as const,
  filters: [],
  limit: null,
  descending: true,
  extreme: false,
  share: false,
  chart: null
};
export const trend = {
  kind: 'trend' as const,
  filters: [],
  split: null,
  growth: false,
  chart: null
};

/** A conversation in which every prompt means the next of `analyses`. */
export function talkIn(
  notebook: PythonNotebook,
  target: Target,
  ...analyses: readonly Analysis[]
): Promise<AskedAnswer> {
  let at = 0;
  const loop = new AnalystLoop(notebook, conversation =>
    decide(conversation, {
      recognise: () => ({ kind: 'table', target }),
      understand: () => ({
        tasks: analyses
          .slice(at, at + 1)
          .map(analysis => ({ analysis, notes: [] })),
        lookUp: [],
        unknown: [],
        cannot: []
      })
    })
  );
  return analyses.reduce<Promise<AskedAnswer>>(
    async (before, _, i) => {
      await before;
      at = i;
      return loop.ask('question');
    },
    Promise.resolve({ answer: '', code: [], outputs: [], steps: 0 })
  );
}

export function file(path: string, sheet: string | null = null): Target {
  return { kind: 'file', path, sheet };
}
