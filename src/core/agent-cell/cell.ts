import type { AgentError } from '../errors';
import type { Output } from '../outputs';
import type { TurnResult } from '../agent/session-types';

/** An agent cell as it is written: `%%agent` and a prompt, or lines of `%agent` commands. */
export type AgentCell =
  | {
      readonly kind: 'prompt';
      /** As written, expressions in braces not evaluated yet. */
      readonly prompt: string;
      readonly options: CellOptions;
    }
  | { readonly kind: 'commands'; readonly commands: readonly AgentCommand[] }
  /** It is meant as one and cannot be understood: what is said in the cell instead of running it. */
  | { readonly kind: 'invalid'; readonly error: AgentError };

export interface CellOptions {
  /** Paths relative to the notebook's folder. */
  readonly files: readonly string[];
  /** Null: the notebook's default session. */
  readonly session: string | null;
  readonly phase: string | null;
  /** Name of the variable that gets the answer. */
  readonly output: string | null;
  readonly replay: ReplayMode;
}

/** `allowed`: a recorded turn is replayed if there is one; `never`: `--fresh`; `only`: `--replay-only`. */
export type ReplayMode = 'allowed' | 'never' | 'only';

export interface AgentCommand {
  /** The first word, for instance `files`; with its second word where that belongs to it (`report refresh`). */
  readonly name: string;
  readonly arguments: readonly string[];
  /** Null: the notebook's default session. */
  readonly session: string | null;
}

/** How the run of an agent cell ended, as a code cell's would. */
export interface AgentCellOutcome {
  readonly status: 'ok' | 'error';
  /** What is shown as the cell's error, and is among its outputs; null when `ok`. */
  readonly error: AgentError | null;
  /** Null for commands, and when no turn began. */
  readonly result: TurnResult | null;
}

/** A cell's outputs so far, whole; earlier ones stay in their places as more come. */
export type ShowOutputs = (outputs: readonly Output[]) => void;

/** Header of a turn in a cell's outputs; the Markdown beside it says the same. */
export const TURN_MIME_TYPE = 'application/vnd.kernel-agent.turn+json';
/** A tool call in a cell's outputs; the Markdown beside it shows its code and what it printed. */
export const STEP_MIME_TYPE = 'application/vnd.kernel-agent.step+json';
/**
 * Marks Markdown of the agent's, `{version: 1}`. What a model writes is never trusted, also in a notebook that is: the
 * renderer of this type sanitises the bundle's `text/markdown`, where JupyterLab's own would run its scripts.
 */
export const TEXT_MIME_TYPE = 'application/vnd.kernel-agent.text+json';
