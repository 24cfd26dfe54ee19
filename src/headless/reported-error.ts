import type { TurnResult } from '../core/agent/session-types';
import type { AgentError } from '../core/errors';

/** What is said of a failure. Codes are those of `docs/errors.md`, and those below. */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
  readonly advice?: string;
}

/** A Python cell raised, or its kernel died. */
export const CELL_FAILED = 'cell-failed';
export const NOT_SAVED = 'notebook-not-saved';

export const REFUSED: ReportedError = {
  code: 'code-refused',
  message: 'Code was refused: it runs only with --approve auto.'
};

const AT_LIMIT: ReportedError = {
  code: 'budget-exhausted',
  message: 'A limit of the turn was reached before it was done.',
  advice: 'Ask the agent to go on.'
};

export const STOPPED: ReportedError = { code: 'stopped', message: 'Stopped.' };

/** Why a turn does not count as answered; null when it does. */
export function problemOf(
  result: Pick<TurnResult, 'error' | 'outcome' | 'refused'>
): ReportedError | null {
  if (result.error) {
    return asReported(result.error);
  }
  if (result.refused) {
    return REFUSED;
  }
  switch (result.outcome) {
    case 'answered':
      return null;
    case 'budget':
      return AT_LIMIT;
    default:
      return STOPPED;
  }
}

export function asReported({
  code,
  message,
  advice
}: Pick<AgentError, 'code' | 'message' | 'advice'>): ReportedError {
  return { code, message, ...(advice === undefined ? {} : { advice }) };
}

/** A failure in one line for people. */
export function sentence({ message, advice }: ReportedError): string {
  return [message, advice].filter(Boolean).join(' ');
}
