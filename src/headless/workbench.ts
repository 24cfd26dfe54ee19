import { Session } from '../core/agent/session';
import type { SessionStatus } from '../core/agent/session-types';
import type { AgentCellHost } from '../core/agent-cell/run-cell';
import { randomIds, systemClock } from '../core/clock';
import type { Images, StorageState } from '../core/ports';
import { checkSessionId, openRun } from '../core/transcript/run';
import { ContentsFileContextStore } from '../jupyter/contents-file-context-store';
import { ContentsFiles } from '../jupyter/contents-files';
import { ContentsTranscriptStore } from '../jupyter/contents-transcript-store';
import type { KernelHost } from '../jupyter/kernel-host';
import { LiveKernel } from '../jupyter/live-kernel';
import { removeSession } from '../jupyter/remove-session';
import { parentFolder, sessionFolder } from '../jupyter/sidecar-path';
import { readTextFile } from '../jupyter/text-file';
import { EnvironmentModelSource } from './environment-model';
import type { NotebookServer } from './notebook-server';

/** Figures are sent as they are: there is no canvas here. */
const unchangedImages: Images = {
  downscale: async (base64, mimeType) => ({ base64, mimeType })
};

export interface WorkbenchOptions {
  /** The session that is meant where none is named. */
  readonly session: string;
  readonly approve: 'auto' | 'never';
  /** Name of the model; null for the environment's. */
  readonly model: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** True when nothing but replays is wanted: a recorded turn fits then, whatever model answered it. */
  readonly isReplayOnly?: boolean;
  /** Hears what a session is doing. */
  readonly onStatus: (status: SessionStatus) => void;
}

/** A session that is open, and what became of it. */
export interface OpenSession {
  readonly session: Session;
  /** Code that was not run because nobody is there to allow it. */
  readonly refusals: number;
  /** Where the conversation is kept. */
  readonly storage: StorageState;
}

/** The kernel of one notebook and its sessions, opened as they are needed; the same for a single turn and a whole run. */
export class Workbench implements AgentCellHost {
  readonly kernel: LiveKernel;
  readonly files: ContentsFiles;
  private readonly opened = new Map<string, Opened>();
  private readonly clientId = randomIds.next();

  constructor(
    private readonly server: NotebookServer,
    host: KernelHost,
    private readonly options: WorkbenchOptions
  ) {
    this.kernel = new LiveKernel(host, systemClock);
    this.files = new ContentsFiles(server.contents, () =>
      parentFolder(server.path)
    );
  }

  get defaultSession(): string {
    return this.options.session;
  }

  async session(id: string | null): Promise<Session> {
    const { session } = this.open(id);
    await session.load();
    return session;
  }

  /** Throws `AgentError` `session-id-invalid`. */
  open(id: string | null): OpenSession {
    const name = this.idOf(id);
    const known = this.opened.get(name) ?? this.make(name);
    this.opened.set(name, known);
    return known;
  }

  /** All sessions that were needed so far. */
  get sessions(): readonly OpenSession[] {
    return [...this.opened.values()];
  }

  async removeSession(id: string | null): Promise<string> {
    const name = this.idOf(id);
    const { contents, path } = this.server;
    this.opened.get(name)?.dispose();
    this.opened.delete(name);
    return (await removeSession(contents, path, name))
      ? `Deleted the session ${name}, ${sessionFolder(path, name)}.`
      : `There is no session ${name}.`;
  }

  async readLog(session: Session): Promise<string> {
    const run = openRun(session.entries);
    if (!run) {
      return '';
    }
    const folder = sessionFolder(this.server.path, session.sessionId);
    const log = await readTextFile(
      this.server.contents,
      `${folder}/${run.run_id}_session.txt`
    );
    return log?.text ?? '';
  }

  /** Lets go of everything; the kernel goes on. */
  dispose(): void {
    this.opened.forEach(opened => opened.dispose());
    this.opened.clear();
    this.kernel.dispose();
  }

  private idOf(id: string | null): string {
    return checkSessionId(id ?? this.defaultSession);
  }

  private make(sessionId: string): Opened {
    const { contents, path } = this.server;
    const { environment, model, approve, isReplayOnly = false } = this.options;
    const sidecar = {
      contents,
      folder: () => sessionFolder(path, sessionId),
      notebookFolder: () => parentFolder(path),
      isNotebookSaved: async () => true,
      clock: systemClock
    };
    const store = new ContentsTranscriptStore({
      ...sidecar,
      clientId: this.clientId
    });
    const fileContextStore = new ContentsFileContextStore(sidecar);
    const session = new Session({
      sessionId,
      notebookPath: () => path,
      clientId: this.clientId,
      models: new EnvironmentModelSource(environment, model, !isReplayOnly),
      kernel: this.kernel,
      files: this.files,
      store,
      fileContextStore,
      images: unchangedImages,
      clock: systemClock,
      ids: randomIds,
      approvalMode: () => (approve === 'auto' ? 'auto' : 'ask')
    });
    session.statusChanged.subscribe(this.options.onStatus);
    return new Opened(session, store, fileContextStore);
  }
}

class Opened implements OpenSession {
  refusals = 0;

  constructor(
    readonly session: Session,
    private readonly store: ContentsTranscriptStore,
    private readonly fileContextStore: ContentsFileContextStore
  ) {
    session.approvalsChanged.subscribe(() => this.refuseAll());
  }

  get storage(): StorageState {
    return this.store.storage;
  }

  dispose(): void {
    this.session.dispose();
    this.store.dispose();
    this.fileContextStore.dispose();
  }

  /** Answers every question at once: there is nobody to ask. */
  private refuseAll(): void {
    for (const { id } of this.session.approvals) {
      this.refusals += 1;
      this.session.decide(id, {
        outcome: 'reject',
        comment:
          'Nobody is there to allow it. Code runs only with the option --approve auto.'
      });
    }
  }
}
