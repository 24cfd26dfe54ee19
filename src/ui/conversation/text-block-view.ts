import type {
  TextBlock,
  TextSegment
} from '../../core/transcript/conversation-types';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import { segmentView, type SegmentView } from './segment-view';
import type { View } from './view';

/** A message of the assistant. */
export class TextBlockView implements View {
  readonly node = element('div', part('textBlock'));
  private readonly incomplete: HTMLElement;
  private segments: { kind: TextSegment['kind']; view: SegmentView }[] = [];
  private disposed = false;

  constructor(
    private readonly block: TextBlock,
    private readonly drawing: Drawing
  ) {
    this.incomplete = element('div', part('incomplete'), {}, [
      drawing.trans.__('The answer breaks off here.')
    ]);
    this.node.append(this.incomplete);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  update(): void {
    const { incomplete, segments, streaming } = this.block;
    this.incomplete.hidden = !incomplete;
    segments.forEach(({ kind, text, closed }, index) => {
      if (this.segments[index]?.kind !== kind) {
        this.dropFrom(index);
        const view = segmentView(kind, this.drawing);
        this.segments.push({ kind, view });
        this.incomplete.before(view.node);
      }
      this.segments[index]?.view.update(text, closed || !streaming);
    });
    this.dropFrom(segments.length);
  }

  dispose(): void {
    this.disposed = true;
    this.dropFrom(0);
    this.node.remove();
  }

  private dropFrom(index: number): void {
    for (const { view } of this.segments.splice(index)) {
      view.dispose();
    }
  }
}
