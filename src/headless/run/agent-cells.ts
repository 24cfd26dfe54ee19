import type { TurnResult } from '../../core/agent/session-types';
import type {
  AgentCell,
  AgentCellOutcome,
  ReplayMode
} from '../../core/agent-cell/cell';
import {
  runAgentCell,
  type AgentCellHost
} from '../../core/agent-cell/run-cell';
import type { ErrorOutput } from '../../core/outputs';
import type { NotebookCell } from '../notebook/document';
import { completionLine, reuseLine } from '../progress/turn-lines';
import {
  asReported,
  problemOf,
  sentence,
  STOPPED,
  type ReportedError
} from '../reported-error';
import { oneLine, type CellEnd } from './code-cells';

export interface AgentRun {
  readonly cell: NotebookCell;
  /** Code cells above it, from the top. */
  readonly above: readonly NotebookCell[];
  readonly parsed: AgentCell;
  /** `allowed`: as the cell says. */
  readonly replay: ReplayMode;
}

export interface AgentEnd extends CellEnd {
  /** Null when no turn began. */
  readonly result: TurnResult | null;
}

/** Runs an agent cell, and puts its outputs into the notebook as they come. */
export async function runAgent(
  { cell, above, parsed, replay }: AgentRun,
  host: AgentCellHost,
  onChange: () => void,
  signal: AbortSignal
): Promise<AgentEnd> {
  const outcome = await runAgentCell(
    {
      id: cell.id,
      source: cell.source,
      above,
      ...(replay === 'allowed' ? {} : { replay })
    },
    parsed,
    host,
    outputs => {
      cell.outputs = outputs;
      onChange();
    },
    signal
  );
  const error = problemOfCell(outcome, signal);
  // A cell that counts as failed shows why, also where the turn itself came to an end.
  if (error && outcome.status === 'ok') {
    cell.outputs = [...(cell.outputs ?? []), errorOutput(error)];
  }
  const phase = parsed.kind === 'prompt' ? parsed.options.phase : null;
  return {
    result: outcome.result,
    error,
    told: toldOf(outcome.result, error),
    lines: linesOf(outcome.result, phase, error)
  };
}

function problemOfCell(
  { error, result }: AgentCellOutcome,
  signal: AbortSignal
): ReportedError | null {
  if (signal.aborted) {
    return STOPPED;
  }
  return error ? asReported(error) : result ? problemOf(result) : null;
}

function toldOf(
  result: TurnResult | null,
  error: ReportedError | null
): string {
  const how = error === null ? 'ok' : error === STOPPED ? 'stopped' : 'failed';
  if (!result) {
    return how;
  }
  const { turn, replayed, requests } = result;
  return replayed === null
    ? `turn ${turn} · ${requests} ${requests === 1 ? 'request' : 'requests'} · ${how}`
    : `turn ${turn} · replayed turn ${replayed} · ${how}`;
}

function linesOf(
  result: TurnResult | null,
  phase: string | null,
  error: ReportedError | null
): string[] {
  const lines = [
    result ? reuseLine(result) : null,
    error && error !== STOPPED ? `  ${oneLine(sentence(error))}` : null,
    result && error === null ? completionLine(result, phase) : null
  ];
  return lines.filter(line => line !== null);
}

function errorOutput(error: ReportedError): ErrorOutput {
  const text = sentence(error);
  return {
    output_type: 'error',
    ename: 'AgentError',
    evalue: text,
    traceback: [text]
  };
}
