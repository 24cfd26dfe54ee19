import type { IDisposable } from '@lumino/disposable';
import { closeIcon } from '@jupyterlab/ui-components';
import type { SessionArtifact } from '../../core/artifacts/artifact';
import { element, iconElement, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { formatMoment } from '../format';
import { artifactButtons, artifactName } from './artifact-buttons';
import { artifactFacts, turnWords } from './artifact-words';
import { Thumbnail } from './thumbnail';

/** One file of the list: what it is, when and by which turn it was written, and what can be done with it. */
export class ArtifactRow implements IDisposable {
  readonly node: HTMLElement;
  readonly open: HTMLButtonElement;
  private readonly thumbnail: Thumbnail;
  private readonly buttons: HTMLElement;
  private readonly facts = element('div', part('fileFacts'), { dir: 'auto' });
  private readonly moment = element('span', part('fileMoment'));
  private readonly turn: HTMLButtonElement;
  private readonly gone: HTMLElement;

  constructor(
    readonly artifact: SessionArtifact,
    private readonly drawing: Drawing
  ) {
    const { path, filename } = artifact;
    const { trans } = drawing;
    this.thumbnail = new Thumbnail(path, drawing);
    this.open = artifactName(path, filename, drawing);
    this.buttons = artifactButtons(path, drawing);
    this.turn = element('button', part('artifactTurn'), { type: 'button' });
    this.turn.addEventListener('click', () => drawing.showTurn(artifact.turn));
    this.gone = element('div', part('fileState', 'mod-gone'), {}, [
      iconElement(closeIcon),
      element('span', '', {}, [trans.__('No longer there')])
    ]);
    this.node = element('li', part('fileRow'), {}, [
      this.thumbnail.node,
      element('div', part('fileMain'), {}, [
        element('div', part('fileNameLine'), {}, [this.open, this.moment]),
        this.facts,
        this.gone,
        element('div', part('fileStateLine'), {}, [this.turn, this.buttons])
      ])
    ]);
    this.draw();
    this.drawGone(false);
  }

  get isDisposed(): boolean {
    return this.thumbnail.isDisposed;
  }

  /**
   * Whether the file is still there, as somebody looked. Nothing can be done with one that is not but see where it came
   * from.
   */
  setGone(gone: boolean): void {
    this.drawGone(gone);
    if (!gone) {
      this.thumbnail.start();
    }
  }

  focus(): void {
    (this.open.disabled ? this.turn : this.open).focus();
  }

  dispose(): void {
    this.thumbnail.dispose();
    this.node.remove();
  }

  private drawGone(gone: boolean): void {
    const hadFocus =
      this.buttons.contains(document.activeElement) ||
      document.activeElement === this.open;
    this.gone.hidden = !gone;
    this.buttons.hidden = gone;
    this.open.disabled = gone;
    if (gone && hadFocus) {
      this.turn.focus();
    }
  }

  private draw(): void {
    const { artifact } = this;
    const { trans } = this.drawing;
    setText(this.facts, artifactFacts(artifact, trans));
    setText(this.moment, formatMoment(artifact.modified, Date.now()));
    this.moment.title = trans.__(
      'Written: %1',
      new Date(artifact.modified).toLocaleString()
    );
    // A deck that was written anew by a command belongs to no turn.
    this.turn.hidden = artifact.turn === 0;
    setText(this.turn, turnWords(artifact, trans));
    this.turn.title = trans.__('Show turn %1', String(artifact.turn));
  }
}
