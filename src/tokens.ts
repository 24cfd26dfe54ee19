import type { NotebookPanel } from '@jupyterlab/notebook';
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { AgentSession, TurnResult } from './core/agent/session-types';

/** A prompt for `IKernelAgent.ask` and the command `kernel-agent:ask`. */
export interface AskOptions {
  readonly prompt: string;
  /** Paths relative to the notebook's folder. */
  readonly files?: readonly string[];
  /** Path of an open notebook; the one in front if absent. */
  readonly notebook?: string;
  /** `main` unless the user chose another. */
  readonly session?: string;
}

/** What other extensions may use. */
export interface IKernelAgent {
  /** The session shown in the sidebar: the one of the notebook in front. */
  readonly current: AgentSession | null;
  readonly currentChanged: ISignal<unknown, AgentSession | null>;
  /** Throws `AgentError` `session-id-invalid`. */
  sessionOf(panel: NotebookPanel, sessionId?: string): AgentSession;
  /**
   * Runs a turn and resolves with its result, however it ended.
   * Throws `AgentError` when it could not begin, `notebook-not-open` among others.
   */
  ask(options: AskOptions): Promise<TurnResult>;
}

export const IKernelAgent = new Token<IKernelAgent>(
  'jupyterlab-kernel-agent:IKernelAgent',
  "An agent that works in a notebook's live kernel."
);
