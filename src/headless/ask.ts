import { posix } from 'node:path';
import type {
  Prompt,
  SessionStatus,
  TurnResult
} from '../core/agent/session-types';
import { AgentError } from '../core/errors';
import type { StorageState } from '../core/ports';
import { checkSessionId } from '../core/transcript/run';
import { parentFolder } from '../jupyter/sidecar-path';
import { statusOf } from '../jupyter/text-file';
import type { AskArguments } from './arguments';
import { localFiles } from './local-paths';
import { openNotebookServer, type NotebookServer } from './notebook-server';
import { kernelHost } from './kernel-of-notebook';
import { UsageError } from './usage-error';
import { Workbench, type OpenSession } from './workbench';

export interface AskResult extends TurnResult {
  /** True when code was not run because nobody allowed it. */
  readonly refused: boolean;
  /** Where the conversation is kept. */
  readonly storage: StorageState;
}

/**
 * Runs one turn beside a notebook, and ends what it started for that. Nobody is asked anything. Aborting `signal` stops
 * the turn, or whatever comes before it. `onStatus` hears what the session is doing.
 * Throws `UsageError`, and `AgentError` when no turn could begin.
 */
export async function ask(
  options: AskArguments,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
  onStatus: (status: SessionStatus) => void = () => undefined
): Promise<AskResult> {
  checkSessionId(options.session);
  const { notebook, files, server: address } = options;
  // What is missing here is said before anything is started.
  const local = address === null ? await localFiles(files, notebook) : null;
  const server = await openNotebookServer(
    notebook,
    { address, environment },
    signal
  );
  try {
    const there =
      local ??
      (server.isLocal
        ? await localFiles(files, notebook)
        : await serverFiles(server, files));
    return await askOn(server, { ...options, files: there }, environment, {
      signal,
      onStatus
    });
  } finally {
    await server.close();
  }
}

interface Watching {
  readonly signal: AbortSignal;
  onStatus(status: SessionStatus): void;
}

async function askOn(
  server: NotebookServer,
  options: AskArguments,
  environment: Readonly<Record<string, string | undefined>>,
  { signal, onStatus }: Watching
): Promise<AskResult> {
  const { kernels } = server;
  const { wanted, usual } = kernels;
  const host = kernelHost(
    server,
    wanted !== null && kernels.has(wanted) ? wanted : usual,
    options.notebook
  );
  const bench = new Workbench(server, host, {
    ...options,
    environment,
    onStatus
  });
  try {
    await host.attach();
    const opened = bench.open(null);
    const result = await runTurn(opened, promptOf(options), signal);
    const problem =
      result.outcome === 'answered'
        ? await assignAnswer(bench, options.variable, result.answer, signal)
        : null;
    return problem === null ? result : { ...result, error: problem };
  } finally {
    bench.dispose();
    await host.shutdown().catch(() => undefined);
  }
}

/** Puts the answer into the variable that was asked for. What went wrong must not cost the answer itself. */
async function assignAnswer(
  { kernel }: Workbench,
  name: string | null,
  value: string,
  signal: AbortSignal
): Promise<AgentError | null> {
  if (name === null) {
    return null;
  }
  try {
    await kernel.ensureStarted(signal);
    await kernel.callHelper('assign', { name, value }, signal);
    return null;
  } catch (error) {
    return AgentError.from(error);
  }
}

function promptOf({ prompt, files, phase }: AskArguments): Prompt {
  return { text: prompt, files, ...(phase === null ? {} : { phase }) };
}

/** The files as they are; throws `UsageError` for one that the server does not have. */
async function serverFiles(
  { contents, path }: NotebookServer,
  files: readonly string[]
): Promise<readonly string[]> {
  for (const file of files) {
    const there = posix.join(parentFolder(path), file);
    await contents.get(there, { content: false }).catch((error: unknown) => {
      if (statusOf(error) === 404) {
        throw new UsageError(`There is no file ${there} on the server.`);
      }
      throw error;
    });
  }
  return files;
}

async function runTurn(
  opened: OpenSession,
  prompt: Prompt,
  signal: AbortSignal
): Promise<AskResult> {
  const { session } = opened;
  const stop = (): void => session.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const turn = session.ask(prompt);
    if (signal.aborted) {
      stop();
    }
    const result = await turn;
    return {
      ...result,
      refused: opened.refusals > 0,
      storage: opened.storage
    };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
