import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentsManager, ServerConnection } from '@jupyterlab/services';
import { inject } from 'vitest';
import { Session } from '../core/agent/session';
import type { ApprovalMode, TurnResult } from '../core/agent/session-types';
import { randomIds, systemClock } from '../core/clock';
import { createOpenAIModel } from '../core/llm/openai-client';
import type { Clock } from '../core/ports';
import { SessionKernelHost } from '../headless/session-kernel-host';
import { ContentsFiles } from '../jupyter/contents-files';
import { ContentsFileContextStore } from '../jupyter/contents-file-context-store';
import { ContentsTranscriptStore } from '../jupyter/contents-transcript-store';
import { LiveKernel } from '../jupyter/live-kernel';
import { parentFolder, sessionFolder } from '../jupyter/sidecar-path';
import { runCell } from './kernel-host';
import {
  testContents,
  testManagers,
  testServerSettings,
  type TestManagers
} from './services';

export interface BenchOptions {
  /** Path of the notebook on the server; one in a new folder when absent. */
  readonly notebook?: string;
  readonly kernelName?: string;
  readonly mode?: ApprovalMode;
  /** Another Jupyter server than that of all tests, and its folder. */
  readonly server?: ServerConnection.ISettings;
  readonly root?: string;
  readonly isNotebookSaved?: () => Promise<boolean>;
  readonly softLimitSeconds?: number;
  /** The session's clock, and the kernel's; the machine's when absent. */
  readonly clock?: Clock;
  readonly kernelClock?: Clock;
}

/**
 * A real session: a real kernel and sidecar on a real Jupyter server, and a model behind real HTTP. Each has a folder of
 * its own. What the user, another tab or a reload would see is read by `reopened`.
 */
export class SessionBench {
  readonly session: Session;
  readonly kernel: LiveKernel;
  readonly store: ContentsTranscriptStore;
  readonly fileContextStore: ContentsFileContextStore;
  readonly contents: ContentsManager;
  readonly clientId = randomIds.next();
  readonly host: SessionKernelHost;

  private constructor(
    /** Address of the model server; may be changed between turns. */
    public modelURL: string,
    readonly notebook: string,
    private readonly options: BenchOptions,
    private readonly managers: TestManagers
  ) {
    const {
      clock = systemClock,
      kernelClock = systemClock,
      softLimitSeconds
    } = options;
    this.contents = testContents(options.server);
    this.host = new SessionKernelHost(
      managers.sessions,
      notebook,
      options.kernelName ?? 'python3',
      name => managers.specs.specs?.kernelspecs[name]?.display_name ?? name
    );
    this.kernel = new LiveKernel(this.host, kernelClock);
    const sidecar = {
      contents: this.contents,
      folder: () => sessionFolder(notebook, 'main'),
      notebookFolder: () => parentFolder(notebook),
      isNotebookSaved: options.isNotebookSaved ?? (async () => true),
      clock: systemClock
    };
    this.store = new ContentsTranscriptStore({
      ...sidecar,
      clientId: this.clientId
    });
    this.fileContextStore = new ContentsFileContextStore(sidecar);
    this.session = new Session({
      sessionId: 'main',
      notebookPath: () => notebook,
      clientId: this.clientId,
      models: { current: async () => this.model() },
      kernel: this.kernel,
      files: new ContentsFiles(this.contents, () => parentFolder(notebook)),
      store: this.store,
      fileContextStore: this.fileContextStore,
      ...(softLimitSeconds === undefined ? {} : { softLimitSeconds }),
      images: { downscale: async (base64, mimeType) => ({ base64, mimeType }) },
      clock,
      ids: randomIds,
      approvalMode: () => options.mode ?? 'auto'
    });
  }

  static async open(
    modelURL: string,
    options: BenchOptions = {}
  ): Promise<SessionBench> {
    // Test files share the server, and must not share a folder.
    const notebook =
      options.notebook ?? `bench ${randomIds.next()}/sales.ipynb`;
    const root = options.root ?? inject('jupyterRoot');
    await mkdir(join(root, parentFolder(notebook)), { recursive: true });
    const managers = testManagers(options.server ?? testServerSettings());
    return new SessionBench(modelURL, notebook, options, managers);
  }

  /** The same notebook in another tab, or after a reload: nothing is shared but the server. */
  reopened(options: BenchOptions = {}): Promise<SessionBench> {
    return SessionBench.open(this.modelURL, {
      ...this.options,
      notebook: this.notebook,
      ...options
    });
  }

  ask(text: string, files: readonly string[] = []): Promise<TurnResult> {
    return this.session.ask({ text, files });
  }

  /** Runs a cell as the user would; resolves with the text it printed, showed or raised. */
  runCell(code: string): Promise<string> {
    return runCell(this.host, code);
  }

  /** Resolves when the kernel says that it is busy. */
  whenBusy(): Promise<void> {
    return new Promise(resolve => {
      const check = (): void => {
        if (this.kernel.state.status === 'busy') {
          stop();
          resolve();
        }
      };
      const stop = this.kernel.stateChanged.subscribe(check);
      check();
    });
  }

  /** A file of the notebook's folder on this machine. */
  path(...names: string[]): string {
    const root = this.options.root ?? inject('jupyterRoot');
    return join(root, parentFolder(this.notebook), ...names);
  }

  /** The newest session log. */
  async readLog(): Promise<string> {
    const names = await readdir(this.sidecar('.'));
    const log = names.filter(name => name.endsWith('_session.txt')).sort();
    return readFile(this.sidecar(log.at(-1) ?? ''), 'utf8');
  }

  sidecar(name: string): string {
    return this.path('sales.agent', 'main', name);
  }

  /** @param endKernel false for a tab that is closed while the notebook stays open elsewhere */
  async close(endKernel = true): Promise<void> {
    this.session.dispose();
    this.store.dispose();
    this.fileContextStore.dispose();
    this.kernel.dispose();
    if (endKernel) {
      await this.host.shutdown().catch(() => undefined);
    }
    this.contents.dispose();
    // Their first look at the server must be over: it fails unheard when it is cut off.
    const { kernels, sessions } = this.managers;
    await Promise.allSettled([kernels.ready, sessions.ready]);
    this.managers.dispose();
  }

  private model() {
    return {
      name: 'scripted',
      client: createOpenAIModel({
        kind: 'direct' as const,
        baseURL: this.modelURL,
        apiKey: 'sk-of-the-tests',
        fetch: (input, init) => fetch(input, init)
      })
    };
  }
}
