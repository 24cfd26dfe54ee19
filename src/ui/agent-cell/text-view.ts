import { element, part } from '../dom';
import { MarkdownView } from '../markdown/markdown-view';
import type { OutputPlace, OutputView } from './output-place';

/** Milliseconds without more text after which what there is counts as complete. */
const SETTLED_AFTER = 400;

/** What the agent says in a cell. It is sanitised however much the notebook is trusted. */
export class CellTextView implements OutputView<string> {
  readonly node = element('div', part('text', 'mod-inCell'));
  private readonly markdown: MarkdownView;
  private settling: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly place: OutputPlace) {
    this.markdown = new MarkdownView(place.drawing);
    this.node.append(this.markdown.node);
  }

  update(markdown: string): void {
    clearTimeout(this.settling);
    const mayGrow = this.place.isBusy();
    this.markdown.update(markdown, !mayGrow);
    if (mayGrow) {
      this.settling = setTimeout(
        () => this.markdown.update(markdown, true),
        SETTLED_AFTER
      );
    }
  }

  dispose(): void {
    clearTimeout(this.settling);
    this.markdown.dispose();
    this.node.remove();
  }
}
