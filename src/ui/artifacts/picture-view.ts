import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { element, part } from '../dom';

/** A picture at large. */
export class PictureView extends Widget {
  private readonly url: string;

  constructor(name: string, picture: Blob, trans: TranslationBundle) {
    super();
    this.addClass(part('preview'));
    this.url = URL.createObjectURL(picture);
    const image = element('img', part('picture'), { alt: name });
    image.addEventListener('error', () =>
      this.node.replaceChildren(
        element('p', part('slidesReason'), {}, [
          trans.__('The file is no picture that the browser can show.')
        ])
      )
    );
    image.src = this.url;
    this.node.append(image);
  }

  override dispose(): void {
    URL.revokeObjectURL(this.url);
    super.dispose();
  }
}
