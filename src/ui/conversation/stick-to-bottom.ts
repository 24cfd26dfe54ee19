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
  /** The last position that could be scrolled to. */
  private lastEnd = 0;
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
    this.observer = new ResizeObserver(() => this.resized());
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

  /** Goes to where something begins, and stays there unless that is the end. */
  show(node: HTMLElement): void {
    this.setStuck(false);
    node.scrollIntoView({ block: 'start' });
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

  private resized(): void {
    // What was below may be gone, or there is room for all of it.
    if (this.saved === null && this.scroller.clientHeight > 0 && this.isAtEnd) {
      this.setStuck(true);
    }
    this.follow();
  }

  private follow(): void {
    if (this.stuck && this.saved === null) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
      this.remember();
    }
  }

  private scrolled(): void {
    if (this.saved !== null) {
      return;
    }
    if (this.isAtEnd) {
      this.setStuck(true);
    } else if (
      this.scroller.scrollTop < this.lastTop &&
      this.end >= this.lastEnd
    ) {
      // Moving up is a reason to let go; content that grew faster than it was followed, or that shrank, is none.
      this.setStuck(false);
    }
    this.remember();
  }

  private get end(): number {
    return this.scroller.scrollHeight - this.scroller.clientHeight;
  }

  private get isAtEnd(): boolean {
    return this.end - this.scroller.scrollTop <= NEAR;
  }

  private remember(): void {
    this.lastTop = this.scroller.scrollTop;
    this.lastEnd = this.end;
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
