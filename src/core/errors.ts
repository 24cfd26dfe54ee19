/**
 * The one error type of the program. What the *model* got wrong is never
 * thrown: it goes back to the model as a tool result. What is thrown carries a
 * code from the list below, a sentence for the user, and what they can do next.
 * `docs/errors.md` explains each code.
 */

export const ERROR_CODES = [
  // Reaching a model
  'model-not-set',
  'model-unreachable',
  'model-timeout',
  'model-unauthorized',
  'model-not-found',
  'model-rate-limited',
  'model-overloaded',
  'model-rejected-request',
  'model-context-overflow',
  'model-unexpected-answer',
  'model-stream-broken',
  'model-empty-answer',
  // The live kernel
  'kernel-unavailable',
  'kernel-died',
  'kernel-not-python',
  'kernel-helper-failed',
  // Data files
  'file-not-profiled',
  // Agent cells and reports
  'agent-cell-invalid',
  'expression-failed',
  'replay-impossible',
  'code-refused',
  'report-failed',
  // The sidecar
  'transcript-unreadable',
  'sidecar-unwritable',
  // The session
  'session-busy',
  'session-id-invalid',
  'notebook-not-open',
  'prompt-empty',
  'budget-exhausted',
  'stopped',
  'internal'
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorDetails {
  /** What the user can do about it, one sentence. */
  readonly advice?: string;
  /** HTTP status of the model server, where there was one. */
  readonly status?: number;
  /** Seconds the server asked us to wait before trying again. */
  readonly retryAfterSeconds?: number;
  /** What the other side said, shortened; never contains credentials. */
  readonly detail?: string;
  readonly cause?: unknown;
}

export class AgentError extends Error {
  override readonly name = 'AgentError';
  readonly code: ErrorCode;
  readonly advice: string | undefined;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(
      message,
      details.cause === undefined ? undefined : { cause: details.cause }
    );
    this.code = code;
    this.advice = details.advice;
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.detail = details.detail;
  }

  /** True for any `AgentError`, also one that crossed a bundle boundary. */
  static is(error: unknown): error is AgentError {
    return (
      error instanceof Error && error.name === 'AgentError' && 'code' in error
    );
  }

  /** `error` itself if it is an `AgentError`, otherwise one with code `internal`. */
  static from(error: unknown): AgentError {
    if (AgentError.is(error)) {
      return error;
    }
    const message = error instanceof Error ? error.message : String(error);
    return new AgentError('internal', `Something went wrong: ${message}`, {
      cause: error
    });
  }
}
