import type {
  ArtifactBlock,
  Turn
} from '../../core/transcript/conversation-types';
import { artifactButtons, artifactName } from '../artifacts/artifact-buttons';
import {
  deckWords,
  extensionIcon,
  previewKind
} from '../artifacts/artifact-words';
import { Thumbnail } from '../artifacts/thumbnail';
import { element, iconElement, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { fileName, formatBytes } from '../format';
import type { View } from './view';

/** A line for a file that the turn wrote, with what can be done with it. */
export class ArtifactView implements View {
  readonly node: HTMLElement;
  private readonly facts = element('span', part('artifactFacts'));
  private readonly thumbnail: Thumbnail | null;
  private disposed = false;

  constructor(
    private readonly block: ArtifactBlock,
    turn: Turn,
    private readonly drawing: Drawing
  ) {
    const { path } = block;
    // A picture that stands above already is not shown again.
    this.thumbnail =
      previewKind(path) === 'picture' && !showsPicture(turn)
        ? new Thumbnail(path, drawing)
        : null;
    this.thumbnail?.start();
    this.node = element(
      'div',
      part('artifact'),
      { role: 'group', 'aria-label': drawing.trans.__('Wrote %1', path) },
      [
        this.thumbnail?.node ?? iconElement(extensionIcon(path)),
        element('div', part('artifactText'), {}, [
          artifactName(path, fileName(path), drawing),
          this.facts
        ]),
        artifactButtons(path, drawing)
      ]
    );
    this.update();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** Size and slides of a deck may become known one after the other. */
  update(): void {
    const { size, report } = this.block;
    setText(
      this.facts,
      [
        report === null ? '' : deckWords(report, this.drawing.trans),
        size === null ? '' : formatBytes(size)
      ]
        .filter(text => text !== '')
        .join(' · ')
    );
  }

  dispose(): void {
    this.disposed = true;
    this.thumbnail?.dispose();
    this.node.remove();
  }
}

/** Whether the turn's code displayed a picture. */
function showsPicture({ blocks }: Turn): boolean {
  return blocks.some(
    block =>
      block.kind === 'tool' &&
      block.outputs.some(
        output =>
          (output.output_type === 'display_data' ||
            output.output_type === 'execute_result') &&
          Object.keys(output.data).some(type => type.startsWith('image/'))
      )
  );
}
