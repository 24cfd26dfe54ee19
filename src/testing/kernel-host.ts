import { SessionKernelHost } from '../headless/session-kernel-host';
import { LiveKernel } from '../jupyter/live-kernel';
import { systemClock } from '../core/clock';
import { testManagers, type TestManagers } from './services';

/** A real ipykernel on the test server, and what belongs to it. */
export interface TestKernel {
  readonly kernel: LiveKernel;
  readonly host: SessionKernelHost;
  readonly managers: TestManagers;
  /** Runs a cell as the user would, with history; resolves with the text it printed or showed. */
  runCell(code: string): Promise<string>;
  dispose(): Promise<void>;
}

let count = 0;

export function testKernel(kernelName = 'python3'): TestKernel {
  count += 1;
  const managers = testManagers();
  const host = new SessionKernelHost(
    managers.sessions,
    `notebook${count}.ipynb`,
    kernelName
  );
  const kernel = new LiveKernel(host, systemClock);
  return {
    kernel,
    host,
    managers,
    runCell: code => runCell(host, code),
    dispose: async () => {
      kernel.dispose();
      await host.shutdown();
      managers.dispose();
    }
  };
}

/** Runs a cell as the user would, with history; resolves with the text it printed, showed or raised. */
export async function runCell(
  host: SessionKernelHost,
  code: string
): Promise<string> {
  const connection = host.connection;
  if (!connection) {
    throw new Error('No kernel was started.');
  }
  const future = connection.requestExecute({ code, store_history: true });
  let text = '';
  future.onIOPub = ({ content, header }) => {
    if (header.msg_type === 'stream' && 'text' in content) {
      text += String(content.text);
    } else if (header.msg_type === 'execute_result' && 'data' in content) {
      text += String((content.data as Record<string, unknown>)['text/plain']);
    } else if (header.msg_type === 'error' && 'evalue' in content) {
      text += `${String(content.evalue)}`;
    }
  };
  await future.done;
  return text.trim();
}
