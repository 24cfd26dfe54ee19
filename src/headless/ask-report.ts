import type { AgentError } from '../core/errors';
import type { AskArguments } from './arguments';
import type { AskResult } from './ask';
import { asReported, problemOf, type ReportedError } from './reported-error';

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
