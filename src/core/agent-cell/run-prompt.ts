import type { Session } from '../agent/session';
import type { Prompt, TurnResult } from '../agent/session-types';
import { throwIfStopped } from '../clock';
import { AgentError } from '../errors';
import type { Output } from '../outputs';
import type { Kernel } from '../ports';
import { filesOfTurn } from '../file-context/turn-digest';
import type { Turn } from '../transcript/conversation-types';
import type { AgentCell, AgentCellOutcome, ShowOutputs } from './cell';
import { fillBraces } from './fill-braces';
import { textOutput } from './markdown';
import { parseAgentCell } from './parse-cell';
import type { AgentCellHost, CellToRun } from './run-cell';
import { errorOfTurn, errorOutput } from './turn-error';
import { hasBegun, turnOutputs } from './turn-outputs';
import { watchTurn } from './watch-turn';

type PromptCell = Extract<AgentCell, { kind: 'prompt' }>;

/**
 * Asks the session, shows the turn while it grows, and puts the answer into the variable that the cell names.
 * Throws `AgentError` when no turn could begin.
 */
export async function runPrompt(
  cell: CellToRun,
  { prompt, options }: PromptCell,
  host: AgentCellHost,
  show: ShowOutputs,
  signal: AbortSignal
): Promise<AgentCellOutcome> {
  throwIfStopped(signal);
  const session = await host.session(options.session);
  const text = await fillBraces(prompt, host.kernel, signal);
  throwIfStopped(signal);
  const { phase, files, output } = options;
  const asked: Prompt = {
    text,
    files,
    ...(phase === null ? {} : { phase }),
    cell: {
      id: cell.id,
      above: cellsAbove(cell, options.session, host.defaultSession),
      replay: cell.replay ?? options.replay
    }
  };
  const { result, outputs } = await ask(session, asked, show, signal);
  if (result.outcome !== 'answered') {
    const shown = errorOfTurn({ state: result.outcome, error: result.error });
    const error = result.outcome === 'failed' ? result.error : shown;
    return { status: 'error', error: error ?? shown, result };
  }
  if (output !== null) {
    const failure = await assign(output, result.answer, host.kernel, signal);
    if (failure) {
      show([...outputs, errorOutput(failure)]);
      return { status: 'error', error: failure, result };
    }
  }
  return { status: 'ok', error: null, result };
}

/** Ids of the prompt cells above that go on with the same session. */
function cellsAbove(
  { above }: CellToRun,
  session: string | null,
  defaultSession: string
): string[] {
  const own = session ?? defaultSession;
  return above
    .filter(({ source }) => {
      const parsed = parseAgentCell(source);
      return (
        parsed?.kind === 'prompt' &&
        (parsed.options.session ?? defaultSession) === own
      );
    })
    .map(({ id }) => id);
}

/** Runs the turn; resolves with its result and the outputs that were shown last. */
async function ask(
  session: Session,
  prompt: Prompt,
  show: ShowOutputs,
  signal: AbortSignal
): Promise<{ result: TurnResult; outputs: readonly Output[] }> {
  let outputs: readonly Output[] = [];
  let reused: readonly string[] | undefined;
  const draw = (turn: Turn): void => {
    // Decided once, so that the line on it stays where it is.
    reused ??= hasBegun(turn)
      ? filesOfTurn(session.entries, turn.number, session.fileContext.files)
          .reused
      : undefined;
    outputs = turnOutputs(turn, session.sessionId, reused);
    show(outputs);
  };
  const id = prompt.cell?.id ?? '';
  const stopWatching = watchTurn(session, id, draw);
  const stop = (): void => stopAsking(session, id);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const asking = session.ask(prompt);
    if (queued(session, id) !== undefined) {
      outputs = [textOutput('*Agent · waits for the turn before it*')];
      show(outputs);
    }
    const result = await asking;
    const turn = turnOf(session, result);
    if (turn) {
      draw(turn);
    }
    return { result, outputs };
  } finally {
    signal.removeEventListener('abort', stop);
    stopWatching();
  }
}

/** A prompt that still waits is taken back: the turn it waits for is another's. */
function stopAsking(session: Session, cell: string): void {
  const waiting = queued(session, cell);
  if (waiting === undefined) {
    session.stop();
  } else {
    session.unqueue(waiting);
  }
}

function queued({ queue }: Session, cell: string): string | undefined {
  return queue.find(({ prompt }) => prompt.cell?.id === cell)?.id;
}

function turnOf({ conversation }: Session, { turn }: TurnResult) {
  return conversation.turns.find(({ number }) => number === turn);
}

/** Puts the answer into a variable of the user's; resolves with what went wrong. */
async function assign(
  name: string,
  value: string,
  kernel: Kernel,
  signal: AbortSignal
): Promise<AgentError | null> {
  try {
    await kernel.ensureStarted(signal);
    await kernel.callHelper('assign', { name, value }, signal);
    return null;
  } catch (thrown) {
    const { code, message, advice } = AgentError.from(thrown);
    return new AgentError(
      code,
      `The agent answered, but the answer could not be put into ${name}: ${message}`,
      { ...(advice ? { advice } : {}), cause: thrown }
    );
  }
}
