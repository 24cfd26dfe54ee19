import {
  ContentsManager,
  KernelManager,
  KernelSpecManager,
  ServerConnection,
  SessionManager
} from '@jupyterlab/services';
import { inject } from 'vitest';

/** Connects to the Jupyter server that the tests started. */
export function testServerSettings(): ServerConnection.ISettings {
  return settingsFor(inject('jupyterUrl'), inject('jupyterToken'));
}

/** Connects to any Jupyter server. */
export function settingsFor(
  baseUrl: string,
  token: string
): ServerConnection.ISettings {
  return ServerConnection.makeSettings({
    baseUrl,
    wsUrl: baseUrl.replace(/^http/, 'ws'),
    token,
    appendToken: true
  });
}

export function testContents(
  serverSettings = testServerSettings()
): ContentsManager {
  return new ContentsManager({ serverSettings });
}

export interface TestManagers {
  readonly kernels: KernelManager;
  readonly sessions: SessionManager;
  readonly specs: KernelSpecManager;
  dispose(): void;
}

export function testManagers(
  serverSettings = testServerSettings()
): TestManagers {
  const kernels = new KernelManager({ serverSettings });
  const specs = new KernelSpecManager({ serverSettings });
  const sessions = new SessionManager({
    serverSettings,
    kernelManager: kernels
  });
  return {
    kernels,
    sessions,
    specs,
    dispose: () => {
      sessions.dispose();
      specs.dispose();
      kernels.dispose();
    }
  };
}
