import type { TurnResult } from '../../core/agent/session-types';
import { parseAgentCell } from '../../core/agent-cell/parse-cell';
import type { RunArguments } from '../arguments';
import {
  hasTag,
  type NotebookCell,
  type NotebookDocument
} from '../notebook/document';
import { NotSavedError } from '../notebook/not-saved-error';
import type { NotebookSaver } from '../notebook/saver';
import type { Progress } from '../progress/progress';
import { NOT_SAVED, STOPPED, type ReportedError } from '../reported-error';
import type { SessionKernelHost } from '../session-kernel-host';
import type { Workbench } from '../workbench';
import { runAgent } from './agent-cells';
import type { CellRunner } from './cell-runner';
import { runCode, type CellEnd } from './code-cells';
import { describeKernel } from './kernel-metadata';
import {
  reportOfTurns,
  type CellKind,
  type CellReport,
  type RunReport
} from './run-report';

/** A failing cell that has it does not end the run. */
const MAY_FAIL = 'raises-exception';

export interface RunParts {
  /** Its cells' outputs are filled in. */
  readonly notebook: NotebookDocument;
  readonly bench: Workbench;
  readonly runner: CellRunner;
  readonly saver: NotebookSaver;
  readonly host: SessionKernelHost;
}

/** One run of a notebook. To be used once. */
export class NotebookRun {
  private readonly cells: CellReport[] = [];
  private readonly results: TurnResult[] = [];
  /** What ended the run. */
  private error: ReportedError | null = null;

  constructor(
    private readonly parts: RunParts,
    private readonly args: RunArguments,
    private readonly progress: Progress
  ) {}

  /** Throws `AgentError` when there is no kernel, `NotSavedError` when nothing could be written from the beginning. */
  async run(signal: AbortSignal): Promise<RunReport> {
    const { notebook, bench, host, saver } = this.parts;
    const { displayName } = await bench.kernel.ensureStarted(signal);
    this.progress.end(displayName);
    notebook.metadata = await describeKernel(notebook.metadata, host);
    clearOutputs(notebook);
    await saver.flush();
    for (const [index, cell] of notebook.cells.entries()) {
      this.cells.push(await this.cell(index, cell, signal));
    }
    this.sayUnsaved();
    return this.report();
  }

  private async cell(
    index: number,
    cell: NotebookCell,
    signal: AbortSignal
  ): Promise<CellReport> {
    const kind = kindOf(cell);
    const facts = { index, id: cell.id, kind, milliseconds: 0 };
    if (!isRunnable(kind) || cell.source.trim() === '') {
      return { ...facts, status: 'skipped' };
    }
    if (signal.aborted) {
      this.error ??= STOPPED;
    }
    if (this.error) {
      return { ...facts, status: 'not-run' };
    }
    const total = this.parts.notebook.cells.length;
    const began = performance.now();
    this.progress.begin(`cell ${index + 1}/${total} · ${kind}`);
    const end = await this.execute(index, cell, signal);
    const milliseconds = Math.round(performance.now() - began);
    const report = this.judge(cell, { ...facts, milliseconds }, end);
    await this.save();
    return report;
  }

  private async execute(
    index: number,
    cell: NotebookCell,
    signal: AbortSignal
  ): Promise<CellEnd> {
    const { notebook, bench, runner, saver } = this.parts;
    const parsed = parseAgentCell(cell.source);
    if (!parsed) {
      return runCode(cell, runner, () => saver.changed(), signal);
    }
    const above = notebook.cells
      .slice(0, index)
      .filter(({ cell_type: type }) => type === 'code');
    const { result, ...end } = await runAgent(
      { cell, above, parsed, replay: this.args.replay },
      bench,
      () => saver.changed(),
      signal
    );
    if (result) {
      this.results.push(result);
    }
    return end;
  }

  private judge(
    cell: NotebookCell,
    facts: Omit<CellReport, 'status'>,
    { error, told, lines }: CellEnd
  ): CellReport {
    const allowed = error !== null && hasTag(cell, MAY_FAIL);
    this.progress.end(
      error === null ? told : allowed ? `${told}, as it may` : told
    );
    lines.forEach(line => this.progress.say(line));
    if (error === null) {
      return { ...facts, status: 'ok' };
    }
    if (allowed && error.code !== STOPPED.code) {
      return { ...facts, status: 'allowed', error };
    }
    this.error ??=
      error.code === STOPPED.code
        ? error
        : { ...error, message: `Cell ${facts.index + 1}: ${error.message}` };
    return { ...facts, status: 'error', error };
  }

  /** A notebook that cannot be written any more ends the run: what follows would be lost. */
  private async save(): Promise<void> {
    try {
      await this.parts.saver.flush();
    } catch (error) {
      if (!(error instanceof NotSavedError)) {
        throw error;
      }
      this.error ??= { code: NOT_SAVED, message: error.message };
    }
  }

  /** A conversation that exists in memory only is gone when the run is over. */
  private sayUnsaved(): void {
    for (const { session, storage } of this.parts.bench.sessions) {
      if (storage.kind === 'memory') {
        this.progress.say(
          `The conversation ${session.sessionId} could not be saved: ${storage.reason}.`
        );
      }
    }
  }

  private report(): RunReport {
    const { notebook, output } = this.args;
    return {
      success: this.error === null,
      notebook,
      output: output ?? notebook,
      cells: this.cells,
      ...reportOfTurns(this.results),
      error: this.error
    };
  }
}

/** What is in the notebook afterwards is of this run. */
function clearOutputs({ cells }: NotebookDocument): void {
  for (const cell of cells) {
    if (cell.cell_type === 'code') {
      cell.outputs = [];
      cell.execution_count = null;
    }
  }
}

function kindOf({ cell_type: type, source }: NotebookCell): CellKind {
  switch (type) {
    case 'code':
      return parseAgentCell(source) ? 'agent' : 'code';
    case 'markdown':
      return 'markdown';
    default:
      return 'raw';
  }
}

function isRunnable(kind: CellKind): boolean {
  return kind === 'code' || kind === 'agent';
}
