import { spawn, type ChildProcess } from 'node:child_process';

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
  /** The `jupyter` command; the one on the path if absent. */
  readonly program?: string;
  /** The environment of the server and its kernels; that of this program if absent. */
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  /** More options of `jupyter server`. */
  readonly more?: readonly string[];
}

/** How long a server may take to end by itself. */
const END_PATIENCE_MS = 8000;

/**
 * Starts a Jupyter server on a free loopback port and resolves when it says where it listens.
 * Rejects with what it printed when it ends before that.
 */
export function startJupyter(options: JupyterOptions): Promise<JupyterProcess> {
  const child = spawn(
    options.program ?? 'jupyter',
    [
      'server',
      '--no-browser',
      '--allow-root',
      '--ServerApp.ip=127.0.0.1',
      '--ServerApp.port=0',
      `--IdentityProvider.token=${options.token}`,
      `--ServerApp.root_dir=${options.root}`,
      ...(options.more ?? [])
    ],
    { env: options.environment ?? process.env }
  );
  return new Promise((resolve, reject) => {
    let log = '';
    child.once('error', error =>
      reject(new Error(`Jupyter could not be started: ${error.message}`))
    );
    child.once('exit', () =>
      reject(new Error(`Jupyter did not start:\n${log.slice(-4000)}`))
    );
    child.stderr.on('data', (data: Buffer) => {
      log += data.toString();
      const match = /https?:\/\/(127\.0\.0\.1|localhost):([1-9]\d*)\//.exec(
        log
      );
      if (match) {
        // The log is not needed any more, and may grow for hours.
        child.stderr.removeAllListeners('data');
        child.stderr.resume();
        resolve({
          url: `http://127.0.0.1:${match[2]}/`,
          token: options.token,
          end: () => endProcess(child)
        });
      }
    });
    child.stdout.resume();
  });
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), END_PATIENCE_MS);
  await ended;
  clearTimeout(impatient);
}
