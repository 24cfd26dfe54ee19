import type { SessionArtifact } from '../core/artifacts/artifact';
import type {
  AgentSession,
  Prompt,
  QueuedPrompt,
  SessionStatus,
  Task,
  TaskResult,
  TurnResult
} from '../core/agent/session-types';
import type { ErrorCode } from '../core/errors';
import type { FileContextDocument } from '../core/file-context/document';
import { Listeners } from '../core/listeners';
import type { ReplyDelta } from '../core/llm/accumulate';
import type { Output } from '../core/outputs';
import type { ApprovalDecision, ApprovalRequest } from '../core/ports';
import { Conversation } from '../core/transcript/conversation';
import type {
  ToolBlock,
  ToolState,
  Turn,
  TurnState
} from '../core/transcript/conversation-types';
import type { Entry } from '../core/transcript/entries';
import { LiveTurn } from '../core/transcript/live-turn';
import { messageEntry, turnStarted } from './entries';
import { FakeFileContext, FakeFileContextStore } from './fake-file-context';
import { START } from './fixed-time';

export interface TurnEnd {
  /** `answered` when absent. */
  readonly outcome?: Exclude<TurnState, 'running'>;
  readonly error?: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly advice?: string;
    readonly detail?: string;
  };
  readonly milliseconds?: number;
  readonly model?: string;
}

/**
 * A session for what is drawn: a real conversation fed by hand, a status that a test sets, and a record of
 * what was asked of it. Nothing happens by itself.
 */
export class FakeSession implements AgentSession {
  readonly sessionId = 'main';
  readonly conversation = new Conversation();
  readonly statusChanged = new Listeners<SessionStatus>();
  readonly queueChanged = new Listeners<readonly QueuedPrompt[]>();
  readonly approvalsChanged = new Listeners<readonly ApprovalRequest[]>();
  readonly artifactsChanged = new Listeners<readonly SessionArtifact[]>();
  artifacts: readonly SessionArtifact[] = [];
  readonly fileContext = new FakeFileContext();
  readonly fileContextStore = new FakeFileContextStore();
  readonly tasks: Task[] = [];
  readonly asked: Prompt[] = [];
  readonly decisions: { id: string; decision: ApprovalDecision }[] = [];
  /** Names of the other methods that were called, in order. */
  readonly calls: string[] = [];
  queue: readonly QueuedPrompt[] = [];
  approvals: readonly ApprovalRequest[] = [];
  /** Thrown by `ask`, once. */
  refusal: Error | null = null;
  private turns = 0;
  status: SessionStatus = {
    phase: 'idle',
    step: 0,
    since: START,
    model: 'test-model',
    modelKind: 'relay',
    kernel: {
      status: 'idle',
      kernel: { name: 'python3', displayName: 'Python 3', language: 'python' },
      epoch: 1
    },
    storage: { kind: 'saved' }
  };

  setStatus(status: Partial<SessionStatus>): void {
    this.status = { ...this.status, ...status };
    this.statusChanged.emit(this.status);
  }

  setArtifacts(...artifacts: SessionArtifact[]): void {
    this.artifacts = artifacts;
    this.artifactsChanged.emit(artifacts);
  }

  setQueue(...texts: string[]): void {
    this.queue = texts.map((text, index) => ({
      id: `queued${index + 1}`,
      prompt: { text }
    }));
    this.queueChanged.emit(this.queue);
  }

  setApprovals(...requests: ApprovalRequest[]): void {
    this.approvals = requests;
    this.approvalsChanged.emit(requests);
  }

  apply(...entries: Entry[]): void {
    entries.forEach(entry => this.conversation.apply(entry));
  }

  /** Begins a turn; what it returns shows things while they happen. */
  startTurn(prompt: string, files: readonly string[] = []): ShownTurn {
    // Turns are counted on through resets.
    const shown = this.conversation.turns.at(-1)?.number ?? 0;
    this.turns = Math.max(this.turns, shown) + 1;
    const number = this.turns;
    this.apply({ ...turnStarted(number, prompt), files: [...files] } as Entry);
    return new ShownTurn(this, number);
  }

  async ask(prompt: Prompt): Promise<TurnResult> {
    this.asked.push(prompt);
    const { refusal } = this;
    this.refusal = null;
    if (refusal) {
      throw refusal;
    }
    return new Promise(() => undefined);
  }

  stop(): void {
    this.calls.push('stop');
  }

  resumeQueue(): void {
    this.calls.push('resumeQueue');
  }

  unqueue(id: string): void {
    this.calls.push(`unqueue ${id}`);
  }

  decide(id: string, decision: ApprovalDecision): void {
    this.decisions.push({ id, decision });
  }

  async retry(): Promise<TurnResult> {
    this.calls.push('retry');
    return new Promise(() => undefined);
  }

  async reset(): Promise<void> {
    this.calls.push('reset');
  }

  async hasSavedFileContext(): Promise<boolean> {
    return this.fileContextStore.document !== null;
  }

  async getSavedFileContext(): Promise<FileContextDocument | null> {
    return this.fileContextStore.load();
  }

  async executeTask(task: Task): Promise<TaskResult> {
    this.tasks.push(task);
    return new Promise(() => undefined);
  }
}

/** A turn that a test plays. */
export class ShownTurn {
  private readonly live: LiveTurn;

  constructor(
    private readonly session: FakeSession,
    readonly number: number
  ) {
    this.live = new LiveTurn(session.conversation, number);
    this.live.beginStep(1);
  }

  get turn(): Turn {
    return this.session.conversation.turn(this.number);
  }

  show(delta: ReplyDelta): this {
    this.live.show(delta);
    return this;
  }

  /** More text of the message that is being written. */
  write(text: string): this {
    return this.show({ type: 'text', text });
  }

  /** The message is complete: `text` is the whole. */
  finishText(text: string): this {
    this.session.apply(
      messageEntry(
        this.number,
        { role: 'assistant', content: text },
        { step: 1 }
      )
    );
    return this;
  }

  /** A call as the model writes it. */
  call(id: string, name: string, argumentsValue: unknown): ToolBlock {
    const argumentsText =
      typeof argumentsValue === 'string'
        ? argumentsValue
        : JSON.stringify(argumentsValue);
    this.show({ type: 'call', id, name, argumentsText });
    return this.session.conversation.toolBlock(this.turn, id);
  }

  tool(id: string, state: ToolState, fields: Partial<ToolBlock> = {}): this {
    Object.assign(this.session.conversation.toolBlock(this.turn, id), fields);
    this.live.setToolState(id, state);
    return this;
  }

  outputs(id: string, outputs: readonly Output[]): this {
    this.live.showOutputs(id, outputs);
    return this;
  }

  end(fields: TurnEnd = {}): this {
    this.session.apply({
      v: 1,
      id: `end${this.number}`,
      ts: new Date(START).toISOString(),
      kind: 'turn',
      turn: this.number,
      state: 'ended',
      outcome: 'answered',
      ...fields
    });
    return this;
  }
}
