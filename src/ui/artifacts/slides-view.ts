import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { button, element, part, setText } from '../dom';
import { failureWords } from '../failure-words';
import { formatElapsed } from '../format';
import { Ticker } from '../ticker';
import type { Deck, DeckPreview } from './artifact-actions';
import { SlideImage } from './slide-image';

/** The slides of a deck as pictures below one another; until they are there, how long it takes, or why there are none. */
export class SlidesView extends Widget {
  private readonly status = element('div', part('slidesStatus'), {
    role: 'status'
  });
  private readonly list: HTMLElement;
  private readonly ticker = new Ticker();
  private readonly ended = new AbortController();
  private slides: SlideImage[] = [];
  private stopTicking: (() => void) | null = null;

  constructor(
    private readonly deck: Deck,
    private readonly trans: TranslationBundle
  ) {
    super();
    this.addClass(part('preview'));
    this.list = element('ol', part('slides'), {
      tabindex: '0',
      'aria-label': trans.__('Slides of %1', deck.name)
    });
    this.node.append(this.status, this.list);
    void this.load();
  }

  override dispose(): void {
    this.ended.abort();
    this.stopWaiting();
    this.slides.forEach(slide => slide.dispose());
    super.dispose();
  }

  private async load(): Promise<void> {
    const { signal } = this.ended;
    this.showWaiting();
    try {
      let known = await this.deck.look(signal);
      while (known.state === 'converting' && !signal.aborted) {
        known = await this.deck.look(signal);
      }
      if (!signal.aborted) {
        this.stopWaiting();
        this.showKnown(known);
      }
    } catch (error) {
      if (!signal.aborted) {
        this.stopWaiting();
        this.showFailure(failureWords(error), true);
      }
    }
  }

  private showKnown(known: DeckPreview): void {
    if (known.state !== 'ready') {
      this.showFailure(known.reason, known.state === 'failed');
      return;
    }
    this.status.hidden = !known.more;
    this.status.replaceChildren(
      known.more
        ? this.trans.__(
            'Only the first %1 slides are shown.',
            known.slides.toLocaleString()
          )
        : ''
    );
    this.list.hidden = false;
    this.slides = Array.from(
      { length: known.slides },
      (_, index) =>
        new SlideImage(index + 1, known.slides, this.list, this.trans, () =>
          this.deck.slide(known.version, index + 1, this.ended.signal)
        )
    );
    this.list.replaceChildren(...this.slides.map(({ node }) => node));
    this.list.focus();
  }

  private showFailure(reason: string, again: boolean): void {
    const { trans } = this;
    this.list.hidden = true;
    this.status.hidden = false;
    this.status.replaceChildren(
      element('p', part('slidesReason'), {}, [
        trans.__('There are no pictures of the slides. %1', reason)
      ]),
      element('p', part('slidesReason'), {}, [
        trans.__('The deck itself can be downloaded.')
      ])
    );
    if (again) {
      this.status.append(
        button({
          label: trans.__('Try again'),
          onClick: () => void this.load()
        })
      );
    }
  }

  private showWaiting(): void {
    const { trans } = this;
    const since = Date.now();
    const elapsed = element('span', part('progressWords'), {
      'aria-hidden': 'true'
    });
    this.list.hidden = true;
    this.status.hidden = false;
    this.status.replaceChildren(
      element('p', part('slidesReason'), {}, [
        trans.__('Drawing the slides…'),
        ' ',
        elapsed
      ]),
      element('progress', part('progressBar'), {
        'aria-label': trans.__('Drawing the slides')
      })
    );
    this.stopWaiting();
    this.stopTicking = this.ticker.subscribe(() =>
      setText(elapsed, formatElapsed(Date.now() - since, trans))
    );
  }

  private stopWaiting(): void {
    this.stopTicking?.();
    this.stopTicking = null;
  }
}
