import type { IDisposable } from '@lumino/disposable';
import type { TextSegment } from '../../core/transcript/conversation-types';
import { element, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { MarkdownView } from '../markdown/markdown-view';

type Kind = TextSegment['kind'];

/** A piece of an assistant message. The segment may be another object at each update, of the same kind. */
export interface SegmentView extends IDisposable {
  readonly node: HTMLElement;
  /** `closed` says that no more of it will come. */
  update(text: string, closed: boolean): void;
}

/** Plain text, a boxed plan or solution, or thoughts that fold away. */
export function segmentView(kind: Kind, drawing: Drawing): SegmentView {
  switch (kind) {
    case 'text':
      return new PlainSegment(drawing);
    case 'plan':
      return new BoxedSegment(kind, drawing, drawing.trans.__('Plan'));
    case 'solution':
      return new BoxedSegment(kind, drawing, drawing.trans.__('Answer'));
    case 'think':
    case 'reasoning':
      return new ThoughtSegment(drawing);
  }
}

class PlainSegment implements SegmentView {
  readonly node = element('div', part('text'));
  private readonly markdown: MarkdownView;

  constructor(drawing: Drawing) {
    this.markdown = new MarkdownView(drawing);
    this.node.append(this.markdown.node);
  }

  get isDisposed(): boolean {
    return this.markdown.isDisposed;
  }

  update(text: string, closed: boolean): void {
    this.node.hidden = text.trim() === '';
    this.markdown.update(text, closed);
  }

  dispose(): void {
    this.markdown.dispose();
    this.node.remove();
  }
}

class BoxedSegment implements SegmentView {
  readonly node: HTMLElement;
  private readonly text: PlainSegment;

  constructor(kind: Kind, drawing: Drawing, title: string) {
    this.text = new PlainSegment(drawing);
    this.node = element('section', part(kind), { 'aria-label': title }, [
      element('div', part('boxTitle'), {}, [title]),
      this.text.node
    ]);
  }

  get isDisposed(): boolean {
    return this.text.isDisposed;
  }

  update(text: string, closed: boolean): void {
    this.node.hidden = text.trim() === '';
    this.text.update(text, closed);
  }

  dispose(): void {
    this.text.dispose();
    this.node.remove();
  }
}

/** Open while the model thinks, folded afterwards; drawn only while open. */
class ThoughtSegment implements SegmentView {
  readonly node = element('details', part('thought'));
  private readonly title = element('summary', part('thoughtTitle'));
  private readonly body = element('div', part('thoughtBody'));
  private inner: PlainSegment | null = null;
  private text = '';
  private closed = false;
  private chosenByUser = false;
  private disposed = false;

  constructor(private readonly drawing: Drawing) {
    this.node.append(this.title, this.body);
    this.title.addEventListener('click', () => {
      this.chosenByUser = true;
    });
    this.node.addEventListener('toggle', () => this.drawText());
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  update(text: string, closed: boolean): void {
    const { trans } = this.drawing;
    this.text = text;
    this.closed = closed;
    this.node.hidden = text.trim() === '';
    setText(this.title, closed ? trans.__('Thoughts') : trans.__('Thinking…'));
    this.node.classList.toggle('jp-mod-active', !closed);
    if (!this.chosenByUser && this.node.open === closed) {
      this.node.open = !closed;
    }
    this.drawText();
  }

  dispose(): void {
    this.disposed = true;
    this.inner?.dispose();
    this.node.remove();
  }

  private drawText(): void {
    if (!this.node.open || this.disposed) {
      return;
    }
    if (this.inner === null) {
      this.inner = new PlainSegment(this.drawing);
      this.body.append(this.inner.node);
    }
    this.inner.update(this.text, this.closed);
    if (!this.closed) {
      this.body.scrollTop = this.body.scrollHeight;
    }
  }
}
