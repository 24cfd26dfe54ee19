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
import { gatewayEnvironment, isKernelGateway } from './kernel-gateway';
import { startJupyter } from './jupyter-process';
import { checkLocalNotebook } from './local-paths';
import type { ServerAddress } from './server-address';
import { UsageError } from './usage-error';

/** A Jupyter server with the notebook on it, and the managers that talk to it. */
export interface NotebookServer {
  /** Path of the notebook on the server. */
  readonly path: string;
  /** The notebook as the server reads it; older formats are converted. */
  readonly content: unknown;
  /** Where paths of this machine mean the same: true unless the server was given. */
  readonly isLocal: boolean;
  /** True when the kernels run elsewhere, behind a kernel gateway. */
  readonly isBehindGateway: boolean;
  readonly contents: ContentsManager;
  readonly sessions: SessionManager;
  readonly kernels: KernelChoice;
  close(): Promise<void>;
}

/** Kernel specs of a server. */
export interface KernelChoice {
  /** What the notebook asks for; null when it does not say. */
  readonly wanted: string | null;
  readonly names: readonly string[];
  readonly usual: string;
  has(name: string): boolean;
  /** A kernel spec's name for people. */
  titleOf(name: string): string;
  /** In lower case; empty when unknown. */
  languageOf(name: string): string;
}

/** Where the server that a command works with comes from. */
export interface ServerOrigin {
  /** Null: one is started. */
  readonly address: ServerAddress | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A server drops what a kernel prints faster than a page could show it; here it is only written down, and bounded there. */
const UNLIMITED = [
  '--ZMQChannelsWebsocketConnection.iopub_msg_rate_limit=1e12',
  '--ZMQChannelsWebsocketConnection.iopub_data_rate_limit=1e12'
];

/**
 * Connects to the given server, or starts one on the notebook's folder; also for a kernel gateway, which has kernels but no
 * files. The kernels of a server that is started do not see the model's key: what code prints is written down.
 * Throws `UsageError` when there is no such notebook, `AgentError` when the server cannot be used.
 */
export async function openNotebookServer(
  notebook: string,
  { address, environment }: ServerOrigin,
  signal: AbortSignal
): Promise<NotebookServer> {
  const gateway =
    address !== null && (await isKernelGateway(address, signal))
      ? address
      : null;
  if (address !== null && gateway === null) {
    return connect(address, {
      path: notebook.replace(/^\/+/, ''),
      isLocal: false,
      isBehindGateway: false,
      end: async () => undefined
    });
  }
  const file = resolve(notebook);
  await checkLocalNotebook(file, notebook);
  const { OPENAI_API_KEY: _key, ...inherited } = environment;
  const jupyter = await startJupyter({
    root: dirname(file),
    token: randomBytes(24).toString('hex'),
    python: environment.KERNEL_AGENT_PYTHON,
    more: UNLIMITED,
    environment: {
      ...inherited,
      ...(gateway ? gatewayEnvironment(gateway) : {})
    },
    signal
  });
  try {
    return await connect(jupyter, {
      path: basename(file),
      isLocal: true,
      isBehindGateway: gateway !== null,
      end: () => jupyter.end()
    });
  } catch (error) {
    await jupyter.end();
    throw error;
  }
}

interface Connecting extends Pick<
  NotebookServer,
  'path' | 'isLocal' | 'isBehindGateway'
> {
  end(): Promise<void>;
}

async function connect(
  { url, token }: ServerAddress,
  { end, ...facts }: Connecting
): Promise<NotebookServer> {
  const serverSettings = ServerConnection.makeSettings({
    baseUrl: url,
    wsUrl: url.replace(/^http/, 'ws'),
    token,
    appendToken: true
  });
  const contents = new ContentsManager({ serverSettings });
  const content = await readContent(contents, facts.path, url);
  const kernelManager = new KernelManager({ serverSettings });
  const specs = new KernelSpecManager({ serverSettings });
  const sessions = new SessionManager({ serverSettings, kernelManager });
  const managers = [sessions, kernelManager, specs];
  await Promise.all(managers.map(manager => manager.ready));
  const known = specs.specs?.kernelspecs ?? {};
  return {
    ...facts,
    content,
    contents,
    sessions,
    kernels: {
      wanted: kernelNameOf(content),
      names: Object.keys(known),
      usual: specs.specs?.default ?? 'python3',
      has: name => Object.hasOwn(known, name),
      titleOf: name => known[name]?.display_name ?? name,
      languageOf: name => known[name]?.language.toLowerCase() ?? ''
    },
    close: async () => {
      contents.dispose();
      managers.forEach(manager => manager.dispose());
      await end();
    }
  };
}

async function readContent(
  contents: ContentsManager,
  path: string,
  url: string
): Promise<unknown> {
  try {
    const model = await contents.get(path, { type: 'notebook', content: true });
    return model.content;
  } catch (error) {
    throw notebookProblem(statusOf(error), path, url, error);
  }
}

/** Name of the kernel spec in the notebook's metadata; null when it has none. */
function kernelNameOf(content: unknown): string | null {
  let value = content;
  for (const key of ['metadata', 'kernelspec', 'name']) {
    value =
      typeof value === 'object' && value !== null
        ? Reflect.get(value, key)
        : undefined;
  }
  return typeof value === 'string' && value !== '' ? value : null;
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
