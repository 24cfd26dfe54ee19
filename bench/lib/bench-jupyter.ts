import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerConnection } from '@jupyterlab/services';
import {
  startJupyter,
  type JupyterProcess
} from '../../src/headless/jupyter-process';
import { useVirtualEnvironment } from '../../src/testing/jupyter-server';

const TOKEN = 'token-of-the-benchmarks';

/** A Jupyter server on an empty folder, with the server part of the extension. */
export interface BenchJupyter {
  readonly url: string;
  readonly token: string;
  end(): Promise<void>;
}

/** @param environment beside that of this process; no model is configured unless it says so */
export async function startBenchJupyter(
  environment: Readonly<NodeJS.ProcessEnv> = {}
): Promise<BenchJupyter> {
  useVirtualEnvironment();
  const root = await mkdtemp(join(tmpdir(), 'kernel-agent-bench-'));
  const jupyter: JupyterProcess = await startJupyter({
    root,
    token: TOKEN,
    environment: {
      ...process.env,
      OPENAI_API_KEY: undefined,
      OPENAI_BASE_URL: undefined,
      OPENAI_MODEL: undefined,
      // The machine's own Jupyter configuration would be measured along.
      JUPYTER_CONFIG_DIR: join(root, '.config'),
      ...environment
    },
    more: ['--ServerApp.disable_check_xsrf=True']
  });
  return {
    url: jupyter.url,
    token: TOKEN,
    end: async () => {
      await jupyter.end();
      await rm(root, { recursive: true, force: true });
    }
  };
}

/** Connects to a Jupyter server, or to what stands before it. */
export function connection(baseUrl: string): ServerConnection.ISettings {
  return ServerConnection.makeSettings({
    baseUrl,
    wsUrl: baseUrl.replace(/^http/, 'ws'),
    token: TOKEN,
    appendToken: true
  });
}
