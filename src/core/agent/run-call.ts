import { AgentError } from '../errors';
import { throwIfStopped } from '../clock';
import type { ToolCall } from '../llm/chat-message';
import type { AnyTool, ToolResult } from '../tools/tool';
import { validateCall } from '../tools/validate-call';
import type { LiveTurn } from '../transcript/live-turn';
import { INTERRUPTED_RESULT } from '../transcript/model-messages';
import type { Budget } from './budget';
import { OutputRecorder } from './output-recorder';
import type { TurnServices } from './turn-services';

export interface CallContext {
  readonly services: TurnServices;
  readonly tools: ReadonlyMap<string, AnyTool>;
  readonly budget: Budget;
  readonly live: LiveTurn;
  readonly turn: number;
  readonly step: number;
  readonly signal: AbortSignal;
  /** The call is one of a recorded turn: its result is marked so. */
  readonly replayed?: boolean;
}

export interface CallOutcome {
  readonly result: ToolResult;
  /** Code that was really run; null when none was. */
  readonly code: string | null;
  /** Set when the turn cannot go on. */
  readonly fatal: AgentError | null;
}

/**
 * Runs one tool call: validation, the approval gate, the tool. Whatever happens, it writes the call's result,
 * so that the history stays valid; it never throws.
 */
export async function runCall(
  call: ToolCall,
  context: CallContext
): Promise<CallOutcome> {
  const { services, live, turn, step, budget } = context;
  const began = services.clock.now();
  const excused = budget.excused;
  let outcome: CallOutcome;
  try {
    outcome = await attempt(call, context);
  } catch (error) {
    outcome = failed(AgentError.from(error));
  }
  const { result } = outcome;
  live.setToolState(call.id, result.status);
  await services.journal.write({
    kind: 'message',
    turn,
    step,
    message: { role: 'tool', tool_call_id: call.id, content: result.text },
    result: result.status,
    // What the user takes to decide is none of the call's time.
    milliseconds: services.clock.now() - began - (budget.excused - excused),
    ...(context.replayed ? { replayed: true } : {})
  });
  return outcome;
}

async function attempt(
  call: ToolCall,
  context: CallContext
): Promise<CallOutcome> {
  const { tools, budget, signal } = context;
  throwIfStopped(signal);
  const valid = validateCall(call, tools);
  if (!valid.ok) {
    return problem(valid.problem);
  }
  if (!context.replayed && budget.isRepeated(call)) {
    return problem(
      'You made this very call several times already; it was not run again. ' +
        'Fix: use the results you have, change the code, or give your answer.'
    );
  }
  const code = valid.tool.code(valid.args);
  const refusal = code === null ? null : await askLeave(call, code, context);
  return (
    refusal ?? {
      ...(await runTool(call, valid.tool, valid.args, context)),
      code
    }
  );
}

/** The approval gate; null when the code may run. */
async function askLeave(
  call: ToolCall,
  code: string,
  context: CallContext
): Promise<CallOutcome | null> {
  const { services, live, turn, step, signal, budget } = context;
  const asked = services.clock.now();
  if (services.gate.asks) {
    live.setToolState(call.id, 'awaiting-approval');
    services.onPhase('awaiting-approval', step);
  }
  const verdict = await services.gate.check(
    { id: call.id, tool: call.function.name, code },
    signal
  );
  budget.excuse(services.clock.now() - asked);
  await services.journal.write({
    kind: 'approval',
    turn,
    call: call.id,
    outcome: verdict.outcome,
    ...(verdict.outcome === 'reject' && verdict.comment
      ? { comment: verdict.comment }
      : {})
  });
  if (verdict.outcome !== 'reject') {
    return null;
  }
  const comment = verdict.comment ? ` They said: ${verdict.comment}` : '';
  return {
    result: {
      status: 'refused',
      text: `The user refused to run this code; nothing was run.${comment}`,
      images: []
    },
    code: null,
    fatal: null
  };
}

async function runTool(
  call: ToolCall,
  tool: AnyTool,
  args: unknown,
  context: CallContext
): Promise<{ result: ToolResult; fatal: AgentError | null }> {
  const { services, live, turn, step, signal } = context;
  const { clock, journal, store } = services;
  const recorder = new OutputRecorder(journal, store, clock, turn, call.id);
  let outputs: Parameters<OutputRecorder['update']>[0] = [];
  live.setToolState(call.id, 'running', new Date(clock.now()).toISOString());
  services.onPhase('running-code', step);
  try {
    const result = await tool.run(args, {
      callId: call.id,
      signal,
      onOutputs: current => {
        outputs = current;
        recorder.update(current);
        live.showOutputs(call.id, current);
      },
      write: async entry => {
        await journal.write({ ...entry, turn });
      }
    });
    // Code that goes on: its last outputs are kept, too, whatever the turn does meanwhile.
    void result.finished?.then(() => recorder.finish(outputs));
    return { result, fatal: null };
  } finally {
    await recorder.finish(outputs);
  }
}

function problem(text: string): CallOutcome {
  return {
    result: { status: 'error', text, images: [] },
    code: null,
    fatal: null
  };
}

function failed(error: AgentError): CallOutcome {
  return error.code === 'stopped'
    ? {
        result: { status: 'interrupted', text: INTERRUPTED_RESULT, images: [] },
        code: null,
        fatal: error
      }
    : {
        result: { status: 'error', text: error.message, images: [] },
        code: null,
        fatal: error
      };
}
