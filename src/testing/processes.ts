import { execFileSync } from 'node:child_process';

/** Command lines of the Jupyter servers that show `folder`, and of what else names it. */
export function serversOn(folder: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  return lines
    .split('\n')
    .filter(line => line.includes(`--ServerApp.root_dir=${folder}`));
}
