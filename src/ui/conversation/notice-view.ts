import { infoIcon } from '@jupyterlab/ui-components';
import type { NoticeBlock } from '../../core/transcript/conversation-types';
import { element, iconElement, part } from '../dom';
import { warningIcon } from '../icons';
import type { View } from './view';

/** A slim line about something that is not part of the chat. */
export class NoticeView implements View {
  readonly node: HTMLElement;
  private disposed = false;

  constructor(block: NoticeBlock) {
    const warning = block.level === 'warning';
    this.node = element(
      'div',
      part('notice', ...(warning ? ['mod-warning'] : [])),
      { dir: 'auto' },
      [
        iconElement(warning ? warningIcon : infoIcon),
        element('span', '', {}, [block.text])
      ]
    );
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  update(): void {
    // Notices never change.
  }

  dispose(): void {
    this.disposed = true;
    this.node.remove();
  }
}
