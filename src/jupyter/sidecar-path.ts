import { stem } from '../core/transcript/run';

/** The folder of a notebook's sidecar: `data/sales.ipynb` → `data/sales.agent`. */
export function sidecarFolder(notebookPath: string): string {
  const slash = notebookPath.lastIndexOf('/');
  return `${notebookPath.slice(0, slash + 1)}${stem(notebookPath)}.agent`;
}

/** The folder of one session: `data/sales.agent/main`. */
export function sessionFolder(notebookPath: string, sessionId: string): string {
  return `${sidecarFolder(notebookPath)}/${sessionId}`;
}

/** The folder a path lies in, without a slash at the end; empty for the root. */
export function parentFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
