import { posix } from 'node:path';
import type { Session } from '../core/agent/session';
import type { Prompt, TurnResult } from '../core/agent/session-types';
import type { StorageState } from '../core/ports';
import { checkSessionId } from '../core/transcript/run';
import { parentFolder } from '../jupyter/sidecar-path';
import { statusOf } from '../jupyter/text-file';
import type { AskArguments } from './arguments';
import { writtenFiles, type Artifact } from './artifacts';
import { localFiles } from './local-paths';
import { openNotebookServer, type NotebookServer } from './notebook-server';
import { openSession, type OpenSession } from './open-session';
import { UsageError } from './usage-error';

export interface AskResult extends TurnResult {
  /** True when code was not run because nobody allowed it. */
  readonly refused: boolean;
  /** Newest first. */
  readonly artifacts: readonly Artifact[];
  /** Where the conversation is kept. */
  readonly storage: StorageState;
}

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
    const bench = openSession(server, sessionId, options.approve, environment);
    try {
      await bench.host.attach();
      return await runTurn(
        bench,
        {
          text: options.prompt,
          files: local,
          ...(options.phase === null ? {} : { phase: options.phase })
        },
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

async function runTurn(
  { session, files, store }: OpenSession,
  prompt: Prompt,
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
