import type { ArtifactBlock } from '../../core/transcript/conversation-types';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import type { View } from './view';

/** A line for a file that the turn wrote. */
export class ArtifactView implements View {
  readonly node: HTMLElement;
  private disposed = false;

  constructor(block: ArtifactBlock, { trans }: Drawing) {
    this.node = element('div', part('artifact'), { dir: 'auto' }, [
      block.report
        ? trans.__(
            'Wrote %1 (%2 slides, %3 charts)',
            block.path,
            String(block.report.slides),
            String(block.report.charts)
          )
        : trans.__('Wrote %1', block.path)
    ]);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  update(): void {
    // A file that is written again has a line of its own.
  }

  dispose(): void {
    this.disposed = true;
    this.node.remove();
  }
}
