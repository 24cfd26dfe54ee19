import { AgentError } from '../errors';
import type { FileEntry, Files } from '../ports';
import { artifactsOfTurn } from '../artifacts/session-artifacts';
import { envelope } from '../context/envelope';
import { createModelMemory, type ModelMemory } from '../llm/model-memory';
import { plainAnswer } from '../llm/tags';
import { sessionLog } from '../transcript/session-log';
import {
  interruptedMessage,
  messagesByTurn,
  openCalls
} from '../transcript/model-messages';
import { lastTurn, makeRunId, openRun, stem } from '../transcript/run';
import type { ChosenModel, ModelSource } from './model-source';
import {
  ALIVE_EVERY_MS,
  busyElsewhere,
  firstBeginner,
  foreignTurn,
  hasRival
} from './other-tab';
import type { Prompt, TurnResult } from './session-types';
import { keepNewFiles } from './code-files';
import { SYSTEM_PROMPT } from './system-prompt';
import { filesOfTurn } from '../file-context/turn-digest';
import { recordArtifacts } from '../artifacts/written-files';
import { tryReplay } from '../replay/try-replay';
import { cellAbove } from '../replay/find-recording';
import {
  linesOfTurn,
  lookBeforeReplay,
  type FilesAtBeginning
} from './turn-beginning';
import { turnNotices } from './turn-notices';
import { TurnLoop, type TurnEnd, type TurnRecord } from './turn';
import type { TurnServices } from './turn-services';

export interface TurnRunnerOptions extends TurnServices {
  readonly sessionId: string;
  readonly clientId: string;
  readonly models: ModelSource;
  readonly files: Files;
  notebookPath(): string;
}

/** Runs whole turns: what comes before the loop, what comes after, and whatever may go wrong. */
export class TurnRunner {
  model: ChosenModel | null = null;
  private readonly memories = new Map<string, ModelMemory>();
  private running = 0;
  /** What lay beside the notebook when the running turn began; null while that is not known. */
  private nearbyBefore: readonly FileEntry[] | null = null;

  constructor(private readonly options: TurnRunnerOptions) {}

  /** After loading: turns that nobody runs any more are shown as interrupted. */
  settle(): void {
    const { conversation, journal, clientId, clock } = this.options;
    const foreign = foreignTurn(journal.entries, clientId, clock.now());
    conversation.settle(turn => turn === this.running || turn === foreign);
  }

  /** Finds the model that answers next. What stands in the way is said when a turn begins. */
  async lookUpModel(signal: AbortSignal): Promise<void> {
    this.model = await this.options.models
      .current(signal)
      .catch(() => this.model);
  }

  /** After a reset the next turn is told everything again. */
  forget(): void {
    this.options.context.forget();
  }

  /** Throws `AgentError` `session-busy` when another tab is in the middle of a turn; otherwise never throws. */
  async run(prompt: Prompt, signal: AbortSignal): Promise<TurnResult> {
    const { journal, clock } = this.options;
    await this.catchUp();
    const turn = lastTurn(journal.entries) + 1;
    const began = clock.now();
    const record: TurnRecord = {
      code: [],
      output: [],
      requests: 0,
      refused: false
    };
    this.running = turn;
    let end: TurnEnd = { outcome: 'answered', text: '' };
    let error: AgentError | null = null;
    this.nearbyBefore = null;
    await this.begin(turn, prompt);
    const stopBeating = this.showSignsOfLife(turn);
    try {
      await this.repair();
      end = await this.answer(turn, prompt, record, signal);
    } catch (thrown) {
      error = AgentError.from(thrown);
      end = {
        outcome: error.code === 'stopped' ? 'stopped' : 'failed',
        text: ''
      };
    }
    if (error === null) {
      await keepNewFiles(this.options, turn, record.code, signal);
    }
    await recordArtifacts(this.options, turn, this.nearbyBefore, record.code);
    stopBeating();
    await this.end(turn, end, error, clock.now() - began);
    this.running = 0;
    return this.result(turn, prompt, end, error, record);
  }

  /** Takes over what other tabs wrote. Throws `AgentError` `session-busy` when one of them is in the middle of a turn. */
  async catchUp(): Promise<void> {
    const { journal, clientId, clock } = this.options;
    await journal.refresh();
    if (foreignTurn(journal.entries, clientId, clock.now()) !== null) {
      throw busyElsewhere();
    }
    this.settle();
  }

  /** Calls that a crash left open get an honest result before anything new is said. */
  private async repair(): Promise<void> {
    const { journal } = this.options;
    const stored = messagesByTurn(journal.entries);
    for (const call of openCalls(stored.map(entry => entry.message))) {
      const asked = stored.find(entry =>
        entry.message.tool_calls?.some(other => other.id === call.id)
      );
      await journal.write({
        kind: 'message',
        turn: asked?.turn ?? 0,
        purpose: 'interrupted',
        message: interruptedMessage(call),
        result: 'interrupted'
      });
    }
  }

  /**
   * The prompt is safe before anything else can go wrong. Throws `AgentError` `session-busy` when another tab began the
   * same turn in the same moment: the first one on disk has it, the other one takes its beginning back.
   */
  private async begin(turn: number, prompt: Prompt): Promise<void> {
    const { journal, store, clientId } = this.options;
    await journal.write({
      kind: 'turn',
      turn,
      state: 'started',
      client: clientId,
      prompt: prompt.text,
      ...(prompt.files?.length ? { files: [...prompt.files] } : {}),
      ...(prompt.phase ? { phase: prompt.phase } : {}),
      ...(prompt.cell
        ? {
            cell: {
              id: prompt.cell.id,
              after: cellAbove(journal.entries, prompt.cell)?.turn ?? null
            }
          }
        : {})
    });
    if (hasRival(journal.entries, turn, clientId)) {
      const entries = await store.load().then(
        loaded => loaded.entries,
        () => journal.entries
      );
      if (firstBeginner(entries, turn) !== clientId) {
        this.running = 0;
        await journal.write({
          kind: 'turn',
          turn,
          state: 'withdrawn',
          client: clientId
        });
        throw busyElsewhere();
      }
    }
  }

  /** A turn that waits long for its model, its code or a person still says that it is there. */
  private showSignsOfLife(turn: number): () => void {
    const { journal, clock } = this.options;
    return clock.every(ALIVE_EVERY_MS, () => {
      const last = journal.entries.at(-1);
      if (last && clock.now() - Date.parse(last.ts) >= ALIVE_EVERY_MS) {
        void journal.write({ kind: 'alive', turn });
      }
    });
  }

  private async answer(
    turn: number,
    prompt: Prompt,
    record: TurnRecord,
    signal: AbortSignal
  ): Promise<TurnEnd> {
    this.options.onPhase('preparing', 0);
    const mode = prompt.cell?.replay ?? 'never';
    const chosen = await this.chooseModel(turn, mode !== 'never', signal);
    const look = await lookBeforeReplay(this.options, prompt, signal);
    this.nearbyBefore = look.nearby;
    const replayed = await tryReplay(this.options, {
      turn,
      prompt,
      model: chosen instanceof AgentError ? null : chosen.name,
      look,
      record,
      signal
    });
    if (replayed) {
      return replayed;
    }
    if (chosen instanceof AgentError) {
      throw chosen;
    }
    return this.ask(turn, prompt, chosen, look, record, signal);
  }

  /** The model that answers; why there is none, if that need not end the turn. Throws it otherwise. */
  private async chooseModel(
    turn: number,
    mayDoWithout: boolean,
    signal: AbortSignal
  ): Promise<ChosenModel | AgentError> {
    const { models, conversation } = this.options;
    try {
      const model = await models.current(signal);
      this.model = model;
      const shown = conversation.turn(turn);
      shown.model = model.name;
      conversation.turnChanged(shown);
      return model;
    } catch (thrown) {
      const error = AgentError.from(thrown);
      if (!mayDoWithout || error.code === 'stopped') {
        throw error;
      }
      return error;
    }
  }

  private async ask(
    turn: number,
    prompt: Prompt,
    model: ChosenModel,
    look: FilesAtBeginning,
    record: TurnRecord,
    signal: AbortSignal
  ): Promise<TurnEnd> {
    const { journal } = this.options;
    await this.openRunIfNone(turn, prompt, model.name);
    const lines = await linesOfTurn(this.options, turn, prompt, look, signal);
    await this.writeNotices(turn);
    await journal.write({
      kind: 'message',
      turn,
      prompt: prompt.text,
      ...(prompt.files?.length ? { files: [...prompt.files] } : {}),
      message: { role: 'user', content: envelope(lines, prompt.text) }
    });
    const loop = new TurnLoop(
      this.options,
      { ...model, memory: this.memory(model.name) },
      turn,
      record,
      signal
    );
    return loop.run();
  }

  private async writeNotices(turn: number): Promise<void> {
    const { journal, kernel } = this.options;
    const { entries, unreadableLines } = journal;
    for (const text of turnNotices(entries, unreadableLines, kernel.state)) {
      await journal.write({ kind: 'notice', turn, level: 'warning', text });
    }
  }

  private async openRunIfNone(
    turn: number,
    prompt: Prompt,
    model: string
  ): Promise<void> {
    const { journal, sessionId, clock } = this.options;
    if (openRun(journal.entries)) {
      return;
    }
    const notebook = this.options.notebookPath();
    const dataset = stem(prompt.files?.[0] ?? notebook);
    await journal.write({
      kind: 'session',
      turn,
      session_id: sessionId,
      notebook: notebook.slice(notebook.lastIndexOf('/') + 1),
      model,
      dataset,
      run_id: makeRunId(clock.now(), dataset)
    });
    await journal.write({
      kind: 'message',
      turn,
      message: { role: 'system', content: SYSTEM_PROMPT }
    });
  }

  private memory(model: string): ModelMemory {
    const known = this.memories.get(model) ?? createModelMemory();
    this.memories.set(model, known);
    return known;
  }

  private async end(
    turn: number,
    { outcome, replays }: TurnEnd,
    error: AgentError | null,
    milliseconds: number
  ): Promise<void> {
    await this.repair();
    await this.options.journal.write({
      kind: 'turn',
      turn,
      state: 'ended',
      outcome,
      milliseconds,
      ...(replays === undefined ? {} : { replays }),
      ...(this.model ? { model: this.model.name } : {}),
      ...(error && outcome === 'failed'
        ? {
            error: {
              code: error.code,
              message: error.message,
              ...(error.advice ? { advice: error.advice } : {}),
              ...(error.detail ? { detail: error.detail } : {})
            }
          }
        : {})
    });
    this.options.context.turnEnded(replays !== undefined);
    await this.writeLog();
  }

  /** R67: a log that cannot be written never fails a turn; the transcript is what counts. */
  private async writeLog(): Promise<void> {
    const { journal, store, clock } = this.options;
    const log = sessionLog(journal.entries, clock.now());
    if (log) {
      await store.writeText(log.name, log.text).catch(() => undefined);
    }
  }

  private result(
    turn: number,
    prompt: Prompt,
    { outcome, text, replays }: TurnEnd,
    error: AgentError | null,
    record: TurnRecord
  ): TurnResult {
    return {
      turn,
      outcome,
      answer: plainAnswer(text),
      code: record.code,
      output: record.output.join('\n'),
      error,
      attempts: record.code.length,
      files: prompt.files ?? [],
      fileContext: filesOfTurn(
        this.options.journal.entries,
        turn,
        this.options.sessionFiles.files
      ),
      replayed: replays ?? null,
      requests: record.requests,
      refused: record.refused,
      artifacts: artifactsOfTurn(this.options.journal.entries, turn),
      usage: this.options.conversation.turn(turn).usage
    };
  }
}
