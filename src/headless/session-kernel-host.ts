import type { Kernel, Session } from '@jupyterlab/services';
import { Signal, type ISignal } from '@lumino/signaling';
import type { KernelHost } from '../jupyter/kernel-host';

/**
 * The kernel of a notebook that no browser shows: the Jupyter session that the notebook has already, otherwise one of its
 * own, started when it is first needed.
 */
export class SessionKernelHost implements KernelHost {
  private session: Session.ISessionConnection | null = null;
  private isOwn = false;
  private readonly changed = new Signal<this, void>(this);

  /**
   * @param path of the notebook on the server
   * @param kernelName of the spec to start
   * @param titleOf a kernel spec, as people read it
   */
  constructor(
    private readonly sessions: Session.IManager,
    private readonly path: string,
    public kernelName: string,
    private readonly titleOf: (name: string) => string = name => name
  ) {}

  get connection(): Kernel.IKernelConnection | null {
    return this.session?.kernel ?? null;
  }

  get connectionChanged(): ISignal<this, void> {
    return this.changed;
  }

  displayName(): string {
    return this.titleOf(this.connection?.name ?? this.kernelName);
  }

  async start(): Promise<void> {
    const { session } = this;
    if (session && isLost(session)) {
      // Restarts too often, and the server still knows the session; otherwise somebody shut it down.
      await session.changeKernel({ name: this.kernelName }).catch(() => {
        session.dispose();
        this.session = null;
      });
    }
    this.session ??= (await this.attach()) ?? (await this.startOwn());
    this.changed.emit();
  }

  /** Takes part in a session of the notebook that is running, as an open tab has one; null when there is none. */
  async attach(): Promise<Session.ISessionConnection | null> {
    await this.sessions.refreshRunning();
    const model = await this.sessions.findByPath(this.path);
    if (!model?.kernel) {
      return null;
    }
    this.session = this.sessions.connectTo({ model });
    this.changed.emit();
    return this.session;
  }

  private async startOwn(): Promise<Session.ISessionConnection> {
    this.isOwn = true;
    return this.sessions.startNew({
      path: this.path,
      name: this.path,
      type: 'notebook',
      kernel: { name: this.kernelName }
    });
  }

  /** Ends the kernel if `start` started it; somebody else's is left as it is. */
  async shutdown(): Promise<void> {
    if (this.isOwn) {
      await this.session?.shutdown();
    }
    this.session?.dispose();
    Signal.clearData(this);
  }
}

function isLost(session: Session.ISessionConnection): boolean {
  const { kernel } = session;
  return (
    session.isDisposed ||
    !kernel ||
    kernel.isDisposed ||
    kernel.status === 'dead'
  );
}
