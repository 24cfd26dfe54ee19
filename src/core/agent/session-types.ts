import type { ReplayMode } from '../agent-cell/cell';
import type { Artifact, SessionArtifact } from '../artifacts/artifact';
import type { AgentError } from '../errors';
import type { FileContextDocument } from '../file-context/document';
import type { FileContextView } from '../file-context/known-file';
import type { Subscribable } from '../listeners';
import type { Usage } from '../llm/chat-message';
import type {
  ApprovalDecision,
  ApprovalRequest,
  FileContextStore,
  KernelState,
  StorageState
} from '../ports';
import type {
  ConversationView,
  TurnState
} from '../transcript/conversation-types';

/** One session as the sidebar, agent cells, commands and the headless runner use it. */

export interface Prompt {
  readonly text: string;
  /** Paths relative to the notebook's folder. */
  readonly files?: readonly string[];
  /** Name of the phase of a larger piece of work that this turn is. */
  readonly phase?: string;
  /** The agent cell that asks; absent for prompts from elsewhere. */
  readonly cell?: AskingCell;
}

export interface AskingCell {
  readonly id: string;
  /** Ids of the agent cells of the same session above it, from the top. */
  readonly above: readonly string[];
  readonly replay: ReplayMode;
}

export interface TurnResult {
  readonly turn: number;
  readonly outcome: Exclude<TurnState, 'running'>;
  /** The final answer in words, tags removed; empty when there is none. */
  readonly answer: string;
  /** Code that was run, in order. */
  readonly code: readonly string[];
  /** Text output of that code. */
  readonly output: string;
  readonly error: AgentError | null;
  /** Executions tried. */
  readonly attempts: number;
  readonly files: readonly string[];
  /** Data files that this turn read, and those that it knew without reading them. */
  readonly fileContext: {
    readonly read: readonly string[];
    readonly reused: readonly string[];
  };
  /** The recorded turn that was run again instead of asking a model; null when a model was asked. */
  readonly replayed: number | null;
  /** Model requests that were sent. */
  readonly requests: number;
  /** True when code was not run because that was refused. */
  readonly refused: boolean;
  /** Files that this turn wrote or changed, newest first. */
  readonly artifacts: readonly Artifact[];
  readonly usage: Usage | null;
}

export interface Task {
  readonly query: string;
  /** Paths relative to the notebook's folder. */
  readonly files?: readonly string[];
}

export interface TaskResult {
  readonly success: boolean;
  readonly answer: string;
  /** All code that was run, in order. */
  readonly code: string;
  readonly output: string;
  /** A sentence; null when there was none. */
  readonly error: string | null;
  /** Executions tried. */
  readonly attempts: number;
  readonly files: readonly string[];
}

export type SessionPhase =
  | 'idle'
  /** Reading the transcript. */
  | 'loading'
  /** Starting the kernel or collecting what the model is told. */
  | 'preparing'
  /** Reading data files. */
  | 'profiling'
  | 'waiting-for-model'
  | 'streaming'
  | 'waiting-to-retry'
  | 'awaiting-approval'
  | 'running-code';

export interface SessionStatus {
  readonly phase: SessionPhase;
  /** Current step of the running turn, from 1; 0 when idle. */
  readonly step: number;
  /** When the current phase began, milliseconds since 1970. */
  readonly since: number;
  /** Name of the model the next request goes to; empty while unknown. */
  readonly model: string;
  readonly modelKind: 'offline' | 'relay' | 'direct';
  readonly kernel: KernelState;
  readonly storage: StorageState;
}

export interface QueuedPrompt {
  readonly id: string;
  readonly prompt: Prompt;
}

export type ApprovalMode = 'ask' | 'auto';

export interface AgentSession {
  readonly sessionId: string;
  readonly conversation: ConversationView;
  readonly status: SessionStatus;
  readonly statusChanged: Subscribable<SessionStatus>;
  /** Prompts that wait for the running turn to end. */
  readonly queue: readonly QueuedPrompt[];
  readonly queueChanged: Subscribable<readonly QueuedPrompt[]>;
  /** Calls that wait for the user's word, oldest first. */
  readonly approvals: readonly ApprovalRequest[];
  readonly approvalsChanged: Subscribable<readonly ApprovalRequest[]>;

  /**
   * Runs a turn, or queues it behind the running one. Resolves when the turn has ended, however it ended;
   * throws `AgentError` only when no turn could begin (`prompt-empty`, `transcript-unreadable`, `stopped` when unqueued).
   */
  ask(prompt: Prompt): Promise<TurnResult>;
  /** Ends the running turn; queued prompts stay queued and are held until the next `ask` or `resumeQueue`. */
  stop(): void;
  /** Runs what was held back by `stop`. */
  resumeQueue(): void;
  unqueue(id: string): void;
  decide(approvalId: string, decision: ApprovalDecision): void;
  /** Sends the prompt of the last turn again, as a new turn. */
  retry(): Promise<TurnResult>;
  /** Ends the run: the model's history starts afresh, the transcript keeps everything, and so does the file context. */
  reset(): Promise<void>;

  /** Files that the turns of this run wrote, newest first. */
  readonly artifacts: readonly SessionArtifact[];
  readonly artifactsChanged: Subscribable<readonly SessionArtifact[]>;

  /** The data files this session knows. */
  readonly fileContext: FileContextView;
  /** `file_context.json` itself. */
  readonly fileContextStore: FileContextStore;
  /** Whether there is a saved file context that can be read. */
  hasSavedFileContext(): Promise<boolean>;
  /** The saved file context; null when there is none, or none that can be read. */
  getSavedFileContext(): Promise<FileContextDocument | null>;
  /**
   * A turn as the file context's own interface: files that are known and unchanged are not read again, others are read
   * once. Without files, what the session knows is reused. Never throws for what goes wrong in the turn.
   */
  executeTask(task: Task): Promise<TaskResult>;
}
