import { hasSolution } from '../llm/tags';
import { messageText, type ToolCall } from '../llm/chat-message';
import type { Output } from '../outputs';
import type { Entry, MessageEntry, TurnEntry } from '../transcript/entries';
import type { TurnsOfRun } from '../transcript/turns-of-run';

/** A call of a recorded turn, and what came of it. */
export interface RecordedCall {
  readonly call: ToolCall;
  /** Somebody or something allowed its code when it was recorded. */
  readonly wasAllowed: boolean;
  readonly result: MessageEntry;
  /** As stored: pictures by reference to their content. */
  readonly outputs: readonly Output[];
}

/** One reply of the model in a recorded turn. */
export interface RecordedStep {
  readonly reply: MessageEntry;
  readonly calls: readonly RecordedCall[];
}

/** A turn of an agent cell that was answered, with all that it takes to run it again. */
export interface Recording {
  readonly turn: number;
  readonly prompt: string;
  readonly files: readonly string[];
  readonly model: string;
  /** The turn that the agent cell above stood for; null when there was none. */
  readonly after: number | null;
  /** Something else was said between that turn and this one. */
  readonly hasInterlude: boolean;
  /** Content of each data file that was known when the turn was over: its hash, or size and time. */
  readonly contents: ReadonlyMap<string, string>;
  readonly steps: readonly RecordedStep[];
  /** The last reply's text. */
  readonly text: string;
}

/** The turn that a cell stands for: what it last ran as or, where that was a replay, the recorded turn. Null when it never ran. */
export function standsFor(
  { beginnings, endings }: TurnsOfRun,
  cellId: string
): { readonly turn: number; readonly ranAs: number } | null {
  const ranAs = [...beginnings.values()].findLast(
    ({ cell }) => cell?.id === cellId
  )?.turn;
  return ranAs === undefined
    ? null
    : { turn: endings.get(ranAs)?.replays ?? ranAs, ranAs };
}

/** Whether a prompt from elsewhere than a cell came after turn `after` and before turn `before`. */
export function hasInterlude(
  { beginnings }: TurnsOfRun,
  after: number,
  before: number
): boolean {
  return [...beginnings.values()].some(
    ({ turn, cell }) => turn > after && turn < before && cell === undefined
  );
}

/** The turns of the current run that can stand for a cell with the same prompt, newest first. */
export function recordings(turns: TurnsOfRun, prompt: string): Recording[] {
  return [...turns.beginnings.values()]
    .filter(start => start.prompt === prompt)
    .flatMap(start => recordingOf(turns, start) ?? [])
    .reverse();
}

function recordingOf(turns: TurnsOfRun, start: TurnEntry): Recording | null {
  const { turn, cell } = start;
  const end = turns.endings.get(turn);
  if (!cell || end?.outcome !== 'answered' || end.replays !== undefined) {
    return null;
  }
  const steps = stepsOf(turns.entries.filter(entry => entry.turn === turn));
  const last = steps?.at(-1);
  if (!steps || !last) {
    return null;
  }
  const above = cell.after;
  return {
    turn,
    prompt: start.prompt ?? '',
    files: start.files ?? [],
    model: end.model ?? '',
    after: above,
    hasInterlude:
      above !== null &&
      hasInterlude(turns, ranAsBefore(turns, above, turn), turn),
    contents: contentsAfter(turns.entries, turn),
    steps,
    text: messageText(last.reply.message)
  };
}

/** The last turn before `before` in which turn `recorded` was run, for the first time or again. */
function ranAsBefore(
  { endings }: TurnsOfRun,
  recorded: number,
  before: number
): number {
  return (
    [...endings.values()].findLast(
      ({ turn, replays }) => turn < before && replays === recorded
    )?.turn ?? recorded
  );
}

/** Null when the turn is not whole, so that it cannot be shown again. */
function stepsOf(own: readonly Entry[]): RecordedStep[] | null {
  const results = new Map<string, MessageEntry>();
  const allowed = new Set<string>();
  const outputs = new Map<string, Output[]>();
  const replies: MessageEntry[] = [];
  for (const entry of own) {
    if (entry.kind === 'approval' && entry.outcome !== 'reject') {
      allowed.add(entry.call);
    } else if (entry.kind === 'output') {
      const list = entry.clears ? [] : (outputs.get(entry.call) ?? []);
      list[entry.index] = entry.output;
      outputs.set(entry.call, list);
    } else if (entry.kind === 'message' && !entry.replayed) {
      if (entry.message.role === 'tool') {
        results.set(entry.message.tool_call_id ?? '', entry);
      } else if (entry.message.role === 'assistant') {
        replies.push(entry);
      }
    }
  }
  const steps = replies.map((reply): RecordedStep | null => {
    const calls = (reply.message.tool_calls ?? []).map(call => {
      const result = results.get(call.id);
      return result
        ? {
            call,
            wasAllowed: allowed.has(call.id),
            result,
            outputs: (outputs.get(call.id) ?? []).filter(
              output => output !== undefined
            )
          }
        : null;
    });
    return reply.incomplete || calls.includes(null)
      ? null
      : { reply, calls: calls.filter(call => call !== null) };
  });
  const whole = steps.filter(step => step !== null);
  const last = whole.at(-1);
  const isOver =
    last !== undefined &&
    (last.calls.length === 0 || hasSolution(messageText(last.reply.message)));
  return whole.length === steps.length && isOver ? whole : null;
}

function contentsAfter(
  run: readonly Entry[],
  turn: number
): Map<string, string> {
  const contents = new Map<string, string>();
  for (const entry of run) {
    if (entry.kind !== 'files' || entry.turn > turn) {
      continue;
    }
    for (const { path, state, sha256, stamp } of entry.files) {
      const content = sha256 ?? stamp;
      if (state === 'gone') {
        contents.delete(path);
      } else if (content) {
        contents.set(path, content);
      }
    }
  }
  return contents;
}
