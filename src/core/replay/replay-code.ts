import { throwIfStopped } from '../clock';
import { LIMITS } from '../limits';
import type { Kernel } from '../ports';
import type { Entry } from '../transcript/entries';
import { executedCode } from '../transcript/executed-code';
import { currentRun } from '../transcript/run';

export interface ReplayedCode {
  /** Pieces of code that were run to their end. */
  readonly ran: number;
  readonly total: number;
  /** The turn whose code failed, and how; null when all of it ran. */
  readonly failure: { readonly turn: number; readonly message: string } | null;
}

/**
 * Runs the code of the current run's turns again, in order, up to the first that fails. Its outputs are not kept: what
 * counts is the variables that it leaves. Throws `AgentError`: `kernel-*`, `stopped`.
 */
export async function replayCode(
  entries: readonly Entry[],
  kernel: Kernel,
  signal: AbortSignal
): Promise<ReplayedCode> {
  const succeeded = new Set(
    currentRun(entries).flatMap(entry =>
      entry.kind === 'message' && entry.result === 'ok'
        ? (entry.message.tool_call_id ?? [])
        : []
    )
  );
  const codes = executedCode(entries).filter(({ call }) => succeeded.has(call));
  await kernel.ensureStarted(signal);
  for (const [index, { turn, code }] of codes.entries()) {
    const { status, outputs } = await kernel.execute(code, {
      signal,
      softLimitSeconds: LIMITS.turnSeconds,
      onOutputs: () => undefined
    });
    throwIfStopped(signal);
    if (status !== 'ok') {
      const error = outputs.findLast(output => output.output_type === 'error');
      return {
        ran: index,
        total: codes.length,
        failure: {
          turn,
          message: error
            ? `${error.ename}: ${error.evalue}`.slice(
                0,
                LIMITS.modelErrorDetail
              )
            : `it ended as “${status}”`
        }
      };
    }
  }
  return { ran: codes.length, total: codes.length, failure: null };
}
