import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import {
  ContentsManager,
  KernelManager,
  KernelSpecManager,
  ServerConnection,
  SessionManager
} from '@jupyterlab/services';
import { startJupyter, type JupyterProcess } from './jupyter-process';

/** A Jupyter server on the notebook's folder, and the managers that talk to it. */
export interface NotebookServer {
  /** Name of the notebook; its path on the server. */
  readonly path: string;
  readonly contents: ContentsManager;
  readonly sessions: SessionManager;
  /** Kernel spec that the notebook asks for, otherwise the server's default. */
  readonly kernelName: string;
  close(): Promise<void>;
}

/** Rejects when the notebook cannot be read or the server does not start. */
export async function openNotebookServer(
  notebook: string
): Promise<NotebookServer> {
  const file = resolve(notebook);
  const wanted = await kernelOf(file);
  const process = await startJupyter({
    root: dirname(file),
    token: randomBytes(24).toString('hex')
  });
  const serverSettings = settingsFor(process);
  const kernelManager = new KernelManager({ serverSettings });
  const specs = new KernelSpecManager({ serverSettings });
  const sessions = new SessionManager({ serverSettings, kernelManager });
  const contents = new ContentsManager({ serverSettings });
  await specs.ready;
  const known = specs.specs?.kernelspecs ?? {};
  return {
    path: basename(file),
    contents,
    sessions,
    kernelName:
      wanted !== null && wanted in known
        ? wanted
        : (specs.specs?.default ?? 'python3'),
    close: async () => {
      for (const manager of [contents, sessions, specs, kernelManager]) {
        manager.dispose();
      }
      await process.end();
    }
  };
}

function settingsFor(process: JupyterProcess): ServerConnection.ISettings {
  return ServerConnection.makeSettings({
    baseUrl: process.url,
    wsUrl: process.url.replace(/^http/, 'ws'),
    token: process.token,
    appendToken: true
  });
}

/** Name of the kernel spec in a notebook's metadata. Rejects when the file is no notebook. */
async function kernelOf(file: string): Promise<string | null> {
  const notebook: unknown = JSON.parse(await readFile(file, 'utf8'));
  let value = notebook;
  for (const key of ['metadata', 'kernelspec', 'name']) {
    value =
      typeof value === 'object' && value !== null
        ? Reflect.get(value, key)
        : undefined;
  }
  return typeof value === 'string' ? value : null;
}
