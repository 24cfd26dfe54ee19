import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { AgentError } from '../../core/errors';
import type { Output } from '../../core/outputs';
import type { Clock } from '../../core/ports';
import { whenLost } from '../../jupyter/kernel-loss';
import { OF_A_CELL, OutputCollector } from '../../jupyter/output-collector';

/** How long an interrupted cell may take to end before it is given up. */
const INTERRUPT_PATIENCE_MS = 5000;

export interface CellResult {
  readonly status: 'ok' | 'error' | 'interrupted' | 'died';
  /** What it raised, when that is known. */
  readonly raised: {
    readonly ename: string;
    readonly evalue: string;
  } | null;
}

/** What a cell shows while it runs, and what may still come afterwards from its threads or from later cells. */
export interface CellDisplay {
  outputs(outputs: readonly Output[]): void;
  executionCount(count: number): void;
}

type Future = ReturnType<Kernel.IKernelConnection['requestExecute']>;

/**
 * Runs code cells one after another as a front end does: with history, and with displays that later cells may update.
 * Nobody is there to type: a cell that asks for input fails.
 */
export class CellRunner {
  private readonly shown: { collector: OutputCollector; show: CellDisplay }[] =
    [];
  private readonly futures: Future[] = [];

  /** @param connection the kernel of the notebook at that moment; null when there is none */
  constructor(
    private readonly connection: () => Kernel.IKernelConnection | null,
    private readonly clock: Clock
  ) {}

  /**
   * Resolves when the cell is done, raised, was interrupted by aborting `signal`, or its kernel died.
   * Throws `AgentError` `kernel-unavailable` when there is no kernel.
   */
  async run(
    source: string,
    show: CellDisplay,
    signal: AbortSignal
  ): Promise<CellResult> {
    const connection = this.connection();
    if (!connection) {
      throw new AgentError('kernel-unavailable', 'The kernel is gone.');
    }
    const collector = new OutputCollector(OF_A_CELL);
    this.shown.push({ collector, show });
    const lost = whenLost(connection);
    const interruption = this.interruptWhenStopped(connection, signal);
    try {
      const future = this.send(connection, source, collector, show);
      return await Promise.race([
        future.done.then(reply => resultOf(reply, collector, signal)),
        lost.promise.then(() => DIED),
        interruption.givenUp
      ]);
    } catch {
      return DIED;
    } finally {
      lost.dispose();
      interruption.dispose();
    }
  }

  /** From now on nothing that arrives is shown. */
  dispose(): void {
    this.futures.forEach(future => future.dispose());
  }

  private send(
    connection: Kernel.IKernelConnection,
    code: string,
    collector: OutputCollector,
    show: CellDisplay
  ): Future {
    const future = connection.requestExecute(
      {
        code,
        silent: false,
        store_history: true,
        allow_stdin: false,
        stop_on_error: true
      },
      // A thread of the cell's may go on printing when the cell is done.
      false
    );
    this.futures.push(future);
    future.onIOPub = message => this.receive(message, collector, show);
    return future;
  }

  private receive(
    message: KernelMessage.IIOPubMessage,
    collector: OutputCollector,
    show: CellDisplay
  ): void {
    const { content } = message;
    if (message.header.msg_type === 'execute_input') {
      if ('execution_count' in content) {
        show.executionCount(Number(content.execution_count));
      }
      return;
    }
    // What an earlier cell displays may be updated by a later one.
    const concerned =
      message.header.msg_type === 'update_display_data'
        ? this.shown
        : [{ collector, show }];
    for (const each of concerned) {
      if (each.collector.add(message)) {
        each.show.outputs(each.collector.outputs);
      }
    }
  }

  private interruptWhenStopped(
    connection: Kernel.IKernelConnection,
    signal: AbortSignal
  ): { givenUp: Promise<CellResult>; dispose(): void } {
    const over = new AbortController();
    let stop = (): void => undefined;
    const givenUp = new Promise<CellResult>(resolve => {
      stop = () => {
        void connection.interrupt().catch(() => undefined);
        this.clock.delay(INTERRUPT_PATIENCE_MS, over.signal).then(
          () => resolve({ status: 'interrupted', raised: null }),
          () => undefined
        );
      };
    });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
      stop();
    }
    return {
      givenUp,
      dispose: () => {
        signal.removeEventListener('abort', stop);
        over.abort();
      }
    };
  }
}

const DIED: CellResult = { status: 'died', raised: null };

function resultOf(
  { content }: KernelMessage.IExecuteReplyMsg,
  collector: OutputCollector,
  signal: AbortSignal
): CellResult {
  if (content.status === 'ok') {
    return { status: 'ok', raised: null };
  }
  const shown = collector.outputs.findLast(
    output => output.output_type === 'error'
  );
  return {
    status: signal.aborted ? 'interrupted' : 'error',
    raised: shown ? { ename: shown.ename, evalue: shown.evalue } : null
  };
}
