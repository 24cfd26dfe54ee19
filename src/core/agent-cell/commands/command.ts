import type { Session } from '../../agent/session';
import type { AgentCommand } from '../cell';
import type { AgentCellHost } from '../run-cell';

export interface CommandContext {
  readonly command: AgentCommand;
  readonly host: AgentCellHost;
  readonly signal: AbortSignal;
  /** The command's session, loaded. Throws `AgentError`. */
  session(): Promise<Session>;
}

/** Does what the command says and resolves with Markdown. Throws `AgentError`. */
export type Command = (context: CommandContext) => Promise<string>;
