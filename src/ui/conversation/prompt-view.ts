import type { TranslationBundle } from '@jupyterlab/translation';
import type { Turn } from '../../core/transcript/conversation-types';
import { fileChips } from '../chips';
import { button, element, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { phaseWords } from '../phase-words';
import type { View } from './view';

const FOLD_AFTER_LINES = 14;
const FOLD_AFTER_CHARACTERS = 1200;

/** What the user asked, as they typed it. */
export class PromptView implements View {
  readonly node: HTMLElement;
  private readonly origin = element('div', part('promptOrigin'));
  private readonly text = element('div', part('promptText'), { dir: 'auto' });
  private readonly more: HTMLButtonElement;
  private chips: HTMLElement | null = null;
  private files = '';
  private folded = true;
  private disposed = false;

  constructor(
    private readonly turn: Turn,
    private readonly drawing: Drawing
  ) {
    this.more = button({
      label: '',
      className: part('promptMore'),
      onClick: () => {
        this.folded = !this.folded;
        this.update();
      }
    });
    this.node = element(
      'div',
      part('prompt'),
      { role: 'group', 'aria-label': drawing.trans.__('You asked') },
      [this.origin, this.text, this.more]
    );
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  update(): void {
    const { drawing, turn } = this;
    const long =
      turn.prompt.length > FOLD_AFTER_CHARACTERS ||
      turn.prompt.split('\n').length > FOLD_AFTER_LINES;
    this.node.hidden = turn.prompt === '' && turn.files.length === 0;
    const origin = originOf(turn, drawing.trans);
    this.origin.hidden = origin === '';
    setText(this.origin, origin);
    setText(this.text, turn.prompt);
    this.text.classList.toggle('jp-mod-folded', long && this.folded);
    this.more.hidden = !long;
    setText(
      this.more,
      this.folded ? drawing.trans.__('Show all') : drawing.trans.__('Show less')
    );
    if (this.files !== turn.files.join('\n')) {
      this.files = turn.files.join('\n');
      this.chips?.remove();
      this.chips = fileChips(turn.files, drawing.trans);
      this.node.append(this.chips);
    }
  }

  dispose(): void {
    this.disposed = true;
    this.node.remove();
  }
}

/** Which phase it is and that a cell asked; empty for a plain prompt. */
function originOf({ phase, cell }: Turn, trans: TranslationBundle): string {
  const parts = [
    phase === null ? '' : phaseWords(phase, trans),
    cell === null ? '' : trans.__('asked by a cell')
  ];
  return parts.filter(each => each !== '').join(' · ');
}
