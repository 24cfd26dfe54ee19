import type { ICodeCellModel } from '@jupyterlab/cells';

/**
 * When an agent cell ran, in the words in which JupyterLab records a code cell (`execution` in the cell's metadata,
 * ISO 8601), so that what shows execution times shows these, too.
 */
export class CellTiming {
  private readonly times: Record<string, string> = {};

  constructor(
    private readonly isRecorded: boolean,
    private readonly now: () => string = () => new Date().toISOString()
  ) {}

  started(cell: ICodeCellModel): void {
    const now = this.now();
    this.times['iopub.status.busy'] = now;
    this.times['iopub.execute_input'] = now;
    this.times['shell.execute_reply.started'] = now;
    this.write(cell);
  }

  ended(cell: ICodeCellModel, isStopped: boolean): void {
    const now = this.now();
    this.times['iopub.status.idle'] = now;
    this.times['shell.execute_reply'] = now;
    if (isStopped) {
      this.times.execution_failed = now;
    }
    this.write(cell);
  }

  private write(cell: ICodeCellModel): void {
    if (this.isRecorded) {
      cell.setMetadata('execution', { ...this.times });
    } else {
      cell.deleteMetadata('execution');
    }
  }
}
