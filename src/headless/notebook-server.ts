import { randomBytes } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import {
  ContentsManager,
  KernelManager,
  KernelSpecManager,
  ServerConnection,
  SessionManager
} from '@jupyterlab/services';
import { AgentError } from '../core/errors';
import { statusOf } from '../jupyter/text-file';
import type { ServerAddress } from './arguments';
import { startJupyter } from './jupyter-process';
import { checkLocalNotebook } from './local-paths';
import { UsageError } from './usage-error';

/** A Jupyter server with the notebook on it, and the managers that talk to it. */
export interface NotebookServer {
  /** Path of the notebook on the server. */
  readonly path: string;
  readonly contents: ContentsManager;
  readonly sessions: SessionManager;
  /** Kernel spec that the notebook asks for, otherwise the server's default. */
  readonly kernelName: string;
  /** A kernel spec's name for people. */
  titleOf(kernelName: string): string;
  close(): Promise<void>;
}

/**
 * Connects to the given server, or starts one on the notebook's folder. The kernels of the latter do not see the model's
 * key: what code prints is written down.
 * Throws `UsageError` when there is no such notebook, `AgentError` when the server cannot be used.
 */
export async function openNotebookServer(
  notebook: string,
  address: ServerAddress | null,
  signal: AbortSignal
): Promise<NotebookServer> {
  if (address) {
    return connect(
      address,
      notebook.replace(/^\/+/, ''),
      async () => undefined
    );
  }
  const file = resolve(notebook);
  await checkLocalNotebook(file, notebook);
  const { OPENAI_API_KEY: _key, ...environment } = process.env;
  const jupyter = await startJupyter({
    root: dirname(file),
    token: randomBytes(24).toString('hex'),
    environment,
    signal
  });
  try {
    return await connect(jupyter, basename(file), () => jupyter.end());
  } catch (error) {
    await jupyter.end();
    throw error;
  }
}

async function connect(
  { url, token }: ServerAddress,
  path: string,
  end: () => Promise<void>
): Promise<NotebookServer> {
  const serverSettings = ServerConnection.makeSettings({
    baseUrl: url,
    wsUrl: url.replace(/^http/, 'ws'),
    token,
    appendToken: true
  });
  const contents = new ContentsManager({ serverSettings });
  const wanted = await readKernelName(contents, path, url);
  const kernelManager = new KernelManager({ serverSettings });
  const specs = new KernelSpecManager({ serverSettings });
  const sessions = new SessionManager({ serverSettings, kernelManager });
  const managers = [sessions, kernelManager, specs];
  await Promise.all(managers.map(manager => manager.ready));
  const known = specs.specs?.kernelspecs ?? {};
  return {
    path,
    contents,
    sessions,
    kernelName:
      wanted !== null && wanted in known
        ? wanted
        : (specs.specs?.default ?? 'python3'),
    titleOf: name => known[name]?.display_name ?? name,
    close: async () => {
      contents.dispose();
      managers.forEach(manager => manager.dispose());
      await end();
    }
  };
}

/** Name of the kernel spec in the notebook's metadata; null when it has none. */
async function readKernelName(
  contents: ContentsManager,
  path: string,
  url: string
): Promise<string | null> {
  let value: unknown;
  try {
    const model = await contents.get(path, { type: 'notebook', content: true });
    value = model.content;
  } catch (error) {
    throw notebookProblem(statusOf(error), path, url, error);
  }
  for (const key of ['metadata', 'kernelspec', 'name']) {
    value =
      typeof value === 'object' && value !== null
        ? Reflect.get(value, key)
        : undefined;
  }
  return typeof value === 'string' ? value : null;
}

function notebookProblem(
  status: number | null,
  path: string,
  url: string,
  cause: unknown
): Error {
  if (status === 404) {
    return new UsageError(`There is no notebook ${path} on ${url}.`);
  }
  if (status === 400) {
    return new UsageError(`${path} is not a notebook that Jupyter can read.`);
  }
  return new AgentError(
    'kernel-unavailable',
    status === 401 || status === 403
      ? `The Jupyter server at ${url} refused the token.`
      : `The Jupyter server at ${url} cannot be used.`,
    {
      advice: 'Check --server and --token, and that the server runs.',
      ...(status === null ? {} : { status }),
      cause
    }
  );
}
