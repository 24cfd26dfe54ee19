import { throwIfStopped } from '../clock';
import { AgentError } from '../errors';
import type { Budget } from '../agent/budget';
import { ABORTED } from '../agent/aborted';
import { runCall } from '../agent/run-call';
import type { TurnRecord } from '../agent/turn';
import type { TurnServices } from '../agent/turn-services';
import type { ToolCall } from '../llm/chat-message';
import { messageText } from '../llm/chat-message';
import { EXECUTE_PYTHON } from '../tools/execute-python';
import type { AnyTool } from '../tools/tool';
import { LiveTurn } from '../transcript/live-turn';
import type { Entry } from '../transcript/entries';
import type { RecordedCall, Recording } from './recording';
import { differenceOfOutputs, isSameResult } from './same-outcome';

export interface ReplayContext {
  readonly services: TurnServices;
  readonly turn: number;
  readonly budget: Budget;
  readonly record: TurnRecord;
  readonly signal: AbortSignal;
}

/** The code was allowed when it was recorded. */
const RECORDED_GATE = {
  asks: false,
  check: async () => ({ outcome: 'recorded' as const })
};

/**
 * Runs a recorded turn's code again and shows its text; no model is asked. What it writes is marked, so that models are
 * not sent it twice. Resolves with null when everything gave what was recorded, otherwise with the first difference.
 * Throws `AgentError` (`stopped`, `kernel-*`).
 */
export async function replayTurn(
  recording: Recording,
  context: ReplayContext
): Promise<string | null> {
  const { services, turn, signal } = context;
  const ids = new NewIds(turn);
  const live = new LiveTurn(services.conversation, turn);
  const tools = new Map(services.tools.map(tool => [tool.name, tool]));
  for (const [index, { reply, calls }] of recording.steps.entries()) {
    throwIfStopped(signal);
    const step = index + 1;
    await services.journal.write({
      kind: 'message',
      turn,
      step,
      replayed: true,
      message: {
        ...reply.message,
        ...(reply.message.tool_calls
          ? {
              tool_calls: reply.message.tool_calls.map(call => ids.renew(call))
            }
          : {})
      }
    });
    let difference: string | null = null;
    for (const [position, recorded] of calls.entries()) {
      const call = ids.renew(recorded.call);
      const stop = difference === null ? signal : ABORTED;
      const found = await replayCall(recorded, call, {
        ...context,
        live,
        tools,
        step,
        signal: stop
      });
      difference ??=
        found === null
          ? null
          : `in call ${position + 1} of step ${step} ${found}`;
    }
    if (difference !== null) {
      return difference;
    }
  }
  return null;
}

async function replayCall(
  recorded: RecordedCall,
  call: ToolCall,
  context: ReplayContext & {
    readonly live: LiveTurn;
    readonly tools: ReadonlyMap<string, AnyTool>;
    readonly step: number;
  }
): Promise<string | null> {
  const { services, turn, step, live, record, signal } = context;
  if (!isRunAgain(recorded, context.tools) && !signal.aborted) {
    const { message, result = 'ok' } = recorded.result;
    record.refused ||= result === 'refused';
    live.setToolState(call.id, result);
    await services.journal.write({
      kind: 'message',
      turn,
      step,
      replayed: true,
      message: { ...message, tool_call_id: call.id },
      result
    });
    return null;
  }
  const outcome = await runCall(call, {
    ...context,
    services: { ...services, gate: RECORDED_GATE },
    replayed: true
  });
  if (outcome.fatal && !signal.aborted) {
    throw outcome.fatal;
  }
  if (signal.aborted) {
    throwIfReallyStopped(signal);
    return null;
  }
  if (outcome.code !== null && call.function.name === EXECUTE_PYTHON) {
    record.code.push(outcome.code);
    record.output.push(outcome.result.text);
  }
  return differenceOf(
    recorded,
    outcome.result,
    outputsOf(services.journal.entries, call.id)
  );
}

/**
 * What looks a thing up has its recorded result; what was not allowed then is not run now. What went well without leave
 * needed none: a recording of anything else does not fit.
 */
function isRunAgain(
  { call, wasAllowed, result }: RecordedCall,
  tools: ReadonlyMap<string, AnyTool>
): boolean {
  return (
    tools.get(call.function.name)?.isReplayed === true &&
    (wasAllowed || result.result === 'ok')
  );
}

function differenceOf(
  { call, result, outputs }: RecordedCall,
  now: { readonly status: string; readonly text: string },
  outputsNow: ReturnType<typeof outputsOf>
): string | null {
  const before = result.result ?? 'ok';
  const difference = differenceOfOutputs(outputs, outputsNow);
  if (difference !== null) {
    return difference;
  }
  if (before !== now.status) {
    return now.status === 'error'
      ? `${call.function.name} failed: ${now.text.slice(0, 200)}`
      : `${call.function.name} ended otherwise (${now.status})`;
  }
  return call.function.name === EXECUTE_PYTHON ||
    isSameResult(messageText(result.message), now.text)
    ? null
    : `${call.function.name} gave something else`;
}

function outputsOf(entries: readonly Entry[], callId: string) {
  const outputs: Extract<Entry, { kind: 'output' }>['output'][] = [];
  for (const entry of entries) {
    if (entry.kind === 'output' && entry.call === callId) {
      if (entry.clears) {
        outputs.length = 0;
      }
      outputs[entry.index] = entry.output;
    }
  }
  return outputs.filter(output => output !== undefined);
}

function throwIfReallyStopped(signal: AbortSignal): void {
  if (signal !== ABORTED) {
    throw new AgentError('stopped', 'Stopped.');
  }
}

/** Ids of calls are unique in a transcript: the same call run again is another one. */
class NewIds {
  constructor(private readonly turn: number) {}

  renew(call: ToolCall): ToolCall {
    return { ...call, id: `${call.id}_r${this.turn}` };
  }
}
