import { PathExt } from '@jupyterlab/coreutils';
import type { IDisposable } from '@lumino/disposable';

/** What JupyterLab's file browser drags: paths from the server's root. */
const FILES_MIME = 'application/x-jupyter-icontents';
const EVENTS = ['lm-dragenter', 'lm-dragover', 'lm-dragleave', 'lm-drop'];
const OVER = 'jp-mod-dropTarget';

interface MimeSource {
  hasData(mimeType: string): boolean;
  getData(mimeType: string): unknown;
}

/** Takes files dragged from the file browser onto `node`. */
export class FileDrop implements IDisposable {
  private disposed = false;
  private readonly listener = (event: Event): void => this.handle(event);

  /** @param dropped is given paths from the server's root */
  constructor(
    private readonly node: HTMLElement,
    private readonly dropped: (paths: string[]) => void
  ) {
    EVENTS.forEach(name => node.addEventListener(name, this.listener));
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    this.disposed = true;
    EVENTS.forEach(name => this.node.removeEventListener(name, this.listener));
  }

  private handle(event: Event): void {
    const source = mimeSource(event);
    if (!source?.hasData(FILES_MIME)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if ('dropAction' in event) {
      // The file browser offers to move files only, and drops nothing where another action is set.
      event.dropAction =
        event.type === 'lm-dragleave' || !('proposedAction' in event)
          ? 'none'
          : event.proposedAction;
    }
    this.node.classList.toggle(
      OVER,
      event.type === 'lm-dragenter' || event.type === 'lm-dragover'
    );
    if (event.type === 'lm-drop') {
      const paths = source.getData(FILES_MIME);
      this.dropped(
        Array.isArray(paths)
          ? paths.filter(path => typeof path === 'string')
          : []
      );
    }
  }
}

/** A path from the server's root, seen from the folder of the notebook. */
export function fromNotebook(path: string, notebookPath: string): string {
  const withoutDrive = path.replace(/^[^/:]+:/, '');
  const folder = PathExt.dirname(notebookPath.replace(/^[^/:]+:/, ''));
  return PathExt.relative(folder, withoutDrive);
}

function mimeSource(event: Event): MimeSource | null {
  const data: unknown = 'mimeData' in event ? event.mimeData : null;
  return typeof data === 'object' &&
    data !== null &&
    'hasData' in data &&
    'getData' in data
    ? (data as MimeSource)
    : null;
}
