import { AgentError } from '../errors';
import { Budget } from '../agent/budget';
import type { Prompt } from '../agent/session-types';
import type { TurnEnd, TurnRecord } from '../agent/turn';
import type { FilesAtBeginning } from '../agent/turn-beginning';
import type { TurnServices } from '../agent/turn-services';
import { findRecording } from './find-recording';
import { validateCall } from '../tools/validate-call';
import type { AnyTool } from '../tools/tool';
import type { ToolCall } from '../llm/chat-message';
import { replayTurn } from './replay-turn';

export interface ReplayAttempt {
  readonly turn: number;
  readonly prompt: Prompt;
  /** Name of the model that would answer; null when none can be reached. */
  readonly model: string | null;
  readonly look: FilesAtBeginning;
  readonly record: TurnRecord;
  readonly signal: AbortSignal;
}

/**
 * Answers a cell's turn by running the recorded one again, if there is one that fits. Resolves with null when a model is
 * to be asked; why it is, although the prompt was answered before, is said in a notice.
 * Throws `AgentError`: `replay-impossible` when nothing but a replay is wanted, `stopped`, `kernel-*`.
 */
export async function tryReplay(
  services: TurnServices,
  { turn, prompt, model, look, record, signal }: ReplayAttempt
): Promise<TurnEnd | null> {
  const { journal, sessionFiles, clock } = services;
  const { cell } = prompt;
  if (!cell || cell.replay === 'never') {
    return null;
  }
  const found = findRecording(
    journal.entries,
    { ...prompt, cell },
    {
      turn,
      model,
      files: sessionFiles.files,
      notChecked: look.notChecked,
      needsLeave: needsLeave(services.tools),
      mayRunCode: !services.gate.asks
    }
  );
  if (!found.recording) {
    return giveUp(
      services,
      turn,
      cell.replay,
      found.problem,
      found.wasAnswered ? 'info' : null
    );
  }
  const { recording } = found;
  if (look.events.length > 0) {
    await journal.write({
      kind: 'files',
      turn,
      files: look.events.map(event => ({ ...event, untold: true }))
    });
  }
  const difference = await replayTurn(recording, {
    services,
    turn,
    budget: new Budget(services.budget(), clock),
    record,
    signal
  });
  return difference === null
    ? { outcome: 'answered', text: recording.text, replays: recording.turn }
    : giveUp(
        services,
        turn,
        cell.replay,
        `turn ${recording.turn} was run again, and ${difference}`,
        'warning'
      );
}

function needsLeave(all: readonly AnyTool[]): (call: ToolCall) => boolean {
  const tools = new Map(all.map(tool => [tool.name, tool]));
  return call => {
    const valid = validateCall(call, tools);
    return (
      valid.ok &&
      valid.tool.isReplayed === true &&
      valid.tool.code(valid.args) !== null
    );
  };
}

async function giveUp(
  { journal }: TurnServices,
  turn: number,
  mode: 'allowed' | 'only',
  problem: string,
  level: 'info' | 'warning' | null
): Promise<null> {
  if (mode === 'only') {
    throw new AgentError(
      'replay-impossible',
      `No recorded turn could be replayed: ${problem}.`,
      { advice: 'Run it without --replay-only to ask the model.' }
    );
  }
  if (level !== null) {
    await journal.write({
      kind: 'notice',
      turn,
      level,
      text: `Not replayed: ${problem}. The model is asked.`
    });
  }
  return null;
}
