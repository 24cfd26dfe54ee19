import type { Block, Turn } from '../../core/transcript/conversation-types';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import { endCard } from './end-card';
import { FilesView } from './files-view';
import { ArtifactView } from './artifact-view';
import { FindingView } from './finding-view';
import { NoticeView } from './notice-view';
import { PromptView } from './prompt-view';
import { TextBlockView } from './text-block-view';
import { ToolBlockView } from './tool-block-view';
import { turnFooter } from './turn-footer';
import type { View } from './view';

/** One turn, drawn: the prompt, what followed, and how it ended. */
export class TurnView implements View {
  readonly node = element('div', part('turnContent'));
  private readonly prompt: PromptView;
  private readonly blocks = element('div', part('blocks'));
  private readonly working = element(
    'div',
    part('working'),
    { 'aria-hidden': 'true' },
    [element('span', ''), element('span', ''), element('span', '')]
  );
  private readonly end = element('div', part('end'));
  private readonly views = new Map<Block, View>();
  private drawnEnd = '';

  /** @param isLast whether this is the conversation's last turn now */
  constructor(
    private readonly turn: Turn,
    private readonly drawing: Drawing,
    private readonly isLast: () => boolean
  ) {
    this.prompt = new PromptView(turn, drawing);
    this.node.append(this.prompt.node, this.blocks, this.working, this.end);
  }

  get isDisposed(): boolean {
    return this.prompt.isDisposed;
  }

  /** Draws everything that is new or different. The node must be in the page by now. */
  update(): void {
    for (const block of this.turn.blocks) {
      this.updateBlock(block);
    }
    this.updateFrame();
  }

  updateBlock(block: Block): void {
    let view = this.views.get(block);
    if (view === undefined) {
      view = this.viewFor(block);
      this.views.set(block, view);
      this.blocks.append(view.node);
    }
    view.update();
    this.updateWorking();
  }

  /** Prompt, end card and footer. */
  updateFrame(): void {
    this.prompt.update();
    this.updateWorking();
    const { turn } = this;
    const end = JSON.stringify([
      turn.state,
      turn.error,
      turn.milliseconds,
      turn.usage,
      turn.model,
      this.isLast()
    ]);
    if (end !== this.drawnEnd) {
      this.drawnEnd = end;
      const parts = [
        endCard(turn, this.isLast(), this.drawing),
        turnFooter(turn, this.drawing)
      ];
      this.end.replaceChildren(...parts.filter(each => each !== null));
    }
  }

  dispose(): void {
    this.prompt.dispose();
    for (const view of this.views.values()) {
      view.dispose();
    }
    this.views.clear();
    this.node.remove();
  }

  private viewFor(block: Block): View {
    switch (block.kind) {
      case 'text':
        return new TextBlockView(block, this.drawing);
      case 'tool':
        return new ToolBlockView(block, this.drawing);
      case 'notice':
        return new NoticeView(block);
      case 'files':
        return new FilesView(block, this.drawing);
      case 'finding':
        return new FindingView(block, this.drawing);
      case 'artifact':
        return new ArtifactView(block, this.turn, this.drawing);
    }
  }

  /** Dots where the next thing will appear, unless something there moves already. */
  private updateWorking(): void {
    const last = this.turn.blocks.at(-1);
    const moves =
      (last?.kind === 'text' && last.streaming && last.segments.length > 0) ||
      (last?.kind === 'tool' &&
        ['writing', 'running', 'awaiting-approval'].includes(last.state));
    this.working.hidden = this.turn.state !== 'running' || moves;
  }
}
