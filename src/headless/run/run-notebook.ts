import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { systemClock } from '../../core/clock';
import { checkSessionId } from '../../core/transcript/run';
import type { RunArguments } from '../arguments';
import { chosenKernel, ownKernelHost } from '../kernel-of-notebook';
import { readNotebook, type NotebookDocument } from '../notebook/document';
import { injectParameters } from '../notebook/inject-parameters';
import { NotebookSaver } from '../notebook/saver';
import {
  LocalTarget,
  ServerTarget,
  type NotebookTarget
} from '../notebook/target';
import { checkLocalNotebook } from '../local-paths';
import { openNotebookServer, type NotebookServer } from '../notebook-server';
import type { Progress } from '../progress/progress';
import { statusWords } from '../progress/status-words';
import type { SessionKernelHost } from '../session-kernel-host';
import { UsageError } from '../usage-error';
import { Workbench } from '../workbench';
import { CellRunner } from './cell-runner';
import { NotebookRun } from './notebook-run';
import type { RunReport } from './run-report';

export interface RunSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborting it ends the run in good order. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Runs a notebook from top to bottom in a kernel of its own and writes its outputs as they come. What goes wrong in a cell
 * is in the report.
 * Throws `UsageError`, `NotSavedError` when nothing can be written where it should be, and `AgentError` when nothing could
 * begin.
 */
export async function runNotebook(
  args: RunArguments,
  surroundings: RunSurroundings
): Promise<RunReport> {
  checkSessionId(args.session);
  const { environment, signal } = surroundings;
  await checkPlaces(args);
  if (args.server === null) {
    // What cannot be written here is said before anything is started.
    await checkLocalNotebook(resolve(args.notebook), args.notebook);
    await new LocalTarget(args.output ?? args.notebook).check();
  }
  surroundings.progress.begin('Starting the kernel');
  const server = await openNotebookServer(
    args.notebook,
    { address: args.server, environment },
    signal
  );
  try {
    const notebook = readNotebook(server.content, args.notebook);
    notebook.cells = injectParameters(notebook.cells, args.parameters);
    const kernelName = chosenKernel(server.kernels, args.kernel);
    checkLanguage(args, server.kernels.languageOf(kernelName));
    const target = targetOf(args, server);
    await target.check();
    const host = ownKernelHost(server, kernelName, args.notebook);
    try {
      return await runOn({ server, host, notebook, target }, args, {
        ...surroundings
      });
    } finally {
      await host.shutdown().catch(() => undefined);
    }
  } finally {
    await server.close();
  }
}

/** Parameters are never written into the notebook itself, nor through a link to it. Throws `UsageError`. */
async function checkPlaces({
  parameters,
  output,
  notebook,
  server
}: RunArguments): Promise<void> {
  if (parameters.length === 0 || output === null) {
    return;
  }
  const isSame =
    server === null
      ? (await realPath(output)) === (await realPath(notebook))
      : resolve(output) === resolve(notebook);
  if (isSame) {
    throw new UsageError(
      '--param needs another --output than the notebook itself.'
    );
  }
}

/** The path without links; as it is where nothing is yet. */
function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

/** Parameters are written as Python. Throws `UsageError`. */
function checkLanguage({ parameters }: RunArguments, language: string): void {
  if (parameters.length > 0 && language !== 'python') {
    throw new UsageError(
      `--param is for Python notebooks; the language of this one is ${language}.`
    );
  }
}

function targetOf(
  { notebook, output }: RunArguments,
  { isLocal, contents, path }: NotebookServer
): NotebookTarget {
  return isLocal
    ? new LocalTarget(output ?? notebook)
    : new ServerTarget(contents, output?.replace(/^\/+/, '') ?? path);
}

interface Place {
  readonly server: NotebookServer;
  readonly host: SessionKernelHost;
  readonly notebook: NotebookDocument;
  readonly target: NotebookTarget;
}

async function runOn(
  { server, host, notebook, target }: Place,
  args: RunArguments,
  { environment, signal, progress }: RunSurroundings
): Promise<RunReport> {
  const bench = new Workbench(server, host, {
    ...args,
    environment,
    isReplayOnly: args.replay === 'only',
    onStatus: status => progress.step(statusWords(status))
  });
  const saver = new NotebookSaver(target, notebook, systemClock);
  const runner = new CellRunner(() => host.connection, systemClock);
  const run = new NotebookRun(
    { notebook, bench, runner, saver, host },
    args,
    progress
  );
  try {
    return await run.run(signal);
  } finally {
    saver.dispose();
    runner.dispose();
    bench.dispose();
  }
}
