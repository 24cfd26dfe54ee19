import { addBelowIcon, checkIcon, copyIcon } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import { button, element, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { highlight } from './highlight';

export interface CodeBlockOptions {
  /** Lines shown at first; all of them when absent. */
  readonly foldAfter?: number;
  /** Shows the language and buttons above the code. */
  readonly withHeader: boolean;
}

/** Lines that may be shown beyond `foldAfter` rather than hiding so few. */
const FOLD_SLACK = 3;
const COPIED_FOR_MS = 1500;

/** Code that may still be growing: it is appended as plain text, and coloured when it is complete. */
export class CodeBlock implements IDisposable {
  readonly node = element('div', part('code'));
  private readonly text = element('code', '');
  private readonly pre = element('pre', part('codeText'), { tabindex: '0' }, [
    this.text
  ]);
  private readonly language = element('span', part('codeLanguage'));
  private readonly more: HTMLButtonElement;
  private insertButton: HTMLButtonElement | null = null;
  private source = '';
  private languageName = '';
  private closed = false;
  private folded = true;
  private disposed = false;

  constructor(
    private readonly drawing: Drawing,
    private readonly options: CodeBlockOptions
  ) {
    this.pre.setAttribute('aria-label', drawing.trans.__('Code'));
    this.more = button({
      label: '',
      className: part('codeMore'),
      onClick: () => {
        this.folded = !this.folded;
        this.fold();
      }
    });
    this.more.hidden = true;
    if (options.withHeader) {
      this.node.append(this.header());
    }
    this.node.append(this.pre, this.more);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  get code(): string {
    return this.source;
  }

  dispose(): void {
    this.disposed = true;
    this.node.remove();
  }

  /** Shows everything, whatever `foldAfter` says: code to be approved must be seen. */
  unfold(): void {
    this.folded = false;
    this.fold();
  }

  /** Hides what is beyond `foldAfter` again. */
  refold(): void {
    this.folded = true;
    this.fold();
  }

  /** Resolves when the code is coloured, which happens once `closed`. */
  async set(source: string, language: string, closed: boolean): Promise<void> {
    if (
      this.source === source &&
      this.closed === closed &&
      this.languageName === language
    ) {
      return;
    }
    this.languageName = language;
    this.closed = closed;
    setText(this.language, language);
    if (this.insertButton !== null) {
      this.insertButton.hidden = !this.fitsKernel(language);
    }
    this.write(source);
    this.fold();
    if (closed) {
      await this.colour(source, language);
    }
  }

  private write(source: string): void {
    const last = this.text.lastChild;
    if (
      last instanceof Text &&
      this.text.childNodes.length === 1 &&
      source.startsWith(this.source)
    ) {
      last.appendData(source.slice(this.source.length));
    } else {
      this.text.textContent = source;
    }
    this.source = source;
  }

  private async colour(source: string, language: string): Promise<void> {
    // The line feed at the end would be shown as an empty line.
    const shown = source.replace(/\n+$/, '');
    const nodes = await highlight(shown, language, this.drawing.languages);
    if (!this.disposed && this.source === source && this.closed) {
      this.text.replaceChildren(...nodes);
    }
  }

  private fold(): void {
    const { trans } = this.drawing;
    const lines = this.source.trimEnd().split('\n').length;
    const limit = this.options.foldAfter ?? Infinity;
    const foldable = lines > limit + FOLD_SLACK;
    this.more.hidden = !foldable;
    this.pre.classList.toggle('jp-mod-folded', foldable && this.folded);
    this.more.setAttribute('aria-expanded', String(!this.folded));
    setText(
      this.more,
      this.folded
        ? trans._n('Show all %1 line', 'Show all %1 lines', lines)
        : trans.__('Show less')
    );
  }

  private header(): HTMLElement {
    const { trans } = this.drawing;
    this.insertButton = insertButton(this.drawing, () => this.source);
    return element(
      'div',
      part('codeHeader'),
      { role: 'group', 'aria-label': trans.__('Code') },
      [
        this.language,
        copyButton(this.drawing, () => this.source),
        this.insertButton
      ]
    );
  }

  /** Only code in the kernel's language makes sense as a cell. */
  private fitsKernel(language: string): boolean {
    const name = language
      .toLowerCase()
      .replace(/^ipython\d?$|^py(thon)?3?$/, 'python');
    const kernel = this.drawing.session.status.kernel.kernel?.language;
    return name !== '' && name === (kernel || 'python');
  }
}

export function copyButton(
  drawing: Drawing,
  text: () => string
): HTMLButtonElement {
  const { trans } = drawing;
  const node = button({
    label: trans.__('Copy'),
    icon: copyIcon,
    iconOnly: true,
    onClick: () =>
      drawing.attempt(trans.__('Copying'), async () => {
        await navigator.clipboard.writeText(text());
        drawing.announce(trans.__('Copied'));
        const copied = checkIcon.element({
          tag: 'span',
          className: part('icon')
        });
        const before = [...node.childNodes];
        node.replaceChildren(copied);
        setTimeout(() => node.replaceChildren(...before), COPIED_FOR_MS);
      })
  });
  return node;
}

export function insertButton(
  drawing: Drawing,
  code: () => string
): HTMLButtonElement {
  const { actions, session, trans } = drawing;
  return button({
    label: trans.__('Insert as cell'),
    icon: addBelowIcon,
    iconOnly: true,
    onClick: () =>
      drawing.attempt(trans.__('Inserting the cell'), () =>
        actions.insertCodeBelow(session, code().trimEnd())
      )
  });
}
