import { Session } from '../core/agent/session';
import { randomIds, systemClock } from '../core/clock';
import type { Images } from '../core/ports';
import { ContentsFileContextStore } from '../jupyter/contents-file-context-store';
import { ContentsFiles } from '../jupyter/contents-files';
import { ContentsTranscriptStore } from '../jupyter/contents-transcript-store';
import { LiveKernel } from '../jupyter/live-kernel';
import { parentFolder, sessionFolder } from '../jupyter/sidecar-path';
import type { AskArguments } from './arguments';
import { EnvironmentModelSource } from './environment-model';
import type { NotebookServer } from './notebook-server';
import { SessionKernelHost } from './session-kernel-host';

/** Figures are sent as they are: there is no canvas here. */
const unchangedImages: Images = {
  downscale: async (base64, mimeType) => ({ base64, mimeType })
};

export interface OpenSession {
  readonly session: Session;
  readonly files: ContentsFiles;
  readonly host: SessionKernelHost;
  readonly store: ContentsTranscriptStore;
  /** Ends the kernel, if it was started for this. */
  close(): Promise<void>;
}

/** A session beside a notebook, with a kernel of its own. Its kernel is attached by whoever uses it. */
export function openSession(
  { contents, sessions, path, kernelName, titleOf }: NotebookServer,
  sessionId: string,
  approve: AskArguments['approve'],
  environment: Readonly<Record<string, string | undefined>>
): OpenSession {
  const host = new SessionKernelHost(sessions, path, kernelName, titleOf);
  const kernel = new LiveKernel(host, systemClock);
  const files = new ContentsFiles(contents, () => parentFolder(path));
  const clientId = randomIds.next();
  const sidecar = {
    contents,
    folder: () => sessionFolder(path, sessionId),
    notebookFolder: () => parentFolder(path),
    isNotebookSaved: async () => true,
    clock: systemClock
  };
  const store = new ContentsTranscriptStore({ ...sidecar, clientId });
  const fileContextStore = new ContentsFileContextStore(sidecar);
  const session = new Session({
    sessionId,
    notebookPath: () => path,
    clientId,
    models: new EnvironmentModelSource(environment),
    kernel,
    files,
    store,
    fileContextStore,
    images: unchangedImages,
    clock: systemClock,
    ids: randomIds,
    approvalMode: () => (approve === 'auto' ? 'auto' : 'ask')
  });
  return {
    session,
    files,
    host,
    store,
    close: async () => {
      session.dispose();
      store.dispose();
      fileContextStore.dispose();
      kernel.dispose();
      await host.shutdown().catch(() => undefined);
    }
  };
}
