import type { AgentError } from '../core/errors';
import type { AskArguments } from './arguments';
import type { AskResult } from './ask';

/** What `ask --json` prints. */
export interface AskReport {
  readonly success: boolean;
  /** The final answer in words; empty when there is none. */
  readonly answer: string;
  /** Code that was run, in order. */
  readonly code: readonly string[];
  readonly output: string;
  /** Null exactly when `success` is true. */
  readonly error: ReportedError | null;
  readonly attempts: number;
  readonly files: readonly string[];
  readonly artifacts: AskResult['artifacts'];
  readonly usage: AskResult['usage'];
}

export interface ReportedError {
  readonly code: string;
  readonly message: string;
  readonly advice?: string;
}

const REFUSED: ReportedError = {
  code: 'code-refused',
  message: 'Code was refused: it runs only with --approve auto.'
};

/** The report of a turn, however it ended. */
export function reportOf(result: AskResult): AskReport {
  const { answer, code, output, attempts, files, artifacts, usage } = result;
  const error = problemOf(result);
  return {
    success: error === null,
    answer,
    code,
    output,
    error,
    attempts,
    files,
    artifacts,
    usage
  };
}

/** The report when no turn began. */
export function reportOfFailure(
  args: AskArguments,
  error: AgentError
): AskReport {
  return {
    success: false,
    answer: '',
    code: [],
    output: '',
    error: asReported(error),
    attempts: 0,
    files: args.files,
    artifacts: [],
    usage: null
  };
}

function problemOf(result: AskResult): ReportedError | null {
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
      return {
        code: 'budget-exhausted',
        message: 'A limit of the turn was reached before it was done.',
        advice: 'Ask the agent to go on.'
      };
    default:
      return { code: 'stopped', message: 'Stopped.' };
  }
}

function asReported({ code, message, advice }: AgentError): ReportedError {
  return { code, message, ...(advice === undefined ? {} : { advice }) };
}
