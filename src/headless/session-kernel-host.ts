import type { Kernel, Session } from '@jupyterlab/services';
import { Signal, type ISignal } from '@lumino/signaling';
import type { KernelHost } from '../jupyter/kernel-host';

/** Widgets live in a front end: answering in its place would close them. */
const WITHOUT_COMMS = { kernelConnectionOptions: { handleComms: false } };

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
   * @param prepare is called with a kernel that was started, before anything else is done with it
   */
  constructor(
    private readonly sessions: Session.IManager,
    private readonly path: string,
    public kernelName: string,
    private readonly titleOf: (name: string) => string = name => name,
    private readonly prepare: (
      kernel: Kernel.IKernelConnection
    ) => Promise<void> = async () => undefined
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
    this.session = this.sessions.connectTo({
      model,
      ...WITHOUT_COMMS
    });
    this.changed.emit();
    return this.session;
  }

  private async startOwn(): Promise<Session.ISessionConnection> {
    this.isOwn = true;
    const session = await this.sessions.startNew(
      {
        path: this.path,
        name: this.path,
        type: 'notebook',
        kernel: { name: this.kernelName }
      },
      WITHOUT_COMMS
    );
    if (session.kernel) {
      await this.prepare(session.kernel);
    }
    return session;
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
