import type { IRenderMime } from '@jupyterlab/rendermime';
import { Widget } from '@lumino/widgets';
import { part } from '../dom';
import { HostLayout } from '../widget-host';
import type { OutputPlace } from './output-place';
import type { OutputViews } from './views';

/**
 * One output of an agent cell, for JupyterLab's output areas. It is drawn when it is in the page: only there can be told
 * which notebook it belongs to. What draws it is loaded with the first of them.
 */
export class AgentOutput extends Widget implements IRenderMime.IRenderer {
  readonly host = new HostLayout();
  private views: OutputViews | null = null;
  private model: IRenderMime.IMimeModel | null = null;

  /** @param placeOf where the given output is shown; called once, when it is in the page */
  constructor(
    private readonly mimeType: string,
    private readonly placeOf: (output: AgentOutput) => OutputPlace
  ) {
    super();
    this.layout = this.host;
    this.addClass(part('inCell'));
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.model = model;
    if (this.isAttached) {
      await this.draw();
    }
  }

  override dispose(): void {
    this.views?.dispose();
    this.views = null;
    super.dispose();
  }

  protected override onAfterAttach(): void {
    if (this.views === null) {
      void this.draw();
    }
  }

  private async draw(): Promise<void> {
    const { OutputViews } = await import('./views');
    if (this.isDisposed || this.model === null) {
      return;
    }
    this.views ??= new OutputViews(this.node, this.placeOf(this));
    this.views.update(this.mimeType, this.model.data);
  }
}
