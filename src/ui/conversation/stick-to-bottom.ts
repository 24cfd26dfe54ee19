import type { IDisposable } from '@lumino/disposable';

/** Pixels from the end that still count as being there. */
const NEAR = 32;

/**
 * Keeps a scrolling element at its end while the user is there, and what they read in its
 * place otherwise. Where the browser does the latter by itself (scroll anchoring), it is left to it.
 */
export class StickToBottom implements IDisposable {
  private stuck = true;
  private lastTop = 0;
  private saved: number | null = null;
  private disposed = false;
  private readonly observer: ResizeObserver;
  private readonly onScroll = (): void => this.scrolled();

  /**
   * @param scroller the element that scrolls
   * @param content its only child
   * @param changed called when `isStuck` changes
   */
  constructor(
    private readonly scroller: HTMLElement,
    content: HTMLElement,
    private readonly changed: () => void
  ) {
    this.observer = new ResizeObserver(() => this.follow());
    this.observer.observe(scroller);
    this.observer.observe(content);
    scroller.addEventListener('scroll', this.onScroll, { passive: true });
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  get isStuck(): boolean {
    return this.stuck;
  }

  /** Goes to the end and stays there. */
  stick(): void {
    this.setStuck(true);
    this.follow();
  }

  /** To be called before the element is hidden or moved: browsers forget the position. */
  save(): void {
    this.saved = this.scroller.scrollTop;
  }

  /** To be called when it is shown again. */
  restore(): void {
    const { saved } = this;
    this.saved = null;
    if (this.stuck) {
      this.follow();
    } else if (saved !== null) {
      this.scroller.scrollTop = saved;
    }
  }

  /** Makes up for `pixels` that were added above what the user sees. */
  shift(pixels: number): void {
    if (!this.stuck && !anchorsByItself()) {
      this.scroller.scrollTop += pixels;
    }
  }

  dispose(): void {
    this.disposed = true;
    this.observer.disconnect();
    this.scroller.removeEventListener('scroll', this.onScroll);
  }

  private follow(): void {
    if (this.stuck && this.saved === null) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
      this.lastTop = this.scroller.scrollTop;
    }
  }

  private scrolled(): void {
    if (this.saved !== null) {
      return;
    }
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (scrollHeight - scrollTop - clientHeight <= NEAR) {
      this.setStuck(true);
    } else if (scrollTop < this.lastTop) {
      // Content that grew faster than it was followed is no reason to let go; moving up is.
      this.setStuck(false);
    }
    this.lastTop = scrollTop;
  }

  private setStuck(stuck: boolean): void {
    if (this.stuck !== stuck) {
      this.stuck = stuck;
      this.changed();
    }
  }
}

function anchorsByItself(): boolean {
  return (
    typeof CSS !== 'undefined' && CSS.supports?.('overflow-anchor', 'auto')
  );
}
