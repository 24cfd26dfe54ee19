import type { Cell } from '@jupyterlab/cells';
import type {
  INotebookCellExecutor,
  INotebookModel
} from '@jupyterlab/notebook';
import { clearExecution, kernelError, markIdle, markRunning } from './marks';
import { CellOrder, SkippedError } from './order';
import { mayBeAgentCell } from './source';

export type RunCellOptions = INotebookCellExecutor.IRunCellOptions;

/** Runs one agent cell whose turn it is. */
export interface AgentCellRunner {
  /**
   * Resolves with true when it ran, with false when it turned out not to be there any more; null when the cell is no
   * agent cell after all. Throws `KernelError` when the cell failed.
   */
  run(options: RunCellOptions, signal: AbortSignal): Promise<boolean | null>;
}

/**
 * Keeps agent cells from the kernel, and leaves all others to the executor that would run them anyway. It exists before
 * anything else of the agent does: until there is a `runner`, it changes nothing.
 */
export class AgentCellExecutor implements INotebookCellExecutor {
  runner: AgentCellRunner | null = null;
  private readonly orders = new WeakMap<INotebookModel, CellOrder>();
  private readonly running = new WeakMap<INotebookModel, Set<RunningCell>>();

  /** @param next runs what is no agent cell */
  constructor(public next: INotebookCellExecutor) {}

  // A property, because whoever wraps an executor takes its method off.
  readonly runCell = (options: RunCellOptions): Promise<boolean> => {
    const { cell, notebook } = options;
    const { runner } = this;
    if (runner === null || cell.model.type !== 'code') {
      return this.next.runCell(options);
    }
    const order = this.orderOf(notebook);
    // Run again, a cell that waits starts afresh.
    order.dropWaiting(waiting => waiting === cell.model.id, true);
    return mayBeAgentCell(cell.model.sharedModel.getSource())
      ? this.runAgentCell(options, runner, order)
      : this.runOther(options, order);
  };

  /** Stops the agent cells of a notebook; those that wait do not run. True when there were any. */
  stop(notebook: INotebookModel): boolean {
    this.orders.get(notebook)?.dropWaiting();
    const running = [...(this.running.get(notebook) ?? [])];
    running.forEach(({ stopping }) => stopping.abort());
    return running.length > 0;
  }

  /** The kernel was restarted: what waits has lost what it was to build upon. */
  dropWaiting(notebook: INotebookModel): void {
    this.orders.get(notebook)?.dropWaiting();
  }

  private runOther(
    options: RunCellOptions,
    order: CellOrder
  ): Promise<boolean> {
    const { cell } = options;
    return this.orSkipped(
      options,
      order.run(described(cell, false), async () =>
        cell.isDisposed ? false : this.next.runCell(options)
      )
    );
  }

  private runAgentCell(
    options: RunCellOptions,
    runner: AgentCellRunner,
    order: CellOrder
  ): Promise<boolean> {
    const { cell, notebook } = options;
    const { id } = cell.model;
    const running = this.running.get(notebook) ?? new Set<RunningCell>();
    this.running.set(notebook, running);
    for (const other of running) {
      if (other.id === id) {
        other.stopping.abort();
      }
    }
    return this.orSkipped(
      options,
      order.run(described(cell, true), async () => {
        const started = { id, stopping: new AbortController() };
        running.add(started);
        try {
          const ran = await runner.run(options, started.stopping.signal);
          return ran ?? (await this.next.runCell(options));
        } finally {
          running.delete(started);
        }
      })
    );
  }

  /** A cell that was skipped looks and counts as one that the kernel did not run. */
  private async orSkipped(
    { cell, onCellExecuted, onCellExecutionScheduled }: RunCellOptions,
    run: Promise<boolean>
  ): Promise<boolean> {
    try {
      return await run;
    } catch (error) {
      // NotebookActions looks at the cells of a run that failed, also at those that are gone, and trips over them.
      if (cell.isDisposed) {
        return false;
      }
      if (!(error instanceof SkippedError)) {
        throw error;
      }
      if (error.isSuperseded) {
        return false;
      }
      markIdle(cell);
      onCellExecutionScheduled({ cell });
      const skipped = kernelError('Skipped', error.message);
      onCellExecuted({ cell, success: false, error: skipped });
      throw skipped;
    }
  }

  private orderOf(notebook: INotebookModel): CellOrder {
    const known = this.orders.get(notebook);
    if (known) {
      return known;
    }
    const made = new CellOrder();
    this.orders.set(notebook, made);
    return made;
  }
}

interface RunningCell {
  readonly id: string;
  readonly stopping: AbortController;
}

function described(
  cell: Cell,
  isAgent: boolean
): { id: string; isAgent: boolean; waits(): void } {
  return {
    id: cell.model.id,
    isAgent,
    waits: () => {
      clearExecution(cell);
      markRunning(cell);
    }
  };
}
