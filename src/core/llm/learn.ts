import type { AgentError, ErrorCode } from '../errors';
import { LESSONS, type Refusal } from './lessons';
import { parseModelMemory, type ModelMemory } from './model-memory';
import type { WireRequest } from './wire-request';

/** What is done differently from now on. */
export interface Learnt {
  /** What the user is told; null for what makes no difference to them. */
  readonly notice: string | null;
  /** Forgets it again; null when the refusal itself asked for it. */
  readonly undo: (() => void) | null;
}

/** Failures that have nothing to do with how the request is written. */
const OTHER_CAUSES: ReadonlySet<ErrorCode> = new Set([
  'stopped',
  'model-not-set',
  'model-unreachable',
  'model-timeout',
  'model-unauthorized',
  'model-rate-limited',
  'model-context-overflow',
  'model-empty-answer'
]);

/**
 * Looks for what a server did not like about a request, and remembers to avoid it. Returns what was learnt, or null when
 * there is nothing to try. `tried` grows, so that nothing is tried twice for one request.
 */
export function learnFromRefusal(
  error: AgentError,
  sent: WireRequest,
  memory: ModelMemory,
  tried: Set<string>
): Learnt | null {
  if (OTHER_CAUSES.has(error.code)) {
    return null;
  }
  const { detail: text = '', status } = error;
  const refusal: Refusal = { text, status, sent, memory, tried };
  const lesson = LESSONS.find(
    each => (each.repeats || !tried.has(each.name)) && each.applies(refusal)
  );
  if (!lesson) {
    return null;
  }
  const before = JSON.stringify(memory);
  lesson.learn(memory, refusal);
  tried.add(lesson.name);
  if (JSON.stringify(memory) === before) {
    return null;
  }
  return {
    notice: lesson.notice ?? null,
    undo: lesson.isGuess
      ? () => void Object.assign(memory, parseModelMemory(before))
      : null
  };
}
