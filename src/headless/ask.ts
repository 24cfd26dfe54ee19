import { Session } from '../core/agent/session';
import type { TurnResult } from '../core/agent/session-types';
import { randomIds, systemClock } from '../core/clock';
import type { FileEntry, Images } from '../core/ports';
import { checkSessionId } from '../core/transcript/run';
import { datasetInfo } from '../core/tools/dataset-info';
import { executePython } from '../core/tools/execute-python';
import { anyTool } from '../core/tools/validate-call';
import { ContentsFiles } from '../jupyter/contents-files';
import { ContentsTranscriptStore } from '../jupyter/contents-transcript-store';
import { LiveKernel } from '../jupyter/live-kernel';
import { sessionFolder } from '../jupyter/sidecar-path';
import type { AskArguments } from './arguments';
import { EnvironmentModelSource } from './environment-model';
import { openNotebookServer, type NotebookServer } from './notebook-server';
import { SessionKernelHost } from './session-kernel-host';

/** A file that a turn wrote or changed. */
export interface Artifact {
  readonly filename: string;
  readonly path: string;
  readonly size_kb: number;
  /** ISO 8601. */
  readonly modified: string;
  readonly extension: string;
}

export interface AskResult extends TurnResult {
  /** True when code was not run because nobody allowed it. */
  readonly refused: boolean;
  /** Newest first. */
  readonly artifacts: readonly Artifact[];
}

/** Figures are sent as they are: there is no canvas here. */
const unchangedImages: Images = {
  downscale: async (base64, mimeType) => ({ base64, mimeType })
};

/** Runs one turn beside a notebook, on a server and in a kernel of its own, and ends both. Nobody is asked anything. */
export async function ask(
  options: AskArguments,
  environment: Readonly<Record<string, string | undefined>>
): Promise<AskResult> {
  const sessionId = checkSessionId(options.session);
  const server = await openNotebookServer(options.notebook);
  const bench = openSession(server, sessionId, options, environment);
  const { session, files } = bench;
  const refusals = refuseAll(session);
  try {
    const before = await files.nearby();
    const result = await session.ask({
      text: options.prompt,
      files: options.files
    });
    return {
      ...result,
      refused: refusals.count > 0,
      artifacts: written(before, await files.nearby())
    };
  } finally {
    await bench.close();
    await server.close();
  }
}

interface OpenSession {
  readonly session: Session;
  readonly files: ContentsFiles;
  /** Ends the kernel. */
  close(): Promise<void>;
}

function openSession(
  { contents, sessions, path, kernelName }: NotebookServer,
  sessionId: string,
  options: AskArguments,
  environment: Readonly<Record<string, string | undefined>>
): OpenSession {
  const host = new SessionKernelHost(sessions, path, kernelName);
  const kernel = new LiveKernel(host, systemClock);
  const files = new ContentsFiles(contents, () => '');
  const clientId = randomIds.next();
  const store = new ContentsTranscriptStore({
    contents,
    folder: () => sessionFolder(path, sessionId),
    notebookFolder: () => '',
    isNotebookSaved: async () => true,
    clientId,
    clock: systemClock
  });
  const session = new Session({
    sessionId,
    notebookPath: () => path,
    clientId,
    models: new EnvironmentModelSource(environment),
    kernel,
    files,
    store,
    tools: [anyTool(executePython(kernel)), anyTool(datasetInfo(kernel))],
    images: unchangedImages,
    clock: systemClock,
    ids: randomIds,
    approvalMode: () => (options.approve === 'auto' ? 'auto' : 'ask')
  });
  return {
    session,
    files,
    close: async () => {
      session.dispose();
      store.dispose();
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

function written(
  before: readonly FileEntry[],
  after: readonly FileEntry[]
): Artifact[] {
  const known = new Map(
    before.map(file => [file.path, `${file.size} ${file.modified}`])
  );
  return after
    .filter(
      file =>
        file.kind === 'file' &&
        !file.path.endsWith('.ipynb') &&
        known.get(file.path) !== `${file.size} ${file.modified}`
    )
    .map(file => ({
      filename: file.path,
      path: file.path,
      size_kb: Math.round((file.size ?? 0) / 10.24) / 100,
      modified: file.modified,
      extension: /\.[^.]+$/.exec(file.path)?.[0] ?? ''
    }))
    .sort((a, b) => (a.modified < b.modified ? 1 : -1));
}
