import type { IDisposable } from '@lumino/disposable';
import { element, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { statusWords } from './status-words';

/** One line above the composer that says what happens now. */
export class StatusLine implements IDisposable {
  readonly node: HTMLElement;
  private readonly text = element('span', part('statusText'));
  private readonly stopListening: (() => void)[];
  private stopTicking: (() => void) | null = null;
  private disposed = false;

  constructor(private readonly drawing: Drawing) {
    this.node = element('div', part('status'), {}, [
      element('span', part('spinner'), { 'aria-hidden': 'true' }),
      this.text
    ]);
    const { session } = drawing;
    this.stopListening = [
      session.statusChanged.subscribe(() => this.update()),
      session.fileContext.changed.subscribe(() => this.update())
    ];
    this.update();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    this.disposed = true;
    this.stopListening.forEach(stop => stop());
    this.stopTicking?.();
    this.node.remove();
  }

  private update(): void {
    const { session, ticker, trans } = this.drawing;
    const words = statusWords(
      session.status,
      Date.now(),
      trans,
      session.fileContext.files
    );
    setText(this.text, words);
    this.node.hidden = words === '';
    this.node.classList.toggle(
      'jp-mod-attention',
      session.status.phase === 'awaiting-approval'
    );
    if (words === '') {
      this.stopTicking?.();
      this.stopTicking = null;
    } else {
      this.stopTicking ??= ticker.subscribe(() => this.update());
    }
  }
}
