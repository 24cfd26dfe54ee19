import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, resolve } from 'node:path';

/** Where `npm test` puts the gateway's package. */
const PACKAGES = resolve('.cache', 'gateway');

const READY = 'is available at';

export interface KernelGateway {
  /** Base URL on loopback, with a slash at the end. */
  readonly url: string;
  readonly token: string;
  /** Its process. */
  readonly pid: number;
  /** What it logged so far. */
  log(): string;
  end(): Promise<void>;
}

/** Starts a real kernel gateway on loopback in `folder`. Throws a sentence when its package was not installed. */
export async function startKernelGateway(
  folder: string
): Promise<KernelGateway> {
  if (!existsSync(PACKAGES)) {
    throw new Error(`${PACKAGES} is missing: "npm test" makes it.`);
  }
  const port = await freePort();
  const token = 'token-of-the-gateway';
  const child = spawn(
    'python',
    [
      ...['-m', 'kernel_gateway', '--KernelGatewayApp.ip=127.0.0.1'],
      ...[
        `--KernelGatewayApp.port=${port}`,
        '--KernelGatewayApp.port_retries=0'
      ]
    ],
    {
      cwd: folder,
      env: {
        ...process.env,
        PYTHONPATH: [PACKAGES, process.env.PYTHONPATH]
          .filter(Boolean)
          .join(delimiter),
        KG_AUTH_TOKEN: token
      },
      stdio: ['ignore', 'ignore', 'pipe']
    }
  );
  process.once('exit', () => child.kill('SIGKILL'));
  const ended = new Promise<void>(done => child.once('exit', () => done()));
  let log = '';
  await new Promise<void>((ready, fail) => {
    child.stderr.on('data', (data: Buffer) => {
      log += data.toString();
      if (log.includes(READY)) {
        ready();
      }
    });
    child.once('error', fail);
    child.once('exit', () => fail(new Error(`The gateway ended:\n${log}`)));
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    token,
    pid: child.pid ?? 0,
    log: () => log,
    end: async () => {
      child.kill('SIGTERM');
      await ended;
    }
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('There is no free port.'))
      );
    });
  });
}
