import type { ICodeCellModel } from '@jupyterlab/cells';
import type { IOutput } from '@jupyterlab/nbformat';
import { JSONExt, type ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { LIMITS } from '../../core/limits';
import type { Output } from '../../core/outputs';

/**
 * Shows the outputs of an agent cell while they grow: what is the same is left alone, so that figures do not flicker.
 * The cell may be another object each time (it was moved), or gone.
 */
export class CellOutputs {
  private wanted: readonly Output[] = [];
  private shown: readonly Output[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private isOver = false;

  /** @param cell the cell as it is now; null when there is none */
  constructor(private readonly cell: () => ICodeCellModel | null) {}

  /** Shows them soon. */
  readonly show = (outputs: readonly Output[]): void => {
    this.wanted = outputs;
    if (!this.isOver) {
      this.timer ??= setTimeout(
        () => this.flush(),
        LIMITS.agentCellRedrawMilliseconds
      );
    }
  };

  /** Shows what was not shown yet, now. */
  flush(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    const cell = this.cell();
    if (cell !== null) {
      putOutputs(cell, this.shown, this.wanted);
      this.shown = [...this.wanted];
    }
  }

  /** Shows what is left, and nothing afterwards. */
  finish(): void {
    this.flush();
    this.isOver = true;
  }
}

function putOutputs(
  { outputs }: ICodeCellModel,
  shown: readonly Output[],
  wanted: readonly Output[]
): void {
  // Outputs were cleared meanwhile, or there are fewer: single ones cannot be removed in every JupyterLab.
  if (outputs.length !== shown.length || wanted.length < shown.length) {
    outputs.fromJSON(wanted.map(toNotebook));
    return;
  }
  wanted.forEach((output, index) => {
    const before = shown[index];
    if (before === undefined) {
      outputs.add(toNotebook(output));
    } else if (!isSame(before, output)) {
      outputs.set(index, toNotebook(output));
    }
  });
}

function isSame(before: Output, output: Output): boolean {
  return (
    before === output ||
    JSONExt.deepEqual(
      before as ReadonlyPartialJSONValue,
      output as ReadonlyPartialJSONValue
    )
  );
}

function toNotebook(output: Output): IOutput {
  // Both are notebook outputs (nbformat 4.5); only the types of their bundles differ.
  return output as IOutput;
}
