import { stoppedError } from '../clock';
import { AgentError } from '../errors';
import { LIMITS } from '../limits';
import { Listeners } from '../listeners';
import type {
  ApprovalDecision,
  ApprovalRequest,
  Clock,
  FileContextStore,
  Files,
  Ids,
  Images,
  Kernel,
  TranscriptStore
} from '../ports';
import type { FileContextDocument } from '../file-context/document';
import { plainPath } from '../paths';
import { ContextCollector } from '../context/collect';
import { findingSource } from '../context/finding-source';
import { SessionArtifacts } from '../artifacts/session-artifacts';
import type { SessionArtifact } from '../artifacts/artifact';
import { SessionFiles } from '../file-context/session-files';
import { TurnFiles } from '../file-context/turn-files';
import { standardTools } from '../tools/standard-tools';
import { isShown } from '../transcript/blocks';
import { Conversation } from '../transcript/conversation';
import { Journal } from '../transcript/journal';
import { resolveReferences } from '../transcript/output-references';
import { openRun } from '../transcript/run';
import { ApprovalGate, PendingApprovals } from './approval-gate';
import { DEFAULT_BUDGET, type BudgetLimits } from './budget';
import { ImageLoader } from './materialise';
import type { ModelSource } from './model-source';
import { executeTask } from './execute-task';
import { PromptQueue } from './prompt-queue';
import type {
  AgentSession,
  ApprovalMode,
  Prompt,
  QueuedPrompt,
  SessionPhase,
  SessionStatus,
  Task,
  TaskResult,
  TurnResult
} from './session-types';
import { reportFiles, reportSources } from '../report/report-sources';
import { refreshReports, replayRun, type WorkServices } from './session-work';
import { TurnRunner } from './turn-runner';

export interface SessionOptions {
  readonly sessionId: string;
  /** Path of the notebook as the user knows it; asked when a run begins. */
  notebookPath(): string;
  /** Identifies this tab among those that may work on the same transcript. */
  readonly clientId: string;
  readonly models: ModelSource;
  readonly kernel: Kernel;
  readonly files: Files;
  readonly store: TranscriptStore;
  readonly fileContextStore: FileContextStore;
  /** Seconds after which the model is given what running code printed so far; the usual limit if absent. */
  readonly softLimitSeconds?: number;
  readonly images: Images;
  readonly clock: Clock;
  readonly ids: Ids;
  approvalMode(): ApprovalMode;
  /** Limits of the next turn; the defaults if absent. */
  budget?(): BudgetLimits;
}

/** A session over ports: the same for sidebar, agent cells and the headless runner. */
export class Session implements AgentSession {
  readonly sessionId: string;
  readonly conversation = new Conversation();
  readonly statusChanged = new Listeners<SessionStatus>();
  readonly fileContext: SessionFiles;
  private readonly journal: Journal;
  private readonly written: SessionArtifacts;
  private readonly workServices: WorkServices;
  private readonly pending = new PendingApprovals();
  private readonly prompts: PromptQueue;
  private readonly runner: TurnRunner;
  private readonly unsubscribe: (() => void)[];
  private phase: SessionPhase = 'idle';
  private step = 0;
  private since: number;
  private stopping: AbortController | null = null;
  private readonly closing = new AbortController();
  private lastPrompt: Prompt | null = null;

  constructor(private readonly options: SessionOptions) {
    const { store, clock, ids, kernel, fileContextStore } = options;
    this.sessionId = options.sessionId;
    this.since = clock.now();
    this.journal = new Journal(store, clock, ids);
    this.journal.added.subscribe(entries =>
      this.conversation.applyAll(entries)
    );
    this.written = new SessionArtifacts(this.journal);
    this.fileContext = new SessionFiles({
      ...options,
      store: fileContextStore
    });
    const sources = {
      findingSource: () =>
        findingSource(this.journal.entries, this.fileContext.files),
      reportSources: () =>
        reportSources(this.journal.entries, this.fileContext.files),
      reportFiles: () => reportFiles(this.fileContext.files)
    };
    this.workServices = {
      ...sources,
      kernel,
      journal: this.journal,
      sessionFiles: this.fileContext
    };
    const turnFiles = new TurnFiles(this.fileContext, kernel, clock);
    this.runner = new TurnRunner({
      ...options,
      sessionFiles: this.fileContext,
      turnFiles,
      tools: standardTools({
        ...options,
        files: turnFiles,
        ...sources
      }),
      journal: this.journal,
      conversation: this.conversation,
      context: new ContextCollector(kernel, ms => clock.delay(ms)),
      gate: new ApprovalGate(() => options.approvalMode(), this.pending),
      loader: new ImageLoader(reference => store.getBlob(reference)),
      budget: () => options.budget?.() ?? DEFAULT_BUDGET,
      onPhase: (phase, step) => this.enter(phase, step)
    });
    this.prompts = new PromptQueue(ids, prompt => this.runPrompt(prompt));
    this.unsubscribe = [
      kernel.stateChanged.subscribe(() => this.announce()),
      store.storageChanged.subscribe(() => this.announce())
    ];
  }

  get status(): SessionStatus {
    return {
      phase: this.phase,
      step: this.step,
      since: this.since,
      model: this.runner.model?.name ?? '',
      modelKind: this.runner.model?.client.kind ?? 'offline',
      kernel: this.options.kernel.state,
      storage: this.options.store.storage
    };
  }

  get queue(): readonly QueuedPrompt[] {
    return this.prompts.prompts;
  }

  get queueChanged(): Listeners<readonly QueuedPrompt[]> {
    return this.prompts.changed;
  }

  get approvals(): readonly ApprovalRequest[] {
    return this.pending.requests;
  }

  get approvalsChanged(): Listeners<readonly ApprovalRequest[]> {
    return this.pending.changed;
  }

  /** The entries so far, for exports and tests. */
  get entries(): Journal['entries'] {
    return this.journal.entries;
  }

  /** Reads the transcript and shows it. Throws `AgentError` `transcript-unreadable`. */
  async load(): Promise<void> {
    if (this.journal.isLoaded) {
      return;
    }
    if (this.phase === 'idle') {
      this.enter('loading', 0);
    }
    try {
      await this.journal.load();
      this.runner.settle();
      await this.fileContext.load();
    } finally {
      if (this.phase === 'loading') {
        this.enter('idle', 0);
      }
    }
    await this.readPictures();
  }

  /** Looks up which model answers next, so that it can be shown before the first prompt. Never throws. */
  async lookUpModel(): Promise<void> {
    await this.runner.lookUpModel(new AbortController().signal);
    this.announce();
  }

  async ask(prompt: Prompt): Promise<TurnResult> {
    const text = prompt.text.trim();
    if (text === '') {
      throw new AgentError('prompt-empty', 'The prompt is empty.');
    }
    if (text.length > LIMITS.promptText) {
      throw new AgentError(
        'prompt-empty',
        `The prompt is longer than ${LIMITS.promptText} characters.`,
        { advice: 'Put long material into a file and attach it.' }
      );
    }
    return this.prompts.add({
      ...prompt,
      text,
      ...(prompt.files ? { files: plainPaths(prompt.files) } : {})
    });
  }

  stop(): void {
    this.prompts.hold();
    this.stopping?.abort();
  }

  resumeQueue(): void {
    this.prompts.resume();
  }

  unqueue(id: string): void {
    this.prompts.remove(id);
  }

  decide(approvalId: string, decision: ApprovalDecision): void {
    this.pending.answer(approvalId, decision);
  }

  async retry(): Promise<TurnResult> {
    const last = this.lastPrompt ?? this.promptOfLastTurn();
    if (!last) {
      throw new AgentError('prompt-empty', 'There is no prompt to send again.');
    }
    // Whoever tries again wants another answer, not what a cell has on record.
    const { cell: _cell, ...prompt } = last;
    return this.ask(prompt);
  }

  async reset(): Promise<void> {
    this.stop();
    await this.prompts.settled;
    await this.load();
    if (openRun(this.journal.entries)) {
      await this.journal.write({ kind: 'reset', turn: 0 });
    }
    this.runner.forget();
  }

  /** The entries so far, as files that turns wrote. */
  get artifacts(): readonly SessionArtifact[] {
    return this.written.list;
  }

  get artifactsChanged(): Listeners<readonly SessionArtifact[]> {
    return this.written.changed;
  }

  get fileContextStore(): FileContextStore {
    return this.options.fileContextStore;
  }

  async hasSavedFileContext(): Promise<boolean> {
    return (await this.getSavedFileContext()) !== null;
  }

  /**
   * Builds decks again; see `refreshReports`. Waits for the running turn. Aborting `stopped` ends this and nothing else.
   * Throws `session-busy`, too.
   */
  refreshReports(path?: string, stopped?: AbortSignal): Promise<string> {
    return this.work(
      signal => refreshReports(this.workServices, path, signal),
      stopped
    );
  }

  /**
   * Runs the code of the current run again; see `replayRun`. Waits for the running turn. Aborting `stopped` ends this and
   * nothing else. Throws `session-busy`, too.
   */
  replayCode(stopped?: AbortSignal): Promise<string> {
    return this.work(signal => replayRun(this.workServices, signal), stopped);
  }

  getSavedFileContext(): Promise<FileContextDocument | null> {
    return this.fileContextStore.load();
  }

  executeTask(task: Task): Promise<TaskResult> {
    return executeTask(this, task);
  }

  /** Ends what runs and lets go of the ports' signals. */
  dispose(): void {
    this.stop();
    this.closing.abort();
    this.fileContext.dispose();
    this.unsubscribe.forEach(stop => stop());
  }

  private async runPrompt(prompt: Prompt): Promise<TurnResult> {
    const stopping = new AbortController();
    this.stopping = stopping;
    this.lastPrompt = prompt;
    try {
      this.enter('preparing', 0);
      await this.load();
      return await this.runner.run(prompt, stopping.signal);
    } finally {
      this.stopping = null;
      this.enter('idle', 0);
    }
  }

  /** Something that is no turn and uses the kernel as one does; `stop` ends it once it has begun. */
  private async work<T>(
    job: (signal: AbortSignal) => Promise<T>,
    stopped: AbortSignal = this.closing.signal
  ): Promise<T> {
    const stopping = new AbortController();
    const stop = (): void => stopping.abort();
    const reasons = [stopped, this.closing.signal];
    reasons.forEach(signal => signal.addEventListener('abort', stop));
    try {
      return await this.prompts.alone(async () => {
        this.stopping = stopping;
        try {
          if (reasons.some(({ aborted }) => aborted)) {
            throw stoppedError();
          }
          this.enter('running-code', 0);
          await this.load();
          await this.runner.catchUp();
          return await job(stopping.signal);
        } finally {
          this.stopping = null;
          this.enter('idle', 0);
        }
      });
    } finally {
      reasons.forEach(signal => signal.removeEventListener('abort', stop));
    }
  }

  private promptOfLastTurn(): Prompt | null {
    const turn = this.conversation.turns.at(-1);
    return turn ? { text: turn.prompt, files: turn.files } : null;
  }

  /** Pictures of earlier turns come from files of their own, the latest first. */
  private async readPictures(): Promise<void> {
    const { store } = this.options;
    for (const { callId, outputs } of this.conversation.unresolved()) {
      const resolved = await Promise.all(
        outputs
          .filter(isShown)
          .map(output =>
            resolveReferences(output, reference => store.getBlob(reference))
          )
      );
      this.conversation.resolve(callId, resolved);
    }
  }

  private enter(phase: SessionPhase, step: number): void {
    if (phase !== this.phase || step !== this.step) {
      this.phase = phase;
      this.step = step;
      this.since = this.options.clock.now();
      this.announce();
    }
  }

  private announce(): void {
    this.statusChanged.emit(this.status);
  }
}

/** Each file once, by the one name it goes by. */
function plainPaths(paths: readonly string[]): string[] {
  return [...new Set(paths.map(plainPath))].filter(path => path !== '');
}
