import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface AgentRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningAgent {
  /** Process of the command; the runner itself is its child. */
  readonly pid: number;
  readonly ended: Promise<AgentRun>;
  kill(signal: NodeJS.Signals): void;
}

/** `npm run agent -- …` as a person runs it in `folder`; models are known from `environment` only. */
export function startAgent(
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {}
): RunningAgent {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('OPENAI_'))
  );
  const child = spawn(
    process.execPath,
    [resolve('scripts/agent.mjs'), ...args],
    { cwd: folder, env: { ...inherited, INIT_CWD: folder, ...environment } }
  );
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  return {
    pid: child.pid ?? 0,
    ended: new Promise(resolve =>
      child.once('close', exitCode => resolve({ exitCode, stdout, stderr }))
    ),
    kill: signal => child.kill(signal)
  };
}

export function runAgent(
  args: readonly string[],
  folder: string,
  environment?: Readonly<Record<string, string>>
): Promise<AgentRun> {
  return startAgent(args, folder, environment).ended;
}
