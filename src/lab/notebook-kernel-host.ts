import type { ISessionContext } from '@jupyterlab/apputils';
import type { Kernel } from '@jupyterlab/services';
import { Signal, type ISignal } from '@lumino/signaling';
import type { KernelHost } from '../jupyter/kernel-host';

/** The kernel of one notebook panel, started or replaced through the panel's own session context. */
export class NotebookKernelHost implements KernelHost {
  private readonly changed = new Signal<this, void>(this);

  constructor(private readonly context: ISessionContext) {
    context.kernelChanged.connect(this.onChanged, this);
    context.disposed.connect(this.dispose, this);
  }

  get connection(): Kernel.IKernelConnection | null {
    return this.context.isDisposed
      ? null
      : (this.context.session?.kernel ?? null);
  }

  get connectionChanged(): ISignal<this, void> {
    return this.changed;
  }

  displayName(): string {
    return this.context.isDisposed ? '' : this.context.kernelDisplayName;
  }

  async start(): Promise<void> {
    const { context } = this;
    await context.ready.catch(() => undefined);
    if (this.isAlive()) {
      return;
    }
    if (this.connection) {
      await context.restartKernel();
    } else {
      const name = this.preferredName();
      if (name === null) {
        throw new Error('No kernel is installed on this Jupyter server.');
      }
      await context.changeKernel({ name });
    }
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private isAlive(): boolean {
    return (
      this.connection !== null &&
      !this.connection.isDisposed &&
      this.connection.status !== 'dead'
    );
  }

  /** The kernel this notebook had or asks for, otherwise the server's default. */
  private preferredName(): string | null {
    const { specsManager, prevKernelName, kernelPreference } = this.context;
    const specs = specsManager.specs;
    if (!specs) {
      return null;
    }
    const wanted = [prevKernelName, kernelPreference.name, specs.default];
    const found = wanted.find(name => name && name in specs.kernelspecs);
    return found ?? Object.keys(specs.kernelspecs)[0] ?? null;
  }

  private onChanged(): void {
    this.changed.emit();
  }
}
