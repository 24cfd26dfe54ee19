import type { ErrorOutput, Output } from '../../core/outputs';
import type { NotebookCell } from '../notebook/document';
import { CELL_FAILED, STOPPED, type ReportedError } from '../reported-error';
import type { CellResult, CellRunner } from './cell-runner';

/** How the run of a cell ended. */
export interface CellEnd {
  /** Null when it went well. */
  readonly error: ReportedError | null;
  /** The end in a few words, for people. */
  readonly told: string;
  /** Lines for people that follow. */
  readonly lines: readonly string[];
}

/** What ipykernel raises when nobody can type. */
const NO_INPUT = 'StdinNotImplementedError';

/** Of a long message the first line says enough on a terminal; the notebook has the rest. */
const TOLD_LENGTH = 300;

/** Runs a code cell, and puts its outputs into the notebook as they come. */
export async function runCode(
  cell: NotebookCell,
  runner: CellRunner,
  onChange: () => void,
  signal: AbortSignal
): Promise<CellEnd> {
  const show = {
    outputs: (outputs: readonly Output[]) => {
      cell.outputs = outputs;
      onChange();
    },
    executionCount: (count: number) => {
      cell.execution_count = count;
      onChange();
    }
  };
  const result = await runner.run(cell.source, show, signal);
  if (result.status === 'died') {
    cell.outputs = [...(cell.outputs ?? []), KERNEL_DIED];
  }
  const error = errorOf(result);
  return error === null
    ? { error, told: 'ok', lines: [] }
    : {
        error,
        told: error === STOPPED ? 'stopped' : 'failed',
        lines: error === STOPPED ? [] : [`  ${oneLine(error.message)}`]
      };
}

const KERNEL_DIED: ErrorOutput = {
  output_type: 'error',
  ename: 'KernelDied',
  evalue: 'The kernel died while the cell ran.',
  traceback: ['The kernel died while the cell ran.']
};

function errorOf({ status, raised }: CellResult): ReportedError | null {
  switch (status) {
    case 'ok':
      return null;
    case 'interrupted':
      return STOPPED;
    case 'died':
      return { code: CELL_FAILED, message: KERNEL_DIED.evalue };
    case 'error':
      return raised?.ename === NO_INPUT
        ? {
            code: CELL_FAILED,
            message:
              'The cell asks for input, and nobody is there to answer it.',
            advice: 'Pass the value with --param instead.'
          }
        : {
            code: CELL_FAILED,
            message: raised
              ? `${raised.ename}: ${raised.evalue}`
              : 'The kernel did not run it.'
          };
  }
}

/** The first line, without what would move the cursor of a terminal. */
export function oneLine(text: string): string {
  const first = text.trim().split(/\r|\n/, 1)[0] ?? '';
  return first
    .replace(/\p{Cc}(?:\[[\d;]*[A-Za-z])?/gu, '')
    .slice(0, TOLD_LENGTH);
}
