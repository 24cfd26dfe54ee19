import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { throwIfStopped } from '../core/clock';
import type { Clock, ExecutionOptions, ExecutionResult } from '../core/ports';
import { whenLost } from './kernel-loss';
import { OutputCollector } from './output-collector';

/** How long an interrupted request may take to come to rest before the turn goes on without it. */
const INTERRUPT_PATIENCE_MS = 10_000;

/** How often a request is sent that the kernel did not run. */
const ATTEMPTS = 5;

/** What the kernel's reply or its end said. */
type Ending = 'ok' | 'error' | 'aborted' | 'died';

/**
 * One request of the agent on a kernel. Nothing of it enters the history: `silent`, `store_history` and
 * `allow_stdin` are sent explicitly, and the metadata let the kernel's helper keep `_` and `Out` as they were.
 */
export class Execution {
  private readonly collector = new OutputCollector();
  private readonly began: number;
  private started = false;
  private interrupting = false;
  private isOver = false;
  private ename = '';

  constructor(
    private readonly connection: Kernel.IKernelConnection,
    private readonly code: string,
    private readonly options: ExecutionOptions,
    private readonly clock: Clock
  ) {
    this.began = clock.now();
  }

  /**
   * Resolves when the code is done, was interrupted, died with its kernel, or reached the soft limit; in that case
   * stopping still interrupts it.
   * Throws `AgentError` `stopped` when it was stopped before it was sent.
   */
  async run(): Promise<ExecutionResult> {
    const { signal, softLimitSeconds } = this.options;
    throwIfStopped(signal);
    const timers = new AbortController();
    const { givenUp, onAbort } = this.giveUpLater(timers.signal);
    signal.addEventListener('abort', onAbort, { once: true });
    const finished = this.send().then(ending => {
      timers.abort();
      signal.removeEventListener('abort', onAbort);
      return this.result(ending);
    });
    const partly = new Promise<ExecutionResult>(resolve =>
      this.after(softLimitSeconds * 1000, timers.signal, () =>
        resolve({ ...this.result('ok', 'running'), finished })
      )
    );
    return Promise.race([finished, partly, givenUp]);
  }

  /** Interrupts the request if it is what the kernel is running; one that is still queued, as soon as it begins. */
  interrupt(): void {
    this.interrupting = true;
    if (this.started && !this.isOver) {
      void this.connection.interrupt().catch(() => undefined);
    }
  }

  /** What was not begun is withdrawn at once. Code may ignore the interrupt: the turn does not wait for ever. */
  private giveUpLater(timers: AbortSignal): {
    givenUp: Promise<ExecutionResult>;
    onAbort: () => void;
  } {
    let onAbort = (): void => undefined;
    const givenUp = new Promise<ExecutionResult>(resolve => {
      onAbort = () => {
        this.interrupt();
        const giveUp = (): void => resolve(this.result('error', 'interrupted'));
        if (this.started) {
          this.after(INTERRUPT_PATIENCE_MS, timers, giveUp);
        } else {
          giveUp();
        }
      };
    });
    return { givenUp, onAbort };
  }

  private after(ms: number, timers: AbortSignal, action: () => void): void {
    this.clock.delay(ms, timers).then(action, () => undefined);
  }

  /** A cell of the user's that fails takes along what is queued behind it: that was not run, and is sent again. */
  private async send(): Promise<Ending> {
    let ending: Ending = 'aborted';
    for (
      let attempt = 0;
      attempt < ATTEMPTS && ending === 'aborted' && !this.interrupting;
      attempt += 1
    ) {
      ending = await this.sendOnce();
    }
    this.isOver = true;
    return ending;
  }

  private async sendOnce(): Promise<Ending> {
    const lost = whenLost(this.connection);
    let future: ReturnType<Kernel.IKernelConnection['requestExecute']> | null =
      null;
    try {
      future = this.connection.requestExecute(
        {
          code: this.code,
          silent: false,
          store_history: false,
          allow_stdin: false,
          stop_on_error: false
        },
        true,
        { kernel_agent: true }
      );
      future.onIOPub = message => this.receive(message);
      return await Promise.race([
        future.done.then(reply => endingOf(reply)),
        lost.promise.then((): Ending => 'died')
      ]);
    } catch {
      // The kernel is gone, or was restarted or shut down under the request.
      return 'died';
    } finally {
      lost.dispose();
      future?.dispose();
    }
  }

  private receive(message: KernelMessage.IIOPubMessage): void {
    if (!this.started) {
      this.started = true;
      // Stop was pressed while the request waited behind a cell of the user's: only now is it ours that runs.
      if (this.interrupting) {
        void this.connection.interrupt().catch(() => undefined);
      }
    }
    if (message.header.msg_type === 'error') {
      const { content } = message;
      this.ename = 'ename' in content ? String(content.ename) : '';
    }
    if (this.collector.add(message)) {
      this.options.onOutputs(this.collector.outputs);
    }
  }

  private result(
    ending: Ending,
    status?: ExecutionResult['status']
  ): ExecutionResult {
    const wasInterrupted =
      this.interrupting || this.ename === 'KeyboardInterrupt';
    return {
      status:
        status ??
        (ending === 'died'
          ? 'died'
          : ending !== 'ok' && wasInterrupted
            ? 'interrupted'
            : ending === 'ok'
              ? 'ok'
              : 'error'),
      outputs: this.collector.outputs,
      milliseconds: this.clock.now() - this.began
    };
  }
}

function endingOf(reply: KernelMessage.IExecuteReplyMsg): Ending {
  const { status } = reply.content;
  return status === 'ok' ? 'ok' : status === 'error' ? 'error' : 'aborted';
}
