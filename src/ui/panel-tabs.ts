import type { IDisposable } from '@lumino/disposable';
import { element, part, setText } from './dom';
import type { Drawing } from './drawing';

/** What can stand in place of the conversation. */
export type PanelName = 'files' | 'artifacts';
export const PANELS: readonly PanelName[] = ['files', 'artifacts'];

/** Two tabs in the head of a panel, with the number of files in each. */
export class PanelTabs implements IDisposable {
  readonly node: HTMLElement;
  private readonly tabs: ReadonlyMap<PanelName, HTMLButtonElement>;
  private readonly counts = new Map<PanelName, HTMLElement>();
  private readonly stopListening: (() => void)[];
  private disposed = false;

  /**
   * @param selected the panel that they are in the head of
   * @param select shows a panel and puts the focus on its tab there
   */
  constructor(
    private readonly drawing: Drawing,
    private readonly selected: PanelName,
    private readonly select: (panel: PanelName) => void
  ) {
    const { session, trans } = drawing;
    this.tabs = new Map(PANELS.map(panel => [panel, this.tab(panel)]));
    this.node = element(
      'div',
      part('tabs'),
      { role: 'tablist', 'aria-label': trans.__('Files') },
      [...this.tabs.values()]
    );
    this.node.addEventListener('keydown', event => this.keyDown(event));
    this.stopListening = [
      session.fileContext.changed.subscribe(() => this.update()),
      session.artifactsChanged.subscribe(() => this.update())
    ];
    this.update();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  focus(): void {
    this.tabs.get(this.selected)?.focus();
  }

  dispose(): void {
    this.disposed = true;
    this.stopListening.forEach(stop => stop());
    this.node.remove();
  }

  private tab(panel: PanelName): HTMLButtonElement {
    const { trans } = this.drawing;
    const isSelected = panel === this.selected;
    const count = element('span', part('tabCount'));
    this.counts.set(panel, count);
    const node = element(
      'button',
      part('tab'),
      {
        type: 'button',
        role: 'tab',
        'aria-selected': String(isSelected),
        tabindex: isSelected ? '0' : '-1'
      },
      [
        element('span', '', {}, [
          panel === 'files' ? trans.__('Data files') : trans.__('Artifacts')
        ]),
        count
      ]
    );
    node.addEventListener('click', () => this.select(panel));
    return node;
  }

  private update(): void {
    const { session } = this.drawing;
    const lengths: Record<PanelName, number> = {
      files: session.fileContext.files.length,
      artifacts: session.artifacts.length
    };
    for (const [panel, node] of this.counts) {
      const length = lengths[panel];
      setText(node, length === 0 ? '' : length.toLocaleString());
    }
  }

  private keyDown(event: KeyboardEvent): void {
    if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) {
      event.preventDefault();
      this.select(
        event.key === 'Home'
          ? 'files'
          : event.key === 'End' || this.selected === 'files'
            ? 'artifacts'
            : 'files'
      );
    }
  }
}
