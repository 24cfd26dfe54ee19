import { STEP_MIME_TYPE, TURN_MIME_TYPE } from '../../core/agent-cell/cell';
import type { OutputPlace } from './output-place';
import { readStep, readTurn } from './payloads';
import { StepView } from './step-view';
import { CellTextView } from './text-view';
import { TurnHeaderView } from './turn-header-view';

/** An output of an agent cell, whichever it is; what is not understood is shown as the Markdown beside it. */
export class OutputViews {
  private turn: TurnHeaderView | null = null;
  private step: StepView | null = null;
  private text: CellTextView | null = null;

  /** @param node where it is drawn */
  constructor(
    private readonly node: HTMLElement,
    private readonly place: OutputPlace
  ) {}

  /** @param data the bundle of the output */
  update(mimeType: string, data: Readonly<Record<string, unknown>>): void {
    const value = data[mimeType];
    const turn = mimeType === TURN_MIME_TYPE ? readTurn(value) : null;
    const step = mimeType === STEP_MIME_TYPE ? readStep(value) : null;
    if (turn) {
      this.turn ??= this.add(new TurnHeaderView(this.place));
      this.turn.update(turn);
    } else if (step) {
      this.step ??= this.add(new StepView(this.place));
      this.step.update(step);
    } else {
      this.text ??= this.add(new CellTextView(this.place));
      this.text.update(markdownOf(data));
    }
  }

  dispose(): void {
    for (const view of [this.turn, this.step, this.text]) {
      view?.dispose();
    }
  }

  private add<View extends { readonly node: HTMLElement }>(view: View): View {
    this.node.append(view.node);
    return view;
  }
}

function markdownOf(data: Readonly<Record<string, unknown>>): string {
  const markdown = data['text/markdown'];
  // A file on disk may have it as lines.
  return Array.isArray(markdown) ? markdown.join('') : String(markdown ?? '');
}
