import { throwIfStopped } from '../clock';
import type { AgentError } from '../errors';
import { LIMITS } from '../limits';
import type { ToolCall } from '../llm/chat-message';
import { requestReply, type TimedReply } from '../llm/request-reply';
import { hasSolution } from '../llm/tags';
import type { ToolImage, AnyTool } from '../tools/tool';
import { toolSchema } from '../tools/validate-call';
import { LiveTurn } from '../transcript/live-turn';
import { modelMessages, SIDECAR_URL } from '../transcript/model-messages';
import { lastStep } from '../transcript/run';
import { ABORTED } from './aborted';
import { Budget } from './budget';
import { noteOpenedFiles } from './code-files';
import { EXECUTE_PYTHON } from '../tools/execute-python';
import { runCall } from './run-call';
import type { TurnModel, TurnServices } from './turn-services';

export interface TurnEnd {
  readonly outcome: 'answered' | 'budget' | 'stopped' | 'failed';
  /** Content of the last assistant message, tags and all; empty when there is none. */
  readonly text: string;
  /** The recorded turn that was run again; absent when a model answered. */
  readonly replays?: number;
}

/** What the turn ran, filled while it goes on, so that it can be told even when the turn fails. */
export interface TurnRecord {
  readonly code: string[];
  readonly output: string[];
  /** Model requests sent. */
  requests: number;
  /** Code was not run because that was refused. */
  refused: boolean;
}

/**
 * The loop: one model request a step, its calls one after another, until the model gives its answer or a limit is
 * reached. Each message is written as it happens. The user message must have been written before.
 * Throws `AgentError`: `stopped`, `model-*`, `kernel-*`; the history is valid for the next request even then.
 */
export class TurnLoop {
  private readonly budget: Budget;
  private readonly live: LiveTurn;
  private readonly tools: ReadonlyMap<string, AnyTool>;
  /** Goes on behind the steps of a replay that this turn began with. */
  private step: number;

  constructor(
    private readonly services: TurnServices,
    private readonly model: TurnModel,
    private readonly turn: number,
    private readonly record: TurnRecord,
    private readonly signal: AbortSignal
  ) {
    this.budget = new Budget(services.budget(), services.clock);
    this.live = new LiveTurn(services.conversation, turn);
    this.tools = new Map(services.tools.map(tool => [tool.name, tool]));
    this.step = lastStep(services.journal.entries, turn);
  }

  async run(): Promise<TurnEnd> {
    for (;;) {
      const reply = await this.request();
      const done = await this.runCalls(reply.calls, reply.text);
      if (done) {
        return { outcome: 'answered', text: reply.text };
      }
      const limit = this.budget.exhausted();
      if (limit !== null) {
        return this.summarise(limit);
      }
    }
  }

  /** One request; the reply is written before it is looked at. */
  private async request(): Promise<TimedReply> {
    throwIfStopped(this.signal);
    this.step += 1;
    const { services, model, turn, step } = this;
    this.live.beginStep(step);
    services.onPhase('waiting-for-model', step);
    const history = modelMessages(services.journal.entries);
    let isShown = false;
    const lateNotices: string[] = [];
    const reply = await requestReply({
      client: model.client,
      request: {
        model: model.name,
        messages: await services.loader.materialise(history),
        tools: services.tools.map(toolSchema)
      },
      memory: model.memory,
      takenCallIds: new Set(
        history.flatMap(message =>
          (message.tool_calls ?? []).map(call => call.id)
        )
      ),
      ids: services.ids,
      clock: services.clock,
      signal: this.signal,
      attempts: LIMITS.requestAttempts,
      onRequest: () => (this.record.requests += 1),
      onDelta: delta => {
        isShown = true;
        services.onPhase('streaming', step);
        this.live.show(delta);
      },
      // What is said about a reply comes after it, as it will when the transcript is read.
      onNotice: text => {
        if (isShown) {
          lateNotices.push(text);
        } else {
          void this.notice(text);
        }
      },
      onRetry: () => services.onPhase('waiting-to-retry', step)
    });
    this.budget.countStep(reply.usage);
    await this.writeReply(reply, turn, step);
    for (const text of lateNotices) {
      await this.notice(text);
    }
    if (reply.broken) {
      throw reply.broken;
    }
    return reply;
  }

  private async writeReply(
    reply: TimedReply,
    turn: number,
    step: number
  ): Promise<void> {
    const { journal } = this.services;
    if (reply.text !== '' || reply.calls.length > 0 || !reply.broken) {
      await journal.write({
        kind: 'message',
        turn,
        step,
        message: reply.message,
        milliseconds: reply.totalMs,
        ...(reply.complete ? {} : { incomplete: true })
      });
    }
    if (reply.usage) {
      await journal.write({
        kind: 'usage',
        turn,
        step,
        model: reply.model ?? this.model.name,
        usage: reply.usage,
        first_chunk_ms: reply.firstChunkMs,
        total_ms: reply.totalMs
      });
    }
  }

  /** True when the turn is over: nothing was called, or the answer came along with the calls. */
  private async runCalls(
    calls: readonly ToolCall[],
    text: string
  ): Promise<boolean> {
    const images: ToolImage[] = [];
    let fatal: AgentError | null = null;
    for (const call of calls) {
      // After a stop the remaining calls still get their results, without being run.
      const outcome = await runCall(call, {
        services: this.services,
        tools: this.tools,
        budget: this.budget,
        live: this.live,
        turn: this.turn,
        step: this.step,
        signal: fatal ? ABORTED : this.signal
      });
      fatal ??= outcome.fatal;
      this.record.refused ||= outcome.result.status === 'refused';
      images.push(...outcome.result.images);
      // Other tools have code only so that it can be shown to whoever gives leave.
      if (outcome.code !== null && call.function.name === EXECUTE_PYTHON) {
        this.record.code.push(outcome.code);
        this.record.output.push(outcome.result.text);
        await noteOpenedFiles(this.services, this.turn, outcome.code);
      }
    }
    await this.writeFigures(images.slice(-LIMITS.imagesPerStep));
    if (fatal) {
      throw fatal;
    }
    return calls.length === 0 || hasSolution(text);
  }

  /** Tool messages take text only in Chat Completions, so figures follow in a user message. */
  private async writeFigures(images: readonly ToolImage[]): Promise<void> {
    if (images.length === 0) {
      return;
    }
    const { store, journal } = this.services;
    const parts = await Promise.all(
      images.map(async image => {
        const small = await this.services.images.downscale(
          image.base64,
          image.mimeType,
          LIMITS.imagePixels
        );
        const extension = small.mimeType.slice(small.mimeType.indexOf('/') + 1);
        const reference = await store.putBlob(small.base64, extension);
        return {
          type: 'image_url' as const,
          image_url: { url: SIDECAR_URL + reference }
        };
      })
    );
    await journal.write({
      kind: 'message',
      turn: this.turn,
      step: this.step,
      purpose: 'figures',
      message: {
        role: 'user',
        content: [
          {
            type: 'text',
            text: `[${parts.length === 1 ? 'The figure' : `The ${parts.length} figures`} that the code above showed, for you to look at. This message is automatic.]`
          },
          ...parts
        ]
      }
    });
  }

  /** At a limit the model is asked once more, for an account of where things stand; calls in it are not run. */
  private async summarise(limit: string): Promise<TurnEnd> {
    await this.notice(
      `This turn reached its limit (${limit}). The agent was asked to sum up.`
    );
    await this.services.journal.write({
      kind: 'message',
      turn: this.turn,
      step: this.step,
      purpose: 'budget',
      message: {
        role: 'user',
        content: `[The limit of this turn is reached (${limit}). This message is automatic. Do not call tools. Say what is done, what you found, and what is left to do.]`
      }
    });
    const reply = await this.request();
    for (const call of reply.calls) {
      const text = 'Not run: the limit of this turn is reached.';
      this.live.setToolState(call.id, 'refused');
      await this.services.journal.write({
        kind: 'message',
        turn: this.turn,
        step: this.step,
        message: { role: 'tool', tool_call_id: call.id, content: text },
        result: 'refused'
      });
    }
    return { outcome: 'budget', text: reply.text };
  }

  private async notice(text: string): Promise<void> {
    await this.services.journal.write({
      kind: 'notice',
      turn: this.turn,
      level: 'warning',
      text
    });
  }
}
