import type { Kernel } from '@jupyterlab/services';

const LOST: readonly Kernel.Status[] = [
  'dead',
  'restarting',
  'autorestarting',
  'terminating'
];

/** Resolves when the kernel's life ends under a request. */
export function whenLost(connection: Kernel.IKernelConnection): {
  promise: Promise<void>;
  dispose(): void;
} {
  let onStatus: (sender: unknown, status: Kernel.Status) => void = () =>
    undefined;
  let onDisposed: () => void = () => undefined;
  const promise = new Promise<void>(resolve => {
    onStatus = (_sender, status) => {
      if (LOST.includes(status)) {
        resolve();
      }
    };
    onDisposed = () => resolve();
    connection.statusChanged.connect(onStatus);
    connection.disposed.connect(onDisposed);
  });
  return {
    promise,
    dispose: () => {
      connection.statusChanged.disconnect(onStatus);
      connection.disposed.disconnect(onDisposed);
    }
  };
}
