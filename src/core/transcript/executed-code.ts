import type { Entry } from './entries';
import { currentRun } from './run';
import { codeArgument } from './session-log';

export interface ExecutedCode {
  readonly turn: number;
  /** The tool call's id. */
  readonly call: string;
  readonly code: string;
}

/**
 * The code of the current run that was called for and neither refused nor turned away, in order; once, however often it
 * was replayed.
 */
export function executedCode(entries: readonly Entry[]): ExecutedCode[] {
  const run = currentRun(entries);
  const ran = new Set(
    run.flatMap(entry =>
      entry.kind === 'approval' && entry.outcome !== 'reject' ? entry.call : []
    )
  );
  return run.flatMap(entry =>
    entry.kind === 'message' && !entry.replayed
      ? (entry.message.tool_calls ?? [])
          .filter(
            call => call.function.name === 'execute_python' && ran.has(call.id)
          )
          .flatMap(call => {
            const code = codeArgument(call.function.arguments);
            return code === null
              ? []
              : { turn: entry.turn, call: call.id, code };
          })
      : []
  );
}
