import type { IDisposable } from '@lumino/disposable';
import { ArtifactsPanel } from './artifacts/artifacts-panel';
import type { Drawing } from './drawing';
import { FilesPanel } from './files/files-panel';
import { PanelTabs, type PanelName } from './panel-tabs';

/** What stands in place of the conversation: the data files or the artifacts, one of them at a time. */
export class SidePanels implements IDisposable {
  readonly files: FilesPanel;
  readonly artifacts: ArtifactsPanel;
  private readonly tabs: Record<PanelName, PanelTabs>;
  private last: PanelName | null = null;
  private disposed = false;

  /**
   * @param close shows the conversation again
   * @param changed called when a panel comes or goes
   */
  constructor(
    private readonly drawing: Drawing,
    close: () => void,
    private readonly changed: () => void
  ) {
    const makeTabs = (panel: PanelName): PanelTabs =>
      new PanelTabs(drawing, panel, wanted => {
        this.show(wanted);
        if (wanted === 'files') {
          // The profile of a file has no tabs.
          this.files.showList();
        }
        this.tabs[wanted].focus();
      });
    this.tabs = { files: makeTabs('files'), artifacts: makeTabs('artifacts') };
    this.files = new FilesPanel(drawing, close, this.tabs.files.node);
    this.artifacts = new ArtifactsPanel(
      drawing,
      this.tabs.artifacts.node,
      close
    );
    this.files.node.hidden = true;
    this.artifacts.node.hidden = true;
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  get nodes(): HTMLElement[] {
    return [this.files.node, this.artifacts.node];
  }

  get isShown(): boolean {
    return this.nodes.some(({ hidden }) => !hidden);
  }

  /** The panel that was shown last; at first the one with something in it. */
  get usual(): PanelName {
    const { fileContext, artifacts } = this.drawing.session;
    return (
      this.last ??
      (fileContext.files.length === 0 && artifacts.length > 0
        ? 'artifacts'
        : 'files')
    );
  }

  show(panel: PanelName): void {
    this.last = panel;
    const { node } = this[panel];
    if (node.hidden) {
      this.nodes.forEach(each => {
        each.hidden = each !== node;
      });
      this.changed();
      this[panel].refresh();
    }
  }

  hide(): void {
    this.nodes.forEach(node => {
      node.hidden = true;
    });
    this.changed();
  }

  /** Looks at the files again; to be called when a panel that is shown comes into view. */
  refresh(): void {
    this[this.usual].refresh();
  }

  dispose(): void {
    this.disposed = true;
    this.files.dispose();
    this.artifacts.dispose();
    Object.values(this.tabs).forEach(tabs => tabs.dispose());
  }
}
