import type { IDisposable } from '@lumino/disposable';
import { element, iconElement, part } from '../dom';
import type { Drawing } from '../drawing';
import { extensionIcon, previewKind } from './artifact-words';

/**
 * A picture in small, read when it comes into view once it was started; the icon of its type before, for other files, and
 * for what cannot be read. The name beside it has the words.
 */
export class Thumbnail implements IDisposable {
  readonly node: HTMLElement;
  private visibility: IntersectionObserver | null = null;
  private url = '';
  private disposed = false;

  constructor(
    private readonly path: string,
    private readonly drawing: Drawing
  ) {
    this.node = element('span', part('thumbnail'), { 'aria-hidden': 'true' }, [
      iconElement(extensionIcon(path))
    ]);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** To be called when the file is known to be there. */
  start(): void {
    if (this.visibility !== null || previewKind(this.path) !== 'picture') {
      return;
    }
    this.visibility = new IntersectionObserver(entries => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        this.visibility?.disconnect();
        void this.load();
      }
    });
    this.visibility.observe(this.node);
  }

  dispose(): void {
    this.disposed = true;
    this.visibility?.disconnect();
    URL.revokeObjectURL(this.url);
    this.node.remove();
  }

  private async load(): Promise<void> {
    const { actions, session } = this.drawing;
    try {
      const picture = await actions.artifacts.readPicture(session, this.path);
      if (!this.disposed) {
        this.show(picture);
      }
    } catch {
      // Why it cannot be read is said when it is opened.
    }
  }

  private show(picture: Blob): void {
    this.url = URL.createObjectURL(picture);
    const image = element('img', part('thumbnailImage'), { alt: '' });
    image.addEventListener('load', () => this.node.replaceChildren(image));
    image.src = this.url;
  }
}
