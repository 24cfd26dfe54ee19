import type { IDisposable } from '@lumino/disposable';
import type { KnownFile } from '../../core/file-context/known-file';
import { button, element, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { stopTurnIcon } from '../icons';
import { progressWords } from './file-words';

/** While a file is read: how far it is, and a way to stop with what is known so far. Hidden otherwise. */
export class ReadingProgress implements IDisposable {
  readonly node: HTMLElement;
  private readonly bar: HTMLProgressElement;
  private readonly words = element('span', part('progressWords'));
  private stopTicking: (() => void) | null = null;
  private disposed = false;

  constructor(
    private file: KnownFile,
    private readonly drawing: Drawing
  ) {
    const { session, trans } = drawing;
    this.bar = element('progress', part('progressBar'), {
      max: '1',
      'aria-label': trans.__('Reading %1', file.name)
    });
    const stop = button({
      label: trans.__('Stop'),
      icon: stopTurnIcon,
      className: part('stop'),
      onClick: () =>
        drawing.attempt(trans.__('Stopping'), () =>
          session.fileContext.stop(file.path)
        )
    });
    stop.setAttribute('aria-label', trans.__('Stop reading %1', file.name));
    this.node = element('div', part('progress'), {}, [
      this.bar,
      element('div', part('progressLine'), {}, [this.words, stop])
    ]);
    this.update(file);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  update(file: KnownFile): void {
    this.file = file;
    const reading = file.state === 'profiling';
    this.node.hidden = !reading;
    if (reading) {
      this.stopTicking ??= this.drawing.ticker.subscribe(() => this.draw());
      this.draw();
    } else {
      this.stopTicking?.();
      this.stopTicking = null;
    }
  }

  dispose(): void {
    this.disposed = true;
    this.stopTicking?.();
    this.node.remove();
  }

  private draw(): void {
    const { trans } = this.drawing;
    const fraction = this.file.progress?.fraction ?? null;
    if (fraction === null) {
      this.bar.removeAttribute('value');
    } else {
      this.bar.value = fraction;
    }
    setText(
      this.words,
      progressWords(this.file, Date.now(), trans) || trans.__('Reading…')
    );
  }
}
