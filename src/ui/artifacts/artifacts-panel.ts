import { caretLeftIcon } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import { button, element, part } from '../dom';
import type { Drawing } from '../drawing';
import { ArtifactList } from './artifact-list';

/** In place of the conversation: the files that the session's turns wrote. */
export class ArtifactsPanel implements IDisposable {
  readonly node: HTMLElement;
  private readonly list: ArtifactList;
  private readonly stopListening: () => void;
  private disposed = false;

  /**
   * @param tabs stand in its head
   * @param close shows the conversation again
   */
  constructor(
    private readonly drawing: Drawing,
    tabs: HTMLElement,
    close: () => void
  ) {
    const { session, trans } = drawing;
    this.list = new ArtifactList(drawing);
    this.node = element(
      'section',
      part('artifacts'),
      { 'aria-label': trans.__('Artifacts') },
      [
        element('div', part('filesHeader'), {}, [
          button({
            label: trans.__('Back to the conversation'),
            icon: caretLeftIcon,
            iconOnly: true,
            onClick: close
          }),
          tabs
        ]),
        element('div', part('filesBody'), {}, [this.list.node])
      ]
    );
    this.node.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.isComposing) {
        event.stopPropagation();
        close();
      }
    });
    this.stopListening = session.artifactsChanged.subscribe(() => {
      this.list.update();
      if (!this.node.hidden) {
        this.refresh();
      }
    });
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** Looks whether the files are still there; to be called whenever the panel becomes visible. */
  refresh(): void {
    const { trans, attempt } = this.drawing;
    attempt(trans.__('Looking for the files'), () => this.list.lookForGone());
  }

  focus(): void {
    this.list.focus();
  }

  dispose(): void {
    this.disposed = true;
    this.stopListening();
    this.list.dispose();
    this.node.remove();
  }
}
