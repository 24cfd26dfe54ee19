import type { Kernel } from '@jupyterlab/services';
import type { ISignal } from '@lumino/signaling';

/** Where a kernel connection comes from: a notebook panel's session, or a session of the headless runner. */
export interface KernelHost {
  readonly connection: Kernel.IKernelConnection | null;
  /** Emitted when `connection` is another object than before. */
  readonly connectionChanged: ISignal<unknown, unknown>;
  /** Gives the notebook a kernel when it has none or a dead one. Rejects when no kernel can be started. */
  start(): Promise<void>;
  /** Name of the kernel spec as people read it. */
  displayName(): string;
}
