import { isInspection } from '../code/inspection-code';
import { NO_PIE } from '../code/pie-chart';
import type { Task } from '../intent';
import type { Step, Turn } from '../read-conversation';

/** Runs of one task's code: the first, and one repair. */
const MOST_RUNS = 2;

/** How far a turn has come with its tasks. */
export interface TaskProgress {
  /** What each task that is over came to; null when it was given up. */
  readonly results: readonly { readonly step: Step; readonly ok: boolean }[];
  /** The run of the next task that failed, if one did. */
  readonly failed: Step | null;
}

/** The code ran, but a pie could not be drawn. */
export function lacksPie(step: Step): boolean {
  return step.result.includes(`${NO_PIE}: `);
}

/** Code runs of this turn that were for its tasks. */
export function taskRuns(turn: Turn): Step[] {
  return turn.steps.filter(
    step => step.tool === 'execute_python' && !isInspection(step.code)
  );
}

export function inspections(turn: Turn): Step[] {
  return turn.steps.filter(
    step => step.tool === 'execute_python' && isInspection(step.code)
  );
}

/** Runs are in the order of the tasks, each task's failed one before its repair. */
export function taskProgress(turn: Turn, tasks: readonly Task[]): TaskProgress {
  const results: { step: Step; ok: boolean }[] = [];
  let tries = 0;
  let failed: Step | null = null;
  for (const step of taskRuns(turn)) {
    if (results.length >= tasks.length) {
      break;
    }
    tries += 1;
    const isDone = step.outcome === 'ok' && !lacksPie(step);
    if (isDone || tries >= MOST_RUNS) {
      results.push({ step, ok: step.outcome === 'ok' });
      tries = 0;
      failed = null;
    } else {
      failed = step;
    }
  }
  return { results, failed };
}
