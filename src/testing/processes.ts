import { execFileSync } from 'node:child_process';

/** Command lines of the Jupyter servers that show `folder`, and of what else names it. */
export function serversOn(folder: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  return lines
    .split('\n')
    .filter(line => line.includes(`--ServerApp.root_dir=${folder}`));
}

/** Ids of the processes that a process started. */
export function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid,ppid'], { encoding: 'utf8' });
  return lines
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}

/** Whether a process is there; one that ended and was not waited for is not. */
export function isRunning(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], {
      encoding: 'utf8'
    });
    return !state.trim().startsWith('Z');
  } catch {
    return false;
  }
}
