import type { Kernel as Services, KernelMessage } from '@jupyterlab/services';
import { orStopped, throwIfStopped } from '../core/clock';
import { AgentError } from '../core/errors';
import { Listeners } from '../core/listeners';
import type {
  Clock,
  ExecutionOptions,
  ExecutionResult,
  Kernel,
  KernelDescription,
  KernelState,
  KernelStatus
} from '../core/ports';
import { Execution } from './execution';
import { HelperModule } from './helper-module';
import type { KernelHost } from './kernel-host';
import { askUntilKnown } from './silent-kernel';

/** A kernel that does not tell what it is within this time is not going to. */
const START_PATIENCE_MS = 120_000;

/** The core's kernel port over a Jupyter kernel connection, wherever that comes from. */
export class LiveKernel implements Kernel {
  readonly stateChanged = new Listeners<KernelState>();
  private description: KernelDescription | null = null;
  private epoch = 0;
  private connection: Services.IKernelConnection | null = null;
  private helper: HelperModule | null = null;
  /** May still be running when its caller went on at the soft limit. */
  private latest: Execution | null = null;
  private isDisposed = false;
  private isRestarting = false;
  /** Ends asking a kernel that does not say how it is. */
  private asking = new AbortController();

  constructor(
    private readonly host: KernelHost,
    private readonly clock: Clock
  ) {
    host.connectionChanged.connect(this.follow, this);
    this.follow();
  }

  get state(): KernelState {
    return {
      status: statusOf(this.connection),
      kernel: this.description,
      epoch: this.epoch
    };
  }

  async ensureStarted(signal: AbortSignal): Promise<KernelDescription> {
    throwIfStopped(signal);
    const { status } = this.state;
    if (status === 'none' || status === 'dead') {
      await orStopped(this.start(), signal);
    }
    return orStopped(this.describe(), signal);
  }

  async execute(
    code: string,
    options: ExecutionOptions
  ): Promise<ExecutionResult> {
    const connection = this.require();
    await this.untilIdle(connection, options.signal);
    // The helper keeps `_` and `Out` as they are; code can run without it.
    await this.helper?.ensure(options.signal).catch(ignoreUnlessStopped);
    this.latest = new Execution(connection, code, options, this.clock);
    return this.latest.run();
  }

  async callHelper(
    name: string,
    args: Record<string, unknown>,
    signal: AbortSignal
  ): Promise<unknown> {
    this.require();
    const { language, displayName } = await orStopped(this.describe(), signal);
    if (language !== 'python' || !this.helper) {
      throw new AgentError(
        'kernel-not-python',
        `The notebook's kernel is ${displayName}, not Python.`,
        { advice: 'Pick a Python kernel for this notebook.' }
      );
    }
    return this.helper.call(name, args, signal);
  }

  dispose(): void {
    this.isDisposed = true;
    this.host.connectionChanged.disconnect(this.follow, this);
    this.leave();
  }

  /** Takes over the host's connection; another kernel is another life. */
  private follow(): void {
    const next = this.host.connection;
    if (next === this.connection) {
      return;
    }
    this.leave();
    this.connection = next;
    if (next) {
      next.statusChanged.connect(this.onStatus, this);
      next.connectionStatusChanged.connect(this.onConnection, this);
      this.beginEpoch(next);
      this.describe().catch(() => undefined);
    }
    this.announce();
  }

  private leave(): void {
    this.connection?.statusChanged.disconnect(this.onStatus, this);
    this.connection?.connectionStatusChanged.disconnect(
      this.onConnection,
      this
    );
    this.asking.abort();
    this.connection = null;
    this.helper = null;
    this.latest = null;
    this.description = null;
    this.isRestarting = false;
  }

  private beginEpoch(connection: Services.IKernelConnection): void {
    this.epoch += 1;
    // A restart that no signal told of is noticed by the helper being gone.
    this.helper = new HelperModule(connection, () => {
      this.epoch += 1;
      this.announce();
    });
  }

  private onStatus(
    connection: Services.IKernelConnection,
    status: Services.Status
  ): void {
    const isRestarting = status === 'restarting' || status === 'autorestarting';
    // One restart may be told of twice, by the server and by the connection.
    if (isRestarting && !this.isRestarting) {
      this.beginEpoch(connection);
    }
    this.isRestarting =
      isRestarting || (this.isRestarting && status !== 'idle');
    this.announce();
  }

  private onConnection(connection: Services.IKernelConnection): void {
    this.announce();
    this.asking.abort();
    if (
      connection.connectionStatus === 'connected' &&
      connection.status === 'unknown'
    ) {
      this.asking = new AbortController();
      void askUntilKnown(connection, this.clock, this.asking.signal);
    }
  }

  private announce(): void {
    this.stateChanged.emit(this.state);
  }

  private async start(): Promise<void> {
    try {
      await this.host.start();
      this.follow();
    } catch (error) {
      throw new AgentError(
        'kernel-unavailable',
        'No kernel could be started.',
        {
          advice:
            'Pick a kernel for this notebook (Kernel › Change Kernel…), then send the prompt again.',
          detail: error instanceof Error ? error.message : String(error),
          cause: error
        }
      );
    }
    this.require();
  }

  private require(): Services.IKernelConnection {
    if (!this.connection || this.isDisposed) {
      throw new AgentError(
        'kernel-unavailable',
        'This notebook has no kernel.',
        {
          advice:
            'Pick a kernel for this notebook (Kernel › Change Kernel…), then send the prompt again.'
        }
      );
    }
    return this.connection;
  }

  private async describe(): Promise<KernelDescription> {
    const connection = this.require();
    if (this.description) {
      return this.description;
    }
    const info = await this.readInfo(connection);
    const description = {
      name: connection.name,
      displayName: this.host.displayName(),
      language: info.language_info.name.toLowerCase()
    };
    if (connection === this.connection) {
      this.description = description;
      this.announce();
    }
    return description;
  }

  /** Throws `AgentError` `kernel-died` or `kernel-unavailable` when the kernel never says what it is. */
  private async readInfo(
    connection: Services.IKernelConnection
  ): Promise<KernelMessage.IInfoReply> {
    const patience = new AbortController();
    const death = whenDead(connection);
    try {
      return await Promise.race([
        connection.info,
        death.promise,
        this.clock.delay(START_PATIENCE_MS, patience.signal).then(() => {
          throw new AgentError(
            'kernel-unavailable',
            'The kernel does not answer.',
            { advice: 'Restart the kernel, then send the prompt again.' }
          );
        })
      ]);
    } finally {
      death.dispose();
      patience.abort();
    }
  }

  /**
   * The user's own cell goes first, and Stop must not hit it: the agent's request is sent when the kernel is free.
   * What Stop does hit is earlier code of the agent's that goes on.
   */
  private async untilIdle(
    connection: Services.IKernelConnection,
    signal: AbortSignal
  ): Promise<void> {
    throwIfStopped(signal);
    if (connection.status !== 'busy') {
      return;
    }
    let onStatus: () => void = () => undefined;
    const free = new Promise<void>(resolve => {
      onStatus = () => {
        if (connection.status !== 'busy') {
          resolve();
        }
      };
      connection.statusChanged.connect(onStatus);
    });
    try {
      await orStopped(free, signal);
    } catch (error) {
      this.latest?.interrupt();
      throw error;
    } finally {
      connection.statusChanged.disconnect(onStatus);
    }
  }
}

function ignoreUnlessStopped(error: unknown): void {
  if (AgentError.is(error) && error.code === 'stopped') {
    throw error;
  }
}

function statusOf(connection: Services.IKernelConnection | null): KernelStatus {
  if (!connection) {
    return 'none';
  }
  if (connection.isDisposed || connection.status === 'dead') {
    return 'dead';
  }
  if (connection.connectionStatus === 'disconnected') {
    return 'disconnected';
  }
  switch (connection.status) {
    case 'idle':
      return 'idle';
    case 'busy':
      return 'busy';
    default:
      return 'starting';
  }
}

function whenDead(connection: Services.IKernelConnection): {
  promise: Promise<never>;
  dispose(): void;
} {
  let check: () => void = () => undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    check = () => {
      if (connection.status === 'dead' || connection.isDisposed) {
        reject(
          new AgentError('kernel-died', 'The kernel died while it started.', {
            advice: 'Restart the kernel, then send the prompt again.'
          })
        );
      }
    };
    connection.statusChanged.connect(check);
    check();
  });
  // Whoever races against it may be done before it settles.
  promise.catch(() => undefined);
  return {
    promise,
    dispose: () => {
      connection.statusChanged.disconnect(check);
    }
  };
}
