import { checkIcon, closeIcon, type LabIcon } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ToolState } from '../../core/transcript/conversation-types';
import { element, iconElement, part } from '../dom';
import { stopTurnIcon, warningIcon } from '../icons';
import { stateWords } from './tool-words';

const ICONS: Partial<Record<ToolState, LabIcon>> = {
  'awaiting-approval': warningIcon,
  ok: checkIcon,
  error: closeIcon,
  refused: closeIcon,
  interrupted: stopTurnIcon
};

/** A spinner while something happens, an icon afterwards; screen readers get the words. */
export class ToolStateIcon {
  readonly node = element('span', part('toolState'), { role: 'img' });
  private state: ToolState | null = null;

  constructor(private readonly trans: TranslationBundle) {}

  update(state: ToolState): void {
    if (this.state === state) {
      return;
    }
    this.state = state;
    const words = stateWords(state, this.trans);
    const icon = ICONS[state];
    this.node.className = part('toolState', `mod-${state}`);
    this.node.setAttribute('aria-label', words);
    this.node.title = words;
    this.node.replaceChildren(
      icon ? iconElement(icon) : element('span', part('spinner'))
    );
  }
}
