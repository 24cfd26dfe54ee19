import type { IRenderMime } from '@jupyterlab/rendermime';
import type { IDisposable } from '@lumino/disposable';
import type { ErrorOutput } from '../../core/outputs';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';

const LONGEST_SUMMARY = 600;
/** Text with the colours of a terminal. */
const MIME_TYPE = 'application/vnd.jupyter.stderr';

/** An exception: what it says at once, where it came from on demand. */
export class ErrorView implements IDisposable {
  readonly node = element('div', part('error'));
  private readonly traceback = element('div', part('traceback'), {
    tabindex: '0'
  });
  private renderer: IRenderMime.IRenderer | null = null;
  private disposed = false;

  constructor(
    private readonly error: ErrorOutput,
    private readonly drawing: Drawing
  ) {
    this.node.append(
      element('div', part('errorSummary'), { dir: 'auto' }, [
        element('strong', '', {}, [error.ename]),
        error.evalue === '' ? '' : `: ${error.evalue.slice(0, LONGEST_SUMMARY)}`
      ])
    );
    if (error.traceback.length > 0) {
      this.node.append(this.details());
    }
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    this.disposed = true;
    this.renderer?.dispose();
    this.node.remove();
  }

  private details(): HTMLElement {
    const details = element('details', part('details'), {}, [
      element('summary', '', {}, [this.drawing.trans.__('Traceback')]),
      this.traceback
    ]);
    details.addEventListener('toggle', () => {
      if (details.open && this.renderer === null) {
        this.drawTraceback();
      }
    });
    return details;
  }

  private drawTraceback(): void {
    const { host, rendermime } = this.drawing;
    this.renderer = rendermime.createRenderer(MIME_TYPE);
    host.place(this.renderer, this.traceback);
    void this.renderer.renderModel(
      rendermime.createModel({
        data: { [MIME_TYPE]: this.error.traceback.join('\n') }
      })
    );
  }
}
