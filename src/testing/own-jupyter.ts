import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerConnection } from '@jupyterlab/services';
import { startJupyter } from '../headless/jupyter-process';
import { JUPYTER_DATA, useVirtualEnvironment } from './jupyter-server';
import { settingsFor } from './services';

export interface OwnJupyter {
  readonly server: ServerConnection.ISettings;
  /** The folder that it shows. */
  readonly root: string;
  end(): Promise<void>;
}

/**
 * A Jupyter server of one test file, where the folder of `folder_permissions.py` cannot be written to (permissions of the
 * file system mean nothing to root), and which lets through whatever a kernel prints.
 */
export async function startOwnJupyter(): Promise<OwnJupyter> {
  useVirtualEnvironment();
  const root = await mkdtemp(join(tmpdir(), 'kernel-agent-own-'));
  const jupyter = await startJupyter({
    root,
    token: 'token-of-these-tests',
    environment: { ...process.env, PYTHONPATH: JUPYTER_DATA },
    more: [
      '--ServerApp.contents_manager_class=folder_permissions.PermissionsManager',
      '--ServerApp.iopub_data_rate_limit=1e12',
      '--ServerApp.iopub_msg_rate_limit=1e12'
    ]
  });
  return {
    server: settingsFor(jupyter.url, jupyter.token),
    root,
    end: async () => {
      await jupyter.end();
      await rm(root, { recursive: true, force: true });
    }
  };
}

/** A Jupyter server with a folder that is there before it and stays after it. */
export async function startJupyterIn(root: string): Promise<OwnJupyter> {
  useVirtualEnvironment();
  const jupyter = await startJupyter({ root, token: 'token-of-this-test' });
  return {
    server: settingsFor(jupyter.url, jupyter.token),
    root,
    end: () => jupyter.end()
  };
}
