import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { sidecarFolder } from '../jupyter/sidecar-path';
import { statusOf } from '../jupyter/text-file';
import { copyFolder, duplicateOf, folderExists } from './sidecar-copy';

/** Lets the sidecar follow its notebook when that is renamed, moved or duplicated in this JupyterLab, open or not. */
export class SidecarMover implements IDisposable {
  /** Settles when no sidecar is on the move; whoever writes to one waits for it. */
  settled: Promise<void> = Promise.resolve();
  isDisposed = false;

  /** @param onProblem is told in a sentence when a sidecar stayed behind */
  constructor(
    private readonly contents: Contents.IManager,
    private readonly onProblem: (text: string) => void
  ) {
    contents.fileChanged.connect(this.onFileChanged, this);
  }

  dispose(): void {
    this.isDisposed = true;
    this.contents.fileChanged.disconnect(this.onFileChanged, this);
  }

  private onFileChanged(_: unknown, change: Contents.IChangedArgs): void {
    const to = change.newValue?.path;
    const from =
      change.type === 'new' ? duplicateOf(to ?? '') : change.oldValue?.path;
    if (!from?.endsWith('.ipynb') || !to?.endsWith('.ipynb') || from === to) {
      return;
    }
    if (change.type === 'rename') {
      this.settled = this.settled.then(() => this.move(from, to));
    } else if (change.type === 'new') {
      this.settled = this.settled.then(() => this.copy(from, to));
    }
  }

  private async copy(from: string, to: string): Promise<void> {
    const source = sidecarFolder(from);
    const target = sidecarFolder(to);
    try {
      // One that is there already belongs to another notebook that once had this name.
      if (!(await folderExists(this.contents, target))) {
        await copyFolder(this.contents, source, target);
      }
    } catch (error) {
      if (statusOf(error) !== 404) {
        this.onProblem(
          `The conversation could not be copied with the notebook: ${source} is as it was, ${target} may be incomplete.`
        );
      }
    }
  }

  private async move(from: string, to: string): Promise<void> {
    const source = sidecarFolder(from);
    const target = sidecarFolder(to);
    try {
      await this.contents.rename(source, target);
    } catch (error) {
      // Most notebooks have no sidecar.
      if (statusOf(error) !== 404) {
        this.onProblem(
          `The conversation could not follow the notebook: ${source} could not be renamed to ${target}.`
        );
      }
    }
  }
}
