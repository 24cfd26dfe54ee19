import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { ITranslator } from '@jupyterlab/translation';
import type { AgentSession, ApprovalMode } from '../core/agent/session-types';
import type { Subscribable } from '../core/listeners';
import type { ArtifactActions } from './artifacts/artifact-actions';

/** What the sidebar is told about the notebook a session belongs to. */
export interface SessionInfo {
  readonly notebookName: string;
  /** Path from the server's root; files dropped from the file browser are made relative to its folder. */
  readonly notebookPath?: string;
  /** The notebook's own renderers, which resolve its relative links; without it the application's are used. */
  readonly rendermime?: IRenderMimeRegistry;
}

/** A line of the `@` completion. */
export interface Completion {
  /** What is inserted: a path relative to the notebook's folder, or a variable's name. */
  readonly value: string;
  /** Shown beside it, for instance a type and shape. */
  readonly detail?: string;
}

/** What was typed and attached but not sent. */
export interface Draft {
  readonly text: string;
  readonly files: readonly string[];
}

/**
 * Everything the sidebar cannot do itself. Each may throw or reject with a readable
 * message: it is shown above the composer and nothing else happens.
 */
export interface AgentActions {
  readonly artifacts: ArtifactActions;
  openSettings(): void;
  /** Lets the user choose a model. */
  pickModel(session: AgentSession): void | Promise<void>;
  /** Resolves with a sentence: whether the model answers, or which layer failed. */
  testConnection(session: AgentSession): Promise<string>;
  insertCodeBelow(session: AgentSession, code: string): void | Promise<void>;
  /** Begins a new run, once the user has confirmed it. */
  newRun(session: AgentSession): void | Promise<void>;
  openTranscriptFolder(session: AgentSession): void | Promise<void>;
  openSessionLog(session: AgentSession): void | Promise<void>;
  /** Lets the user choose files; paths relative to the notebook's folder, none when cancelled. */
  pickFiles(session: AgentSession): Promise<readonly string[]>;
  /** Opens a data file as JupyterLab shows it. */
  openFile(session: AgentSession, path: string): void | Promise<void>;
  listFiles(
    session: AgentSession,
    prefix: string
  ): Promise<readonly Completion[]>;
  listVariables(
    session: AgentSession,
    prefix: string
  ): Promise<readonly Completion[]>;
  /** Up to three first prompts that make sense here. */
  suggestions(session: AgentSession): Promise<readonly string[]>;
  loadDraft(session: AgentSession): Draft | null | Promise<Draft | null>;
  saveDraft(session: AgentSession, draft: Draft): void;
  /** Offered when no notebook is open; absent where the frontend cannot create one. */
  newNotebook?(): void;
}

/** Who decides whether code runs: shown and changed near the composer. */
export interface ApprovalModes {
  get(session: AgentSession): ApprovalMode;
  set(session: AgentSession, mode: ApprovalMode): void;
  readonly changed: Subscribable<unknown>;
}

export type SendWith = 'enter' | 'shift-enter';

export interface ComposerSettings {
  readonly sendWith: SendWith;
}

export interface AgentUiOptions {
  readonly rendermime: IRenderMimeRegistry;
  /** Colours code. */
  readonly languages: IEditorLanguageRegistry;
  readonly actions: AgentActions;
  readonly approvalModes: ApprovalModes;
  /** Read at every key press, so that a changed setting takes effect at once. */
  readonly composerSettings?: () => ComposerSettings;
  readonly translator?: ITranslator;
}
