import type { IRenderMime } from '@jupyterlab/rendermime';
import type { IDisposable } from '@lumino/disposable';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import { copyButton, insertButton } from './code-block';
import { markDollars } from './money-and-math';
import { UNSETTLED } from './safe-rendermime';

const MIME_TYPE = 'text/markdown';

/** One piece of Markdown, drawn by one renderer; drawn again only while the piece is open. */
export class MarkdownChunk implements IDisposable {
  readonly node = element('div', part('markdown'), { dir: 'auto' });
  private readonly renderer: IRenderMime.IRenderer;
  private source: string | null = null;
  /** False while formulas wait for the rest of the text. */
  private settled = true;
  private drawn: Promise<void> | null = null;

  constructor(private readonly drawing: Drawing) {
    this.renderer = drawing.rendermime.createRenderer(MIME_TYPE);
    drawing.host.place(this.renderer, this.node);
  }

  get isDisposed(): boolean {
    return this.renderer.isDisposed;
  }

  dispose(): void {
    this.renderer.dispose();
    this.node.remove();
  }

  /** Resolves when the latest source is drawn. */
  set(source: string, closed: boolean): Promise<void> {
    const settled = closed || !/[$\\]/.test(source);
    if (this.source !== source || this.settled !== settled) {
      this.source = source;
      this.settled = settled;
      this.drawn ??= this.draw().finally(() => {
        this.drawn = null;
      });
    }
    return this.drawn ?? Promise.resolve();
  }

  private async draw(): Promise<void> {
    let source: string | null = null;
    let settled = false;
    // Drawing is asynchronous: what arrived meanwhile is drawn next, never beside it.
    while (
      !this.isDisposed &&
      (source !== this.source || settled !== this.settled)
    ) {
      source = this.source;
      settled = this.settled;
      this.node.classList.toggle(UNSETTLED, !settled);
      await this.render(source ?? '');
    }
  }

  private async render(source: string): Promise<void> {
    const model = this.drawing.rendermime.createModel({
      data: { [MIME_TYPE]: markDollars(source) },
      trusted: false
    });
    try {
      await this.renderer.renderModel(model);
    } catch {
      // The text is worth more than its looks.
      this.renderer.node.textContent = source;
    }
    if (!this.isDisposed) {
      this.addCodeButtons();
      this.wrapTables();
    }
  }

  /** Code blocks inside lists and quotations; those at the margin are pieces of their own. */
  private addCodeButtons(): void {
    for (const pre of this.renderer.node.querySelectorAll('pre')) {
      const code = (): string => pre.textContent ?? '';
      const isPython = /\blanguage-(i?python|py)/.test(pre.innerHTML);
      const box = element('div', part('nestedCode'));
      pre.replaceWith(box);
      box.append(
        pre,
        element('div', part('nestedCodeButtons'), {}, [
          copyButton(this.drawing, code),
          isPython ? insertButton(this.drawing, code) : null
        ])
      );
    }
  }

  /** Wide tables scroll by themselves instead of widening the conversation. */
  private wrapTables(): void {
    for (const table of this.renderer.node.querySelectorAll('table')) {
      const box = element('div', part('tableBox'), { tabindex: '0' });
      table.replaceWith(box);
      box.append(table);
    }
  }
}
