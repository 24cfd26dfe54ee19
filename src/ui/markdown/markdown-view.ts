import type { IDisposable } from '@lumino/disposable';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import { Throttle } from '../throttle';
import { CodeBlock } from './code-block';
import { MarkdownChunk } from './markdown-chunk';
import {
  joinMarkdown,
  MarkdownSplitter,
  type MarkdownPiece
} from './markdown-splitter';

type PieceView = CodeBlock | MarkdownChunk;

/** Languages that Markdown renderers draw as something other than code. */
const DRAWN_LANGUAGES = new Set(['mermaid']);
/** Characters compared to notice that a text did not merely grow. */
const COMPARED = 64;

/**
 * Markdown that grows. Finished pieces are drawn once; what is still open is drawn again,
 * in animation frames and not too often. The work is linear in the length of the text.
 */
export class MarkdownView implements IDisposable {
  readonly node = element('div', part('markdownPieces'));
  private readonly throttle = new Throttle(() => this.draw());
  private splitter = new MarkdownSplitter();
  private finished: PieceView[] = [];
  private open: PieceView[] = [];
  private text = '';
  private taken = 0;
  private tail = '';
  private closed = false;
  private ended = false;
  private pending: Promise<void> = Promise.resolve();

  constructor(private readonly drawing: Drawing) {}

  get isDisposed(): boolean {
    return this.throttle.isDisposed;
  }

  /** Resolves when everything given so far is drawn. */
  get drawn(): Promise<void> {
    return this.pending;
  }

  dispose(): void {
    this.throttle.dispose();
    this.clear();
    this.node.remove();
  }

  /** `text` is the whole so far; `closed` says that no more will come. */
  update(text: string, closed: boolean): void {
    if (this.text === text && this.closed === closed) {
      return;
    }
    const first = this.text === '';
    this.text = text;
    this.closed = closed;
    if (closed || first) {
      // What a reload or the end of a stream brings is drawn at once.
      void this.draw();
    } else {
      this.throttle.request();
    }
  }

  private draw(): Promise<void> {
    if (this.isDisposed) {
      return Promise.resolve();
    }
    this.takeText();
    const finished = this.takeFinished();
    const wanted = this.ended
      ? finished
      : [...finished, ...this.splitter.open()];
    const drawing = wanted.map((piece, index) =>
      this.place(piece, index, index < finished.length)
    );
    for (const view of this.open.splice(wanted.length)) {
      view.dispose();
    }
    this.finished.push(...this.open.splice(0, finished.length));
    this.pending = Promise.all(drawing).then(() => undefined);
    return this.pending;
  }

  private takeText(): void {
    const grew =
      !this.ended &&
      this.text.length >= this.taken &&
      this.text.slice(Math.max(0, this.taken - COMPARED), this.taken) ===
        this.tail;
    if (!grew) {
      this.clear();
    }
    this.splitter.push(this.text.slice(this.taken));
    this.taken = this.text.length;
    this.tail = this.text.slice(Math.max(0, this.taken - COMPARED));
    if (this.closed) {
      this.splitter.end();
      this.ended = true;
    }
  }

  private takeFinished(): MarkdownPiece[] {
    const finished = joinMarkdown(this.splitter.takeFinished());
    if (!this.ended || !this.splitter.hasDefinitions) {
      return finished;
    }
    // Definitions of links concern every piece, so that the complete text is drawn once more.
    this.removeViews();
    return [{ kind: 'markdown', source: this.text }];
  }

  private place(
    piece: MarkdownPiece,
    index: number,
    closed: boolean
  ): Promise<void> {
    const current = this.open[index];
    const drawn = asDrawn(piece, closed);
    if (current === undefined || !fits(current, drawn)) {
      current?.dispose();
      const view = this.viewFor(drawn, this.open[index + 1]?.node ?? null);
      this.open[index] = view;
      return set(view, drawn, closed);
    }
    return set(current, drawn, closed);
  }

  private viewFor(
    piece: MarkdownPiece,
    before: HTMLElement | null = null
  ): PieceView {
    const view =
      piece.kind === 'code'
        ? new CodeBlock(this.drawing, { withHeader: true })
        : new MarkdownChunk(this.drawing);
    this.node.insertBefore(view.node, before);
    return view;
  }

  private clear(): void {
    this.removeViews();
    this.splitter = new MarkdownSplitter();
    this.taken = 0;
    this.tail = '';
    this.ended = false;
  }

  private removeViews(): void {
    for (const view of [...this.finished, ...this.open]) {
      view.dispose();
    }
    this.finished = [];
    this.open = [];
  }
}

/** Diagrams are code until their fence is closed. */
function asDrawn(piece: MarkdownPiece, closed: boolean): MarkdownPiece {
  if (
    piece.kind === 'code' &&
    closed &&
    DRAWN_LANGUAGES.has(piece.language.toLowerCase())
  ) {
    return {
      kind: 'markdown',
      source: `~~~~~~${piece.language}\n${piece.source}\n~~~~~~`
    };
  }
  return piece;
}

function fits(view: PieceView, piece: MarkdownPiece): boolean {
  return view instanceof CodeBlock === (piece.kind === 'code');
}

function set(
  view: PieceView,
  piece: MarkdownPiece,
  closed: boolean
): Promise<void> {
  if (view instanceof CodeBlock) {
    return view.set(
      piece.source,
      piece.kind === 'code' ? piece.language : '',
      closed
    );
  }
  return view.set(piece.source, closed);
}
