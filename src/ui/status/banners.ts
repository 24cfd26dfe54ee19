import { closeIcon } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import { button, element, iconElement, part } from '../dom';
import type { Drawing } from '../drawing';
import { warningIcon } from '../icons';
import { bannerWords } from './status-words';

/** Warnings above the composer: about the kernel and storage, and about an action that failed. */
export class Banners implements IDisposable {
  readonly node = element('div', part('banners'));
  private readonly lasting = element('div', '');
  private readonly passing = element('div', '', { role: 'alert' });
  private readonly stopListening: () => void;
  private shown = '';
  private disposed = false;

  constructor(private readonly drawing: Drawing) {
    this.node.append(this.lasting, this.passing);
    this.stopListening = drawing.session.statusChanged.subscribe(() =>
      this.update()
    );
    this.update();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** Shows that something failed, until it is closed or something else is shown. */
  showFailure(words: string): void {
    this.passing.replaceChildren(
      banner(words, [
        button({
          label: this.drawing.trans.__('Close'),
          icon: closeIcon,
          iconOnly: true,
          onClick: () => this.clearFailure()
        })
      ])
    );
  }

  clearFailure(): void {
    this.passing.replaceChildren();
  }

  dispose(): void {
    this.disposed = true;
    this.stopListening();
    this.node.remove();
  }

  private update(): void {
    const words = bannerWords(this.drawing.session.status, this.drawing.trans);
    if (words.join('\n') !== this.shown) {
      this.shown = words.join('\n');
      this.lasting.replaceChildren(...words.map(text => banner(text)));
      words.forEach(text => this.drawing.announce(text));
    }
  }
}

function banner(words: string, buttons: HTMLElement[] = []): HTMLElement {
  return element('div', part('banner'), { dir: 'auto' }, [
    iconElement(warningIcon),
    element('span', part('bannerText'), {}, [words]),
    ...buttons
  ]);
}
