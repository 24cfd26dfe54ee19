import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { element, part } from '../dom';

/** Slides within this distance of what is visible are loaded. */
const MARGIN = '800px 0px';

/** One slide with its number; its picture is loaded when it comes into view. */
export class SlideImage implements IDisposable {
  readonly node: HTMLElement;
  private readonly box = element('div', part('slideBox'));
  private readonly visibility: IntersectionObserver;
  private url = '';
  private disposed = false;

  /** @param scroller what the slides are scrolled in */
  constructor(
    private readonly number: number,
    private readonly count: number,
    scroller: HTMLElement,
    private readonly trans: TranslationBundle,
    private readonly load: () => Promise<Blob>
  ) {
    this.node = element('li', part('slide'), {}, [
      element('span', part('slideNumber'), { 'aria-hidden': 'true' }, [
        String(number)
      ]),
      this.box
    ]);
    this.visibility = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          this.visibility.disconnect();
          void this.draw();
        }
      },
      { root: scroller, rootMargin: MARGIN }
    );
    this.visibility.observe(this.node);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    this.disposed = true;
    this.visibility.disconnect();
    URL.revokeObjectURL(this.url);
    this.node.remove();
  }

  private async draw(): Promise<void> {
    const { trans } = this;
    try {
      const picture = await this.load();
      if (this.disposed) {
        return;
      }
      this.url = URL.createObjectURL(picture);
      const image = element('img', part('slideImage'), {
        alt: trans.__('Slide %1 of %2', String(this.number), String(this.count))
      });
      // Until then the box keeps the place that most slides take.
      image.addEventListener('load', () =>
        this.box.classList.add('jp-mod-loaded')
      );
      image.src = this.url;
      this.box.replaceChildren(image);
    } catch {
      if (!this.disposed) {
        this.box.replaceChildren(
          element('span', part('slidesReason'), {}, [
            trans.__('This slide could not be loaded. Open the preview again.')
          ])
        );
      }
    }
  }
}
