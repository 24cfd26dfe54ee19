import { newestFirst, type Artifact } from '../../core/artifacts/artifact';
import type { TurnResult } from '../../core/agent/session-types';
import type { Usage } from '../../core/llm/chat-message';
import { addUsage } from '../../core/transcript/blocks';
import type { RunArguments } from '../arguments';
import type { ReportedError } from '../reported-error';

/** What `run --json` prints. */
export interface RunReport {
  readonly success: boolean;
  /** As given on the command line. */
  readonly notebook: string;
  /** Where the outputs are; null when nothing was written. */
  readonly output: string | null;
  /** All cells of the notebook that was run, in order. */
  readonly cells: readonly CellReport[];
  readonly turns: readonly TurnReport[];
  /** Model requests of all turns. */
  readonly requests: number;
  /** Files that turns wrote, newest first. */
  readonly artifacts: readonly Artifact[];
  /** Null exactly when `success` is true. */
  readonly error: ReportedError | null;
  /** Of all turns; null when no model said. */
  readonly usage: Usage | null;
}

export type CellKind = 'code' | 'agent' | 'markdown' | 'raw';

export interface CellReport {
  /** From 0. */
  readonly index: number;
  readonly id: string;
  readonly kind: CellKind;
  /** `allowed`: it failed and is tagged raises-exception. `skipped`: there is nothing to run. */
  readonly status: 'ok' | 'error' | 'allowed' | 'skipped' | 'not-run';
  readonly milliseconds: number;
  readonly error?: ReportedError;
}

export interface TurnReport {
  readonly turn: number;
  /** The recorded turn that was run again; null when a model was asked. */
  readonly replayed: number | null;
  readonly requests: number;
  readonly outcome: TurnResult['outcome'];
  readonly answer: string;
}

/** The report when nothing was run. */
export function reportOfNothing(
  { notebook }: RunArguments,
  error: ReportedError
): RunReport {
  return {
    success: false,
    notebook,
    output: null,
    cells: [],
    turns: [],
    requests: 0,
    artifacts: [],
    error,
    usage: null
  };
}

/** What the turns of a run amount to. */
export function reportOfTurns(
  results: readonly TurnResult[]
): Pick<RunReport, 'turns' | 'requests' | 'artifacts' | 'usage'> {
  const byPath = new Map<string, Artifact>();
  for (const artifact of results.flatMap(({ artifacts }) => artifacts)) {
    byPath.set(artifact.path, artifact);
  }
  return {
    turns: results.map(({ turn, replayed, requests, outcome, answer }) => ({
      turn,
      replayed,
      requests,
      outcome,
      answer
    })),
    requests: results.reduce((sum, { requests }) => sum + requests, 0),
    artifacts: [...byPath.values()].sort(newestFirst),
    usage: results.reduce<Usage | null>(
      (sum, { usage }) => (usage ? addUsage(sum, usage) : sum),
      null
    )
  };
}
