import {
  CodeCell,
  isCodeCellModel,
  type Cell,
  type ICodeCellModel
} from '@jupyterlab/cells';
import { KernelError } from '@jupyterlab/notebook';

/** How a cell looks while it runs or waits: `[*]`, and what it showed before is gone. */

/** Takes away what the last run left, without a step for *Undo*. */
export function clearExecution(cell: Cell): void {
  const { model } = cell;
  if (!isCodeCellModel(model)) {
    return;
  }
  model.sharedModel.transact(() => {
    model.clearExecution();
    if (cell instanceof CodeCell) {
      cell.outputHidden = false;
    }
  }, false);
}

export function markRunning(cell: Cell): void {
  const { model } = cell;
  if (isCodeCellModel(model) && hasState(model)) {
    model.executionState = 'running';
  } else {
    // JupyterLab 4.2 has no state.
    cell.setPrompt('*');
  }
}

export function markIdle(cell: Cell): void {
  const { model } = cell;
  if (cell.isDisposed) {
    return;
  }
  if (isCodeCellModel(model) && hasState(model)) {
    model.executionState = 'idle';
  } else {
    cell.setPrompt('');
  }
}

function hasState(model: ICodeCellModel): boolean {
  return 'executionState' in model;
}

/** A failure as the kernel would have replied it: that is what stops *Run All*. */
export function kernelError(name: string, message: string): KernelError {
  return new KernelError({
    status: 'error',
    // Not a number of the kernel's: it did not run the cell.
    execution_count: 0,
    ename: name,
    evalue: message,
    traceback: []
  });
}
