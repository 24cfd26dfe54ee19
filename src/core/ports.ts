import type { FileContextDocument } from './file-context/document';
import type { ChatRequest } from './llm/chat-message';
import type { Subscribable } from './listeners';
import type { Output } from './outputs';
import type { Entry } from './transcript/entries';

/** What the core needs from outside. Adapters live in `jupyter/`, `lab/` and `headless/`. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  delay(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `action` every `ms` until the returned function is called. */
  every(ms: number, action: () => void): () => void;
}

export interface Ids {
  /** A new id, unique in the session, `[a-z0-9]+`. */
  next(): string;
}

/* ------------------------------------------------------------------ model */

export interface ModelClient {
  /** `offline` is the built-in analyst, which is not a language model. */
  readonly kind: 'offline' | 'relay' | 'direct';
  /**
   * Sends one streaming request and yields the parsed JSON of each chunk, unvalidated.
   * Throws `AgentError` (`model-*`) for refused requests and broken transports; when `signal` is aborted,
   * it throws `AgentError` with code `stopped`. Never retries by itself.
   */
  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<unknown>;
  /** Names the server offers. Throws `AgentError` as above. */
  models(signal: AbortSignal): Promise<string[]>;
}

/* ----------------------------------------------------------------- kernel */

export interface KernelDescription {
  /** Name of the kernel spec, for instance `python3`. */
  readonly name: string;
  readonly displayName: string;
  /** Language in lower case, for instance `python`; empty while unknown. */
  readonly language: string;
}

export type KernelStatus =
  'none' | 'starting' | 'idle' | 'busy' | 'disconnected' | 'dead';

export interface KernelState {
  readonly status: KernelStatus;
  readonly kernel: KernelDescription | null;
  /** Lives of the kernel seen so far, from 1; 0 before the first. */
  readonly epoch: number;
}

export interface ExecutionOptions {
  /** Aborting interrupts the kernel, but only if this very request is what it is running. */
  readonly signal: AbortSignal;
  /** After this many seconds `execute` resolves with status `running` and what there is so far. */
  readonly softLimitSeconds: number;
  /** Called whenever `outputs` changed; the same array is passed and grown. */
  onOutputs(outputs: readonly Output[]): void;
}

export interface ExecutionResult {
  readonly status: 'ok' | 'error' | 'interrupted' | 'died' | 'running';
  readonly outputs: readonly Output[];
  readonly milliseconds: number;
  /** Resolves with the final result when `status` is `running`. */
  readonly finished?: Promise<ExecutionResult>;
}

export interface Kernel {
  readonly state: KernelState;
  readonly stateChanged: Subscribable<KernelState>;
  /** Starts one if there is none. Throws `AgentError` (`kernel-unavailable`, `kernel-died`). */
  ensureStarted(signal: AbortSignal): Promise<KernelDescription>;
  /**
   * Runs `code` in the user's namespace without touching `In`, `Out`, `_` or the execution counter.
   * What the code does wrong is in the result; throws `AgentError` (`kernel-*`) only when there is no kernel to run it.
   */
  execute(code: string, options: ExecutionOptions): Promise<ExecutionResult>;
  /**
   * Calls a function of the helper module and returns its JSON, without a trace in the user's namespace.
   * Throws `AgentError` (`kernel-not-python`, `kernel-helper-failed`, `kernel-died`, `stopped`).
   */
  callHelper(
    name: string,
    args: Record<string, unknown>,
    signal: AbortSignal
  ): Promise<unknown>;
}

/* ------------------------------------------------------------------ files */

export interface FileEntry {
  /** Path relative to the notebook's folder, `/` separated. */
  readonly path: string;
  readonly kind: 'file' | 'directory';
  /** Bytes; null when unknown. */
  readonly size: number | null;
  /** ISO 8601. */
  readonly modified: string;
}

export interface Files {
  /** What lies in the notebook's folder. Never throws: an unreadable folder is empty. */
  nearby(): Promise<FileEntry[]>;
}

/* ----------------------------------------------------------- file context */

/** `file_context.json` of one session, in its sidecar. */
export interface FileContextStore {
  /** Null when there is none, or none that can be read: the latter is logged, and the file is set aside before the next write. Never throws. */
  load(): Promise<FileContextDocument | null>;
  /**
   * Reads what is there, writes what `change` makes of it, and makes sure that what another tab wrote in the same moment
   * is not lost: `change` may be called several times and must be pure. Null from `change` leaves the file as it is.
   * Resolves with what is on disk then; with null when it cannot be written. Never throws.
   */
  update(
    change: (current: FileContextDocument | null) => FileContextDocument | null
  ): Promise<FileContextDocument | null>;
  /** File contexts of the notebook's other sessions, newest first. Never throws. */
  siblings(): Promise<FileContextDocument[]>;
}

/* ------------------------------------------------------------- transcript */

export type StorageState =
  | { readonly kind: 'saved' }
  /** Entries are kept in memory and written as soon as that is possible again. */
  | { readonly kind: 'memory'; readonly reason: string };

export interface LoadedTranscript {
  readonly entries: Entry[];
  /** Lines that could not be read, for instance one torn by a crash. They stay on disk. */
  readonly unreadableLines: number;
}

export interface TranscriptStore {
  readonly storage: StorageState;
  readonly storageChanged: Subscribable<StorageState>;
  /** Entries another tab appended to the same transcript. */
  readonly foreignEntries: Subscribable<readonly Entry[]>;
  /**
   * What is on disk now, in that order. What another tab wrote since the first `load` is also announced.
   * Throws `AgentError` (`transcript-unreadable`) when the file exists and cannot be read.
   */
  load(): Promise<LoadedTranscript>;
  /** Picks up what other tabs appended since; cheap when nothing changed. Never throws. */
  refresh(): Promise<void>;
  /** Resolves when the entry is on disk, or is kept in memory because it cannot be. Never throws. */
  append(entry: Entry): Promise<void>;
  /** Stores a base64 payload under its content hash and returns `outputs/<sha256>.<extension>`. Never throws. */
  putBlob(base64: string, extension: string): Promise<string>;
  /** The base64 payload of a reference made by `putBlob`; null when it is gone. */
  getBlob(reference: string): Promise<string | null>;
  /** Writes a text file of the session, replacing it. Throws when that fails. */
  writeText(name: string, text: string): Promise<void>;
}

/* --------------------------------------------------------------- approval */

export interface ApprovalRequest {
  /** The tool call's id. */
  readonly id: string;
  readonly tool: string;
  /** What would run, for the user to read. */
  readonly code: string;
}

export type ApprovalDecision =
  | { readonly outcome: 'allow-once' }
  | { readonly outcome: 'allow-session' }
  | { readonly outcome: 'reject'; readonly comment?: string };

export interface Approver {
  /** Asks whoever can answer; rejects with `AgentError` `stopped` when aborted. */
  decide(
    request: ApprovalRequest,
    signal: AbortSignal
  ): Promise<ApprovalDecision>;
}

/* ----------------------------------------------------------------- images */

export interface Images {
  /** Scales a base64 image down to at most `pixels` on its longer side; returns it unchanged if it cannot. */
  downscale(
    base64: string,
    mimeType: string,
    pixels: number
  ): Promise<{ base64: string; mimeType: string }>;
}
