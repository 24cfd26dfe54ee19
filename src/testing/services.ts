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
  const baseUrl = inject('jupyterUrl');
  return ServerConnection.makeSettings({
    baseUrl,
    wsUrl: baseUrl.replace(/^http/, 'ws'),
    token: inject('jupyterToken'),
    appendToken: true
  });
}

export function testContents(): ContentsManager {
  return new ContentsManager({ serverSettings: testServerSettings() });
}

export interface TestManagers {
  readonly kernels: KernelManager;
  readonly sessions: SessionManager;
  readonly specs: KernelSpecManager;
  dispose(): void;
}

export function testManagers(): TestManagers {
  const serverSettings = testServerSettings();
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
