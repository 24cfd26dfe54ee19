import type { IDisposable } from '@lumino/disposable';
import type {
  ConversationChange,
  ConversationView,
  Turn
} from '../../core/transcript/conversation-types';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import { estimateHeight } from './estimate-height';
import { StickToBottom } from './stick-to-bottom';
import { TurnView } from './turn-view';

/** Turns within this distance of what is visible are drawn. */
const MARGIN = '1200px 0px';
/** Pixels drawn at once when a conversation is opened, before the browser says what is visible. */
const OPENING_HEIGHT = 1400;
/** Drawn turns kept; beyond that, far ones are taken down again. */
const MOST_DRAWN = 40;

interface Item {
  readonly turn: Turn;
  readonly shell: HTMLElement;
  view: TurnView | null;
  near: boolean;
  height: number;
}

/** The turns of a conversation below one another; only those near the visible part are drawn. */
export class TurnList implements IDisposable {
  readonly node: HTMLElement;
  readonly scroll: StickToBottom;
  private readonly content = element('div', part('turns'));
  private readonly items = new Map<Turn, Item>();
  private readonly shells = new Map<Element, Item>();
  private readonly visibility: IntersectionObserver;
  private readonly sizes: ResizeObserver;
  private readonly stopListening: () => void;
  private disposed = false;

  /** @param stuckChanged called when the list begins or ends to follow its end */
  constructor(
    private readonly conversation: ConversationView,
    private readonly drawing: Drawing,
    stuckChanged: () => void
  ) {
    this.node = element(
      'div',
      part('list'),
      {
        tabindex: '0',
        role: 'region',
        'aria-label': drawing.trans.__('Conversation')
      },
      [this.content]
    );
    this.scroll = new StickToBottom(this.node, this.content, stuckChanged);
    this.visibility = new IntersectionObserver(
      entries => this.visibilityChanged(entries),
      { root: this.node, rootMargin: MARGIN }
    );
    this.sizes = new ResizeObserver(entries => this.sizesChanged(entries));
    this.stopListening = conversation.changed.subscribe(change =>
      this.changed(change)
    );
    this.rebuild();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** Shows a turn from its beginning, and puts the focus on it. */
  reveal(number: number): void {
    const item = [...this.items.values()].find(
      ({ turn }) => turn.number === number
    );
    if (item) {
      this.draw(item);
      this.scroll.show(item.shell);
      item.shell.focus({ preventScroll: true });
    }
  }

  dispose(): void {
    this.disposed = true;
    this.stopListening();
    this.clear();
    this.visibility.disconnect();
    this.sizes.disconnect();
    this.scroll.dispose();
    this.node.remove();
  }

  private changed(change: ConversationChange): void {
    switch (change.type) {
      case 'reset':
        return this.rebuild();
      case 'turn-added': {
        const before = [...this.items.values()].at(-1);
        this.draw(this.add(change.turn));
        // It is no longer the last: what only the last turn offers goes.
        before?.view?.updateFrame();
        return this.takeDownFar();
      }
      case 'turn-changed':
        return this.items.get(change.turn)?.view?.updateFrame();
      case 'block-added':
      case 'block-changed':
        return this.items.get(change.turn)?.view?.updateBlock(change.block);
    }
  }

  private rebuild(): void {
    this.clear();
    const items = this.conversation.turns.map(turn => this.add(turn));
    let height = 0;
    for (const item of items.reverse()) {
      if (height >= OPENING_HEIGHT) {
        break;
      }
      height += item.height;
      this.draw(item);
    }
    this.scroll.stick();
  }

  private add(turn: Turn): Item {
    const known = this.items.get(turn);
    if (known) {
      return known;
    }
    const height = estimateHeight(turn);
    const shell = element('article', part('turn'), {
      tabindex: '-1',
      'aria-label': this.drawing.trans.__('Turn %1', String(turn.number))
    });
    shell.style.minHeight = `${height}px`;
    const item: Item = { turn, shell, view: null, near: false, height };
    this.items.set(turn, item);
    this.shells.set(shell, item);
    this.content.append(shell);
    this.visibility.observe(shell);
    this.sizes.observe(shell);
    return item;
  }

  private draw(item: Item): void {
    if (item.view !== null) {
      return;
    }
    const view = new TurnView(
      item.turn,
      this.drawing,
      () => this.conversation.turns.at(-1) === item.turn
    );
    item.view = view;
    item.shell.append(view.node);
    item.shell.style.minHeight = '';
    view.update();
  }

  private takeDown(item: Item): void {
    item.shell.style.minHeight = `${item.shell.offsetHeight || item.height}px`;
    item.view?.dispose();
    item.view = null;
  }

  private takeDownFar(): void {
    let drawn = [...this.items.values()].filter(({ view }) => view !== null);
    for (const item of drawn.slice(0, -1)) {
      if (drawn.length <= MOST_DRAWN) {
        return;
      }
      if (!item.near && !item.shell.contains(document.activeElement)) {
        this.takeDown(item);
        drawn = drawn.slice(1);
      }
    }
  }

  private visibilityChanged(
    entries: readonly IntersectionObserverEntry[]
  ): void {
    for (const entry of entries) {
      const item = this.shells.get(entry.target);
      if (item) {
        item.near = entry.isIntersecting;
      }
      if (item?.near) {
        this.draw(item);
      }
    }
    this.takeDownFar();
  }

  private sizesChanged(entries: readonly ResizeObserverEntry[]): void {
    let above = 0;
    for (const entry of entries) {
      const item = this.shells.get(entry.target);
      if (!item) {
        continue;
      }
      const height = item.shell.offsetHeight;
      // The turns above it have moved it by what they grew.
      const bottom = item.shell.offsetTop - above + item.height;
      if (bottom <= this.node.scrollTop) {
        above += height - item.height;
      }
      item.height = height;
    }
    if (above !== 0) {
      this.scroll.shift(above);
    }
  }

  private clear(): void {
    for (const { shell, view } of this.items.values()) {
      view?.dispose();
      shell.remove();
    }
    this.visibility.disconnect();
    this.sizes.disconnect();
    this.items.clear();
    this.shells.clear();
  }
}
