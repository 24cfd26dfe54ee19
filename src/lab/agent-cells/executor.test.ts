import { CodeCellModel, type Cell } from '@jupyterlab/cells';
import type { INotebookModel } from '@jupyterlab/notebook';
import { describe, expect, it } from 'vitest';
import {
  AgentCellExecutor,
  type AgentCellRunner,
  type RunCellOptions
} from './executor';
import { joinExecutors } from './cell-executors';
import { kernelError } from './marks';

/** A cell as far as an executor looks at it. */
function cellOf(source: string): Cell & { model: CodeCellModel } {
  const model = new CodeCellModel();
  model.sharedModel.setSource(source);
  return { model, isDisposed: false } as unknown as Cell & {
    model: CodeCellModel;
  };
}

class Bench {
  readonly notebook = {} as INotebookModel;
  readonly log: string[] = [];
  readonly signals: AbortSignal[] = [];
  /** Ends the agent cell that runs. */
  end: (result: boolean | null | Error) => void = () => undefined;
  readonly executor: AgentCellExecutor;

  constructor() {
    this.executor = new AgentCellExecutor({
      runCell: async ({ cell }) => {
        this.log.push(`kernel: ${cell.model.sharedModel.getSource()}`);
        return true;
      }
    });
    const runner: AgentCellRunner = {
      run: ({ cell }, signal) => {
        this.log.push(`agent: ${cell.model.sharedModel.getSource()}`);
        this.signals.push(signal);
        return new Promise((resolve, reject) => {
          this.end = result =>
            result instanceof Error ? reject(result) : resolve(result);
        });
      }
    };
    this.executor.runner = runner;
  }

  run(cell: Cell): Promise<boolean> {
    const options = {
      cell,
      notebook: this.notebook,
      onCellExecuted: ({ success }: { success: boolean }) =>
        this.log.push(success ? 'executed' : 'not executed'),
      onCellExecutionScheduled: () => this.log.push('scheduled')
    };
    return this.executor.runCell(options as unknown as RunCellOptions);
  }
}

describe('the cell executor', () => {
  it('hands Python to the executor that was there, at once', () => {
    const bench = new Bench();
    void bench.run(cellOf('x = 1'));
    expect(bench.log).toEqual(['kernel: x = 1']);
  });

  it('keeps agent cells from the kernel', async () => {
    const bench = new Bench();
    const run = bench.run(cellOf('%%agent\nhello'));
    expect(bench.log).toEqual(['agent: %%agent\nhello']);
    bench.end(true);
    expect(await run).toBe(true);
  });

  it('hands over what only looked like an agent cell', async () => {
    const bench = new Bench();
    const run = bench.run(cellOf('text = """\n%agent"""'));
    bench.end(null);
    expect(await run).toBe(true);
    expect(bench.log.at(-1)).toBe('kernel: text = """\n%agent"""');
  });

  it('changes nothing while there is no agent', () => {
    const bench = new Bench();
    bench.executor.runner = null;
    void bench.run(cellOf('%%agent\nhello'));
    expect(bench.log).toEqual(['kernel: %%agent\nhello']);
  });

  it('shows cells that wait as running, and takes that back when they are skipped', async () => {
    const bench = new Bench();
    const python = cellOf('y = 2');
    const first = bench.run(cellOf('%%agent\nfail'));
    const second = bench.run(python);
    expect(python.model.executionState).toBe('running');
    const failure = kernelError('ModelUnreachable', 'no');
    bench.end(failure);
    await expect(first).rejects.toBe(failure);
    await expect(second).rejects.toThrow(/^KernelReplyNotOK/);
    expect(python.model.executionState).toBe('idle');
    expect(bench.log).toEqual([
      'agent: %%agent\nfail',
      'scheduled',
      'not executed'
    ]);
  });

  it('stops what runs and drops what waits', async () => {
    const bench = new Bench();
    const first = bench.run(cellOf('%%agent\na'));
    const second = bench.run(cellOf('y = 2'));
    expect(bench.executor.stop(bench.notebook)).toBe(true);
    expect(bench.signals[0]?.aborted).toBe(true);
    await expect(second).rejects.toThrow('KernelReplyNotOK');
    bench.end(true);
    await first;
    expect(bench.executor.stop(bench.notebook)).toBe(false);
  });

  it('stops the turn of a cell that is run again, and then runs it', async () => {
    const bench = new Bench();
    const cell = cellOf('%%agent\na');
    const first = bench.run(cell);
    const second = bench.run(cell);
    expect(bench.signals[0]?.aborted).toBe(true);
    bench.end(kernelError('Stopped', 'stopped'));
    await expect(first).rejects.toThrow('KernelReplyNotOK');
    await new Promise(resolve => setTimeout(resolve));
    expect(bench.signals).toHaveLength(2);
    bench.end(true);
    expect(await second).toBe(true);
  });

  it('throws nothing for a cell that is gone, and still skips what waits for it', async () => {
    const bench = new Bench();
    const agent = cellOf('%%agent\na');
    const first = bench.run(agent);
    const second = bench.run(cellOf('y = 2'));
    Object.assign(agent, { isDisposed: true });
    bench.end(kernelError('Stopped', 'stopped'));
    expect(await first).toBe(false);
    await expect(second).rejects.toThrow('KernelReplyNotOK');
  });

  it('leaves a cell alone that is gone when its turn comes', async () => {
    const bench = new Bench();
    const python = cellOf('y = 2');
    const first = bench.run(cellOf('%%agent\na'));
    const second = bench.run(python);
    Object.assign(python, { isDisposed: true });
    bench.end(true);
    expect([await first, await second]).toEqual([true, false]);
  });
});

describe('beside the executor of another extension', () => {
  const other = (log: string[]): { runCell: () => Promise<boolean> } => ({
    runCell: async () => {
      log.push('other');
      return true;
    }
  });

  it('ours is in charge: Python goes to the other one', async () => {
    const bench = new Bench();
    const executor = other(bench.log);
    const found = [{ pluginId: 'other:executor', executor }];
    expect(joinExecutors(bench.executor, bench.executor, found)).toBe(true);
    await bench.run(cellOf('x = 1'));
    void bench.run(cellOf('%%agent\na'));
    expect(bench.log).toEqual(['other', 'agent: %%agent\na']);
  });

  it('the other one is in charge and can be wrapped: agent cells do not reach it', async () => {
    const bench = new Bench();
    class Other {
      private readonly log = bench.log;
      async runCell(options: RunCellOptions): Promise<boolean> {
        this.log.push(`other: ${options.cell.model.sharedModel.getSource()}`);
        return true;
      }
    }
    const provided = new Other();
    const others = [{ pluginId: 'other:executor', executor: provided }];
    expect(joinExecutors(bench.executor, provided, others)).toBe(true);
    const options = (source: string): RunCellOptions =>
      ({
        cell: cellOf(source),
        notebook: bench.notebook
      }) as unknown as RunCellOptions;
    await provided.runCell(options('x = 1'));
    void provided.runCell(options('%%agent\na'));
    expect(bench.log).toEqual(['other: x = 1', 'agent: %%agent\na']);
  });

  it('the other one cannot be wrapped: agent cells are off, and it is left as it is', () => {
    const bench = new Bench();
    const provided = Object.freeze(other(bench.log));
    const { runCell } = provided;
    const others = [{ pluginId: 'other:executor', executor: provided }];
    expect(joinExecutors(bench.executor, provided, others)).toBe(false);
    expect(provided.runCell).toBe(runCell);
    expect(joinExecutors(bench.executor, null, [])).toBe(false);
  });
});
