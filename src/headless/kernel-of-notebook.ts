import { dirname, resolve } from 'node:path';
import type { Kernel } from '@jupyterlab/services';
import { randomIds } from '../core/clock';
import type { KernelChoice, NotebookServer } from './notebook-server';
import { SessionKernelHost } from './session-kernel-host';
import { UsageError } from './usage-error';

/** The kernel spec to run a notebook with. Throws `UsageError` for one that is not installed: no other will do. */
export function chosenKernel(
  kernels: KernelChoice,
  given: string | null
): string {
  const name = given ?? kernels.wanted ?? kernels.usual;
  if (!kernels.has(name)) {
    const known = kernels.names.join(', ') || 'none';
    throw new UsageError(
      given === null
        ? `The notebook asks for the kernel ${name}, which is not installed here (there is: ${known}); name another one with --kernel.`
        : `There is no kernel ${name}, only ${known}.`
    );
  }
  return name;
}

/** The notebook's kernel: the one that it has, otherwise a new one in its folder. */
export function kernelHost(
  server: NotebookServer,
  kernelName: string,
  notebook: string
): SessionKernelHost {
  return hostAt(server, server.path, kernelName, notebook);
}

/** A new kernel in the notebook's folder, whether or not the notebook is open somewhere. */
export function ownKernelHost(
  server: NotebookServer,
  kernelName: string,
  notebook: string
): SessionKernelHost {
  // On a server of others a session of that path might be the one of an open tab.
  const path = server.isLocal
    ? server.path
    : `${server.path}.run-${randomIds.next()}`;
  return hostAt(server, path, kernelName, notebook);
}

function hostAt(
  { sessions, kernels, isBehindGateway }: NotebookServer,
  path: string,
  kernelName: string,
  notebook: string
): SessionKernelHost {
  const isElsewhere =
    isBehindGateway && kernels.languageOf(kernelName) === 'python';
  return new SessionKernelHost(
    sessions,
    path,
    kernelName,
    name => kernels.titleOf(name),
    isElsewhere
      ? kernel => enterFolder(kernel, dirname(resolve(notebook)))
      : undefined
  );
}

/** A gateway starts kernels in a folder of its own. Where it sees the notebook's folder too, that is the place to work. */
async function enterFolder(
  kernel: Kernel.IKernelConnection,
  folder: string
): Promise<void> {
  const path = JSON.stringify(folder);
  const os = '__import__("os")';
  const future = kernel.requestExecute({
    code: '',
    silent: true,
    store_history: false,
    allow_stdin: false,
    user_expressions: {
      moved: `${os}.chdir(${path}) if ${os}.path.isdir(${path}) else None`
    }
  });
  await future.done;
}
