import { posix } from 'node:path';
import { Session } from '../core/agent/session';
import type { TurnResult } from '../core/agent/session-types';
import { randomIds, systemClock } from '../core/clock';
import type { Images, StorageState } from '../core/ports';
import { checkSessionId } from '../core/transcript/run';
import { ContentsFiles } from '../jupyter/contents-files';
import { ContentsFileContextStore } from '../jupyter/contents-file-context-store';
import { ContentsTranscriptStore } from '../jupyter/contents-transcript-store';
import { LiveKernel } from '../jupyter/live-kernel';
import { parentFolder, sessionFolder } from '../jupyter/sidecar-path';
import { statusOf } from '../jupyter/text-file';
import type { AskArguments } from './arguments';
import { writtenFiles, type Artifact } from './artifacts';
import { EnvironmentModelSource } from './environment-model';
import { localFiles } from './local-paths';
import { openNotebookServer, type NotebookServer } from './notebook-server';
import { SessionKernelHost } from './session-kernel-host';
import { UsageError } from './usage-error';

export interface AskResult extends TurnResult {
  /** True when code was not run because nobody allowed it. */
  readonly refused: boolean;
  /** Newest first. */
  readonly artifacts: readonly Artifact[];
  /** Where the conversation is kept. */
  readonly storage: StorageState;
}

/** Figures are sent as they are: there is no canvas here. */
const unchangedImages: Images = {
  downscale: async (base64, mimeType) => ({ base64, mimeType })
};

/**
 * Runs one turn beside a notebook, and ends what it started for that. Nobody is asked anything. Aborting `signal` stops
 * the turn, or whatever comes before it.
 * Throws `UsageError`, and `AgentError` when no turn could begin.
 */
export async function ask(
  options: AskArguments,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal
): Promise<AskResult> {
  const sessionId = checkSessionId(options.session);
  const { notebook, files } = options;
  const local = options.server ? files : await localFiles(files, notebook);
  const server = await openNotebookServer(notebook, options.server, signal);
  try {
    if (options.server) {
      await checkServerFiles(server, files);
    }
    const bench = openSession(server, sessionId, options, environment);
    try {
      await bench.host.attach();
      return await runTurn(
        bench,
        { text: options.prompt, files: local },
        signal
      );
    } finally {
      await bench.close();
    }
  } finally {
    await server.close();
  }
}

/** Throws `UsageError` for a file that the server does not have. */
async function checkServerFiles(
  { contents, path }: NotebookServer,
  files: readonly string[]
): Promise<void> {
  for (const file of files) {
    const there = posix.join(parentFolder(path), file);
    await contents.get(there, { content: false }).catch((error: unknown) => {
      if (statusOf(error) === 404) {
        throw new UsageError(`There is no file ${there} on the server.`);
      }
      throw error;
    });
  }
}

interface OpenSession {
  readonly session: Session;
  readonly files: ContentsFiles;
  readonly host: SessionKernelHost;
  readonly store: ContentsTranscriptStore;
  /** Ends the kernel, if it was started for this. */
  close(): Promise<void>;
}

async function runTurn(
  { session, files, store }: OpenSession,
  prompt: { text: string; files: readonly string[] },
  signal: AbortSignal
): Promise<AskResult> {
  const refusals = refuseAll(session);
  const stop = (): void => session.stop();
  const before = await files.nearby();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const turn = session.ask(prompt);
    if (signal.aborted) {
      stop();
    }
    const result = await turn;
    return {
      ...result,
      refused: refusals.count > 0,
      artifacts: writtenFiles(before, await files.nearby()),
      storage: store.storage
    };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function openSession(
  { contents, sessions, path, kernelName, titleOf }: NotebookServer,
  sessionId: string,
  options: AskArguments,
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
    approvalMode: () => (options.approve === 'auto' ? 'auto' : 'ask')
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

/** Answers every question at once: there is nobody to ask. */
function refuseAll(session: Session): { readonly count: number } {
  const refusals = { count: 0 };
  session.approvalsChanged.subscribe(requests => {
    for (const request of requests) {
      refusals.count += 1;
      session.decide(request.id, {
        outcome: 'reject',
        comment:
          'Nobody is there to allow it. Code runs only with the option --approve auto.'
      });
    }
  });
  return refusals;
}
