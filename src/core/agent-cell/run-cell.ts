import type { Session } from '../agent/session';
import { AgentError } from '../errors';
import type { Output } from '../outputs';
import type { Kernel } from '../ports';
import type {
  AgentCell,
  AgentCellOutcome,
  ReplayMode,
  ShowOutputs
} from './cell';
import { runCommands } from './commands/run-commands';
import { runPrompt } from './run-prompt';
import { errorOutput } from './turn-error';

/** What the run of an agent cell needs from where it runs. */
export interface AgentCellHost {
  /** Id of the session that is meant where a cell names none. */
  readonly defaultSession: string;
  /** The session of that id (null: the default one) beside the notebook, loaded. Throws `AgentError`. */
  session(id: string | null): Promise<Session>;
  readonly kernel: Kernel;
  /** Deletes what a session keeps; resolves with a sentence on what was deleted. Throws `AgentError`. */
  removeSession(id: string | null): Promise<string>;
  /** The session log of the current run; empty when there is none. */
  readLog(session: Session): Promise<string>;
}

export interface CellToRun {
  readonly id: string;
  readonly source: string;
  /** The cells above it in the notebook, from the top. */
  readonly above: readonly { readonly id: string; readonly source: string }[];
  /** What the runner demands instead of what the cell says. */
  readonly replay?: ReplayMode;
}

/**
 * Runs an agent cell and shows its outputs whenever they changed, which is often while an answer streams. Aborting `signal`
 * stops the turn. Never throws for what goes wrong in the cell: that is its last output.
 */
export async function runAgentCell(
  cell: CellToRun,
  parsed: AgentCell,
  host: AgentCellHost,
  show: ShowOutputs,
  signal: AbortSignal
): Promise<AgentCellOutcome> {
  let shown: readonly Output[] = [];
  const keep: ShowOutputs = outputs => {
    shown = outputs;
    show(outputs);
  };
  try {
    switch (parsed.kind) {
      case 'invalid':
        throw parsed.error;
      case 'commands':
        await runCommands(parsed.commands, host, keep, signal);
        return { status: 'ok', error: null, result: null };
      case 'prompt':
        return await runPrompt(cell, parsed, host, keep, signal);
    }
  } catch (thrown) {
    const error = AgentError.from(thrown);
    show([...shown, errorOutput(error)]);
    return { status: 'error', error, result: null };
  }
}
