import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { ApprovalMode } from '../core/agent/session-types';
import { Session } from '../core/agent/session';
import { randomIds, systemClock } from '../core/clock';
import { relativePath } from '../core/paths';
import { ContentsFiles } from '../jupyter/contents-files';
import { ContentsFileContextStore } from '../jupyter/contents-file-context-store';
import { ContentsTranscriptStore } from '../jupyter/contents-transcript-store';
import { LiveKernel } from '../jupyter/live-kernel';
import { parentFolder, sessionFolder } from '../jupyter/sidecar-path';
import { statusOf } from '../jupyter/text-file';
import { canvasImages } from './canvas-images';
import type { LabModelSource } from './lab-model-source';
import { NotebookKernelHost } from './notebook-kernel-host';
import type { SettingsReader } from './agent-settings';
import type { SidecarMover } from './sidecar-mover';

export interface LabServices {
  readonly contents: Contents.IManager;
  readonly models: LabModelSource;
  readonly settings: SettingsReader;
  readonly mover: SidecarMover;
  readonly clientId: string;
}

/** A session bound to one open notebook: its kernel, its folder, its sidecar. Gone when the notebook is closed. */
export class NotebookSession {
  readonly session: Session;
  readonly kernel: LiveKernel;
  readonly files: ContentsFiles;
  /** Chosen in the sidebar for this session only; the settings' mode otherwise. */
  approvalOverride: ApprovalMode | null = null;
  private readonly host: NotebookKernelHost;
  private readonly store: ContentsTranscriptStore;
  private readonly fileContextStore: ContentsFileContextStore;
  private isSaved = false;

  constructor(
    readonly panel: NotebookPanel,
    readonly sessionId: string,
    private readonly services: LabServices
  ) {
    const { contents, models, clientId } = services;
    this.host = new NotebookKernelHost(panel.sessionContext);
    this.kernel = new LiveKernel(this.host, systemClock);
    this.files = new ContentsFiles(contents, () => this.directory);
    const sidecar = {
      contents,
      folder: () => sessionFolder(this.path, sessionId),
      notebookFolder: () => this.directory,
      isNotebookSaved: () => this.checkSaved(),
      clock: systemClock
    };
    this.store = new ContentsTranscriptStore({ ...sidecar, clientId });
    this.fileContextStore = new ContentsFileContextStore(sidecar);
    this.session = new Session({
      sessionId,
      notebookPath: () => this.path,
      clientId,
      models,
      kernel: this.kernel,
      files: this.files,
      store: this.store,
      fileContextStore: this.fileContextStore,
      images: canvasImages,
      clock: systemClock,
      ids: randomIds,
      approvalMode: () => this.approvalMode,
      budget: () => services.settings.budget
    });
  }

  /** Path of the notebook on the drive where its sidecar lies. Collaboration's own drive keeps no other files. */
  get path(): string {
    const { path } = this.panel.context;
    return path.startsWith('RTC:') ? path.slice('RTC:'.length) : path;
  }

  /** The notebook's folder. */
  get directory(): string {
    return parentFolder(this.path);
  }

  /** A path from the server's root as seen from the notebook's folder. */
  relative(path: string): string {
    return relativePath(this.directory, path);
  }

  /** Folder of the session in the sidecar. */
  get folder(): string {
    return sessionFolder(this.path, this.sessionId);
  }

  /** The server's administrator has the last word. */
  get approvalMode(): ApprovalMode {
    const { models, settings } = this.services;
    return models.relayStatus?.ceiling === 'ask'
      ? 'ask'
      : (this.approvalOverride ?? settings.current.approvalMode);
  }

  dispose(): void {
    this.session.dispose();
    this.kernel.dispose();
    this.store.dispose();
    this.fileContextStore.dispose();
    this.host.dispose();
  }

  private async checkSaved(): Promise<boolean> {
    await this.services.mover.settled;
    if (!this.isSaved) {
      this.isSaved = await this.services.contents
        .get(this.path, { content: false })
        .then(() => true)
        // Any answer but "there is no such file" is for the write itself to find out.
        .catch((error: unknown) => statusOf(error) !== 404);
    }
    return this.isSaved;
  }
}
