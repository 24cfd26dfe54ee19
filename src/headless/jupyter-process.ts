import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { stoppedError } from '../core/clock';
import { AgentError } from '../core/errors';
import WATCHED_SERVER from './watched_server.py';

/** A Jupyter server that this program started and will end. */
export interface JupyterProcess {
  /** Base URL on loopback, with a slash at the end. */
  readonly url: string;
  readonly token: string;
  end(): Promise<void>;
}

export interface JupyterOptions {
  /** Folder whose files the server shows. */
  readonly root: string;
  readonly token: string;
  /** The interpreter whose `jupyter_server` is started, which then ends with this program, however that ends. */
  readonly python?: string | undefined;
  /** Without `python`: the `jupyter` command; the one on the path if absent. */
  readonly program?: string;
  /** The environment of the server and its kernels; that of this program if absent. */
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  /** More options of `jupyter server`. */
  readonly more?: readonly string[];
  /** Aborting it while the server starts ends the server. */
  readonly signal?: AbortSignal;
}

/** How long a server may take to end by itself. */
const END_PATIENCE_MS = 8000;

/** How long a server may take to say where it listens. */
const START_PATIENCE_MS = 90_000;

/** How long one answer may take, and the pause before it is asked again. */
const ANSWER_PATIENCE_MS = 10_000;
const BETWEEN_TRIES_MS = 50;

/**
 * Starts a Jupyter server on a free loopback port and resolves when it answers there.
 * Throws `AgentError`: `kernel-unavailable` with what it printed when it does not start, `stopped` when aborted.
 */
export async function startJupyter(
  options: JupyterOptions
): Promise<JupyterProcess> {
  const child = launch(options);
  try {
    const port = await portOf(child, options.signal);
    const url = `http://127.0.0.1:${port}/`;
    await untilItAnswers(child, url, options);
    return { url, token: options.token, end: () => endProcess(child) };
  } catch (error) {
    await endProcess(child);
    throw error;
  }
}

/** The token travels in the environment: the command line of a process can be read by everybody on the machine. */
function launch(options: JupyterOptions): ChildProcess {
  const [program, ...first] =
    options.python === undefined
      ? ([options.program ?? 'jupyter', 'server'] as const)
      : ([options.python, '-c', WATCHED_SERVER] as const);
  const child = spawn(
    program,
    [
      ...first,
      '--no-browser',
      '--allow-root',
      '--ServerApp.ip=127.0.0.1',
      '--ServerApp.port=0',
      '--ServerApp.base_url=/',
      `--ServerApp.root_dir=${options.root}`,
      ...(options.more ?? [])
    ],
    {
      env: {
        ...(options.environment ?? process.env),
        JUPYTER_TOKEN: options.token
      },
      // The watched server ends when its standard input does, which only this program holds open.
      stdio: [
        options.python === undefined ? 'ignore' : 'pipe',
        'ignore',
        'pipe'
      ],
      // Ctrl-C is for this program, which then ends the server in good order.
      detached: process.platform !== 'win32'
    }
  );
  // Whatever ends this program, the server goes with it.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  child.once('error', () => process.off('exit', kill));
  return child;
}

function portOf(child: ChildProcess, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    const fail = (detail: string): void =>
      reject(
        new AgentError(
          'kernel-unavailable',
          'The Jupyter server could not be started.',
          {
            advice:
              'Check that "jupyter server" runs in this environment, or name a running server with --server.',
            detail: `${detail}\n${log.slice(-4000)}`.trim()
          }
        )
      );
    const patience = setTimeout(
      () => fail('It did not say where it listens.'),
      START_PATIENCE_MS
    );
    const onAbort = (): void => reject(stoppedError());
    const settle = (): void => {
      clearTimeout(patience);
      signal?.removeEventListener('abort', onAbort);
      child.stderr?.removeAllListeners('data');
      // The log is not needed any more, and may grow for hours.
      child.stderr?.resume();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) {
      onAbort();
    }
    child.once('error', error => {
      settle();
      fail(error.message);
    });
    child.once('exit', () => {
      settle();
      fail('It ended at once.');
    });
    child.stderr?.on('data', (data: Buffer) => {
      log += data.toString();
      const port = /http:\/\/(?:127\.0\.0\.1|localhost):([1-9]\d*)\//.exec(
        log
      )?.[1];
      if (port !== undefined) {
        settle();
        resolve(port);
      }
    });
  });
}

/** A server may say where it listens a moment before it does. */
async function untilItAnswers(
  child: ChildProcess,
  url: string,
  { token, signal }: JupyterOptions
): Promise<void> {
  const until = Date.now() + START_PATIENCE_MS;
  for (;;) {
    if (signal?.aborted) {
      throw stoppedError();
    }
    try {
      const response = await fetch(`${url}api/status`, {
        headers: { authorization: `token ${token}` },
        signal: AbortSignal.timeout(ANSWER_PATIENCE_MS)
      });
      await response.arrayBuffer();
      // Whatever it answers, it is there; a refused token is said by the first real request.
      return;
    } catch (error) {
      if (Date.now() > until || child.exitCode !== null) {
        throw new AgentError(
          'kernel-unavailable',
          'The Jupyter server was started but does not answer.',
          { detail: String(error), cause: error }
        );
      }
      await delay(BETWEEN_TRIES_MS);
    }
  }
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (
    child.pid === undefined ||
    child.exitCode !== null ||
    child.signalCode !== null
  ) {
    return;
  }
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), END_PATIENCE_MS);
  await ended;
  clearTimeout(impatient);
}
