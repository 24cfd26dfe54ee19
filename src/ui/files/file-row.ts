import type { IDisposable } from '@lumino/disposable';
import type { KnownFile } from '../../core/file-context/known-file';
import { element, iconElement, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { formatMoment } from '../format';
import { fileActions, type FileActions } from './file-actions';
import { factWords, stateIcon, stateWords, typeIcon } from './file-words';
import { ReadingProgress } from './reading-progress';

/** One file of the list: what it is, how it is, and what can be done with it. */
export class FileRow implements IDisposable {
  readonly node: HTMLElement;
  /** The file's name when the row was made. */
  readonly knownAs: string;
  readonly open: HTMLButtonElement;
  private readonly icon = element('span', part('fileIcon'));
  private readonly name = element('span', part('fileName'), { dir: 'auto' });
  private readonly moment = element('span', part('fileMoment'));
  private readonly facts = element('div', part('fileFacts'));
  private readonly state = element('span', part('fileState'));
  private readonly stateLine: HTMLElement;
  private readonly actions: FileActions;
  private readonly progress: ReadingProgress;
  private drawnState = '';

  constructor(
    file: KnownFile,
    private readonly drawing: Drawing
  ) {
    this.knownAs = file.name;
    this.open = element('button', part('fileOpen'), { type: 'button' }, [
      this.name
    ]);
    this.open.addEventListener('click', () => drawing.showFile(file.path));
    this.actions = fileActions(file, drawing);
    this.progress = new ReadingProgress(file, drawing);
    this.stateLine = element('div', part('fileStateLine'), {}, [
      this.state,
      this.actions.node
    ]);
    this.node = element('li', part('fileRow'), {}, [
      this.icon,
      element('div', part('fileMain'), {}, [
        element('div', part('fileNameLine'), {}, [this.open, this.moment]),
        this.facts,
        this.progress.node,
        this.stateLine
      ])
    ]);
    this.update(file);
  }

  get isDisposed(): boolean {
    return this.progress.isDisposed;
  }

  update(file: KnownFile): void {
    const { trans } = this.drawing;
    setText(this.name, file.name);
    this.open.title = file.path;
    this.open.setAttribute(
      'aria-label',
      trans.__('Show the profile of %1', file.name)
    );
    this.icon.replaceChildren(iconElement(typeIcon(file)));
    const facts = factWords(file.profile, trans);
    setText(this.facts, facts);
    this.facts.hidden = facts === '';
    this.progress.update(file);
    this.drawState(file);
    this.drawMoment(file);
    const hadFocus = this.actions.node.contains(document.activeElement);
    this.actions.update(file);
    this.stateLine.hidden = file.state === 'profiling';
    if (hadFocus && this.stateLine.hidden) {
      this.open.focus();
    }
  }

  dispose(): void {
    this.progress.dispose();
    this.node.remove();
  }

  private drawState(file: KnownFile): void {
    const { trans } = this.drawing;
    const words = stateWords(file, trans);
    const drawn = [file.state, words].join('\n');
    if (drawn === this.drawnState) {
      return;
    }
    this.drawnState = drawn;
    this.state.className = part('fileState', `mod-${file.state}`);
    this.state.replaceChildren(
      iconElement(stateIcon(file.state)),
      element('span', '', {}, [words])
    );
  }

  private drawMoment({ profiledAt }: KnownFile): void {
    const moment = formatMoment(profiledAt ?? '', Date.now());
    setText(this.moment, moment);
    this.moment.hidden = moment === '';
    this.moment.title =
      profiledAt === null
        ? ''
        : this.drawing.trans.__(
            'Read: %1',
            new Date(profiledAt).toLocaleString()
          );
  }
}
