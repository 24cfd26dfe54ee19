import {
  isCodeCellModel,
  type Cell,
  type ICodeCellModel
} from '@jupyterlab/cells';
import type {
  INotebookModel,
  KernelError,
  NotebookPanel
} from '@jupyterlab/notebook';
import type { AgentCell, AgentCellOutcome } from '../../core/agent-cell/cell';
import { parseAgentCell } from '../../core/agent-cell/parse-cell';
import {
  runAgentCell,
  type AgentCellHost,
  type CellToRun
} from '../../core/agent-cell/run-cell';
import { AgentError } from '../../core/errors';
import type { RunCellOptions } from './executor';
import { clearExecution, kernelError, markIdle, markRunning } from './marks';
import { CellOutputs } from './outputs';
import { CellTiming } from './timing';

export { agentCellHost } from './host';

/**
 * Runs the cell if it is an agent cell, as JupyterLab runs a code cell: its state, times and signals are the same. Null
 * when it is none. Loaded with the first agent cell that runs.
 */
export async function runInNotebook(
  options: RunCellOptions,
  panel: NotebookPanel,
  host: AgentCellHost,
  signal: AbortSignal
): Promise<boolean | null> {
  const { cell, notebook } = options;
  if (cell.isDisposed || notebook.isDisposed) {
    return false;
  }
  const source = cell.model.sharedModel.getSource();
  const parsed = parseAgentCell(source);
  if (parsed === null) {
    return null;
  }
  const run = new CellRun(options, panel, signal);
  try {
    return await run.run(parsed, source, host);
  } finally {
    run.dispose();
  }
}

class CellRun {
  private readonly id: string;
  private readonly stopping = new AbortController();
  private readonly outputs = new CellOutputs(() => this.model);
  private readonly timing: CellTiming;
  private isOver = false;

  constructor(
    private readonly options: RunCellOptions,
    private readonly panel: NotebookPanel,
    private readonly signal: AbortSignal
  ) {
    this.id = options.cell.model.id;
    this.timing = new CellTiming(options.notebookConfig.recordTiming);
    options.notebook.cells.changed.connect(this.cellsChanged, this);
    panel.disposed.connect(this.stop, this);
    signal.addEventListener('abort', this.stop, { once: true });
    if (signal.aborted) {
      this.stop();
    }
  }

  dispose(): void {
    const { notebook } = this.options;
    if (!notebook.isDisposed) {
      notebook.cells.changed.disconnect(this.cellsChanged, this);
    }
    this.panel.disposed.disconnect(this.stop, this);
    this.signal.removeEventListener('abort', this.stop);
  }

  async run(
    parsed: AgentCell,
    source: string,
    host: AgentCellHost
  ): Promise<boolean> {
    this.begin();
    const outcome = await this.outcomeOf(
      {
        id: this.id,
        source,
        above: cellsAbove(this.options.notebook, this.id)
      },
      parsed,
      host
    );
    return this.end(outcome);
  }

  /** The cell as it is now: it may have been moved, which makes another object of it. */
  private get model(): ICodeCellModel | null {
    return codeCell(this.options.notebook, this.id);
  }

  private begin(): void {
    const { cell, onCellExecutionScheduled } = this.options;
    onCellExecutionScheduled({ cell });
    clearExecution(cell);
    markRunning(cell);
    const { model } = this;
    if (model !== null) {
      model.trusted = true;
      this.timing.started(model);
    }
  }

  private async outcomeOf(
    cell: CellToRun,
    parsed: AgentCell,
    host: AgentCellHost
  ): Promise<AgentCellOutcome> {
    const { signal } = this.stopping;
    try {
      return await runAgentCell(cell, parsed, host, this.outputs.show, signal);
    } catch (error) {
      return { status: 'error', error: AgentError.from(error), result: null };
    }
  }

  private end({ status, error }: AgentCellOutcome): boolean {
    this.isOver = true;
    this.outputs.finish();
    const { model, cell } = this;
    if (model === null || cell === null) {
      // Others may wait for it: that it failed counts, even if nobody sees it any more.
      if (status === 'error') {
        throw kernelError('AgentError', error?.message ?? '');
      }
      return false;
    }
    this.timing.ended(model, error?.code === 'stopped');
    markIdle(cell);
    if (status === 'ok') {
      this.options.onCellExecuted({ cell, success: true });
      return true;
    }
    const failure = shownError(error, model);
    this.options.onCellExecuted({ cell, success: false, error: failure });
    throw failure;
  }

  /** The widget of the cell as it is now; null when there is none. */
  private get cell(): Cell | null {
    const { model, panel } = this;
    const found = panel.isDisposed
      ? undefined
      : panel.content.widgets.find(cell => cell.model === model);
    return model !== null && found?.isDisposed === false ? found : null;
  }

  /** A cell that is moved is taken out and put in; only one that stays away is gone. */
  private cellsChanged(): void {
    queueMicrotask(() => {
      const { cell } = this;
      if (this.model === null) {
        this.stop();
      } else if (!this.isOver && cell !== null && cell !== this.options.cell) {
        markRunning(cell);
      }
    });
  }

  private readonly stop = (): void => this.stopping.abort();
}

/** The error by the name under which the cell shows it. */
function shownError(
  error: AgentError | null,
  { outputs }: ICodeCellModel
): KernelError {
  const last = outputs.length > 0 ? outputs.get(outputs.length - 1) : null;
  const shown: unknown = last?.type === 'error' ? last.toJSON().ename : null;
  return kernelError(
    typeof shown === 'string' ? shown : 'AgentError',
    error?.message ?? ''
  );
}

function codeCell(notebook: INotebookModel, id: string): ICodeCellModel | null {
  if (notebook.isDisposed) {
    return null;
  }
  for (const cell of notebook.cells) {
    if (cell.id === id && isCodeCellModel(cell) && !cell.isDisposed) {
      return cell;
    }
  }
  return null;
}

/** Code cells above the one with `id`, from the top. */
function cellsAbove(
  notebook: INotebookModel,
  id: string
): { id: string; source: string }[] {
  const above: { id: string; source: string }[] = [];
  for (const cell of notebook.cells) {
    if (cell.id === id) {
      break;
    }
    if (isCodeCellModel(cell)) {
      above.push({ id: cell.id, source: cell.sharedModel.getSource() });
    }
  }
  return above;
}
