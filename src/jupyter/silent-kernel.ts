import type { Kernel } from '@jupyterlab/services';
import type { Clock } from '../core/ports';

/** A kernel that was restarted is asked again what it is after this time. */
const ASK_AGAIN_MS = 2000;
/** It is not asked for ever: whoever sends it code finds out how it is. */
const ATTEMPTS = 30;

type Asked = Pick<
  Kernel.IKernelConnection,
  'status' | 'connectionStatus' | 'isDisposed' | 'requestKernelInfo'
>;

/**
 * A connection asks a kernel for its state once when it is made. To a kernel that is still starting, as after a crash,
 * that request can be lost, and the kernel would count as starting until somebody sends it code. Asks again until the
 * state is known. Resolves when it is, or when there is no point in asking; never rejects.
 */
export async function askUntilKnown(
  connection: Asked,
  clock: Clock,
  signal: AbortSignal
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      await clock.delay(ASK_AGAIN_MS, signal);
    } catch {
      return;
    }
    if (
      connection.isDisposed ||
      connection.status !== 'unknown' ||
      connection.connectionStatus !== 'connected'
    ) {
      return;
    }
    connection.requestKernelInfo().catch(() => undefined);
  }
}
