import type { IDisposable } from '@lumino/disposable';
import type { KnownFile } from '../../core/file-context/known-file';
import type { FileProfile } from '../../core/file-context/profile';
import { button, element, iconElement, part } from '../dom';
import type { Drawing } from '../drawing';
import { infoIcon } from '@jupyterlab/ui-components';
import { ColumnList } from './column-list';
import { fileActions, type FileActions } from './file-actions';
import { stateIcon, stateWords } from './file-words';
import { innerTables } from './inner-tables';
import { loadLine } from './load-line';
import { previewTable } from './preview-table';
import { detailFacts, noteLines, structureLines } from './profile-extras';
import { profileFacts, scopeWords } from './profile-facts';
import { ReadingProgress } from './reading-progress';

/** What is known of one file. */
export class ProfilePage implements IDisposable {
  readonly node: HTMLElement;
  private readonly state = element('span', part('fileState'));
  private readonly stateLine: HTMLElement;
  private readonly content = element('div', part('profileContent'));
  private actions: FileActions | null = null;
  private progress: ReadingProgress | null = null;
  private drawn: IDisposable | null = null;
  private drawnFor: unknown[] | null = null;
  private disposed = false;

  constructor(
    readonly path: string,
    private readonly drawing: Drawing
  ) {
    this.stateLine = element('div', part('fileStateLine'), {}, [this.state]);
    this.node = element('div', part('profile'), { tabindex: '-1' }, [
      this.stateLine,
      this.content
    ]);
    this.update();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** Undefined when the session does not know it, for instance since it was forgotten. */
  get file(): KnownFile | undefined {
    return this.drawing.session.fileContext.files.find(
      ({ path }) => path === this.path
    );
  }

  focus(): void {
    this.node.focus();
  }

  update(): void {
    const { file } = this;
    this.stateLine.hidden = file === undefined;
    if (file) {
      this.updateState(file);
    } else {
      this.progress?.dispose();
      this.progress = null;
    }
    const wanted = [file?.profile, file?.profiledAt, file?.state === 'failed'];
    if (this.drawnFor?.every((each, index) => each === wanted[index])) {
      return;
    }
    this.drawnFor = wanted;
    this.drawn?.dispose();
    this.drawn = null;
    this.content.replaceChildren(
      ...(file?.profile ? this.parts(file, file.profile) : [this.nothing(file)])
    );
  }

  dispose(): void {
    this.disposed = true;
    this.drawn?.dispose();
    this.progress?.dispose();
    this.node.remove();
  }

  private updateState(file: KnownFile): void {
    const { drawing } = this;
    if (this.actions === null) {
      this.actions = fileActions(file, drawing);
      this.stateLine.append(this.actions.node);
    }
    if (this.progress === null) {
      this.progress = new ReadingProgress(file, drawing);
      this.stateLine.after(this.progress.node);
    }
    this.actions.update(file);
    this.progress.update(file);
    this.state.className = part('fileState', `mod-${file.state}`);
    this.state.replaceChildren(
      iconElement(stateIcon(file.state)),
      element('span', '', {}, [stateWords(file, drawing.trans)])
    );
  }

  private parts(file: KnownFile, profile: FileProfile): HTMLElement[] {
    const { drawing } = this;
    const { trans } = drawing;
    const scope = scopeWords(profile, trans);
    const load = profile.load_line
      ? loadLine(profile.load_line, drawing)
      : null;
    this.drawn = load?.block ?? null;
    const hasTable = profile.columns.length > 0;
    return [
      profileFacts(file, profile, trans),
      scope === ''
        ? null
        : element('div', part('notice'), {}, [
            iconElement(infoIcon),
            element('span', '', {}, [scope])
          ]),
      load?.node ?? null,
      innerTables(profile, drawing),
      structureLines(profile, trans),
      detailFacts(profile, trans),
      previewTable(profile, trans),
      hasTable ? new ColumnList(profile, drawing).node : null,
      noteLines(profile, trans)
    ].filter(each => each !== null);
  }

  private nothing(file: KnownFile | undefined): HTMLElement {
    const { session, trans } = this.drawing;
    if (file?.state === 'profiling') {
      return element('p', part('columnsShown'), {}, [
        trans.__('What is known of the file appears here in a moment.')
      ]);
    }
    const read = trans.__('Read the file');
    return element('div', part('empty'), {}, [
      element('p', '', {}, [
        file === undefined
          ? trans.__('The session does not know this file.')
          : trans.__('There is no profile of this file.')
      ]),
      button({
        label: read,
        onClick: () =>
          this.drawing.attempt(read, () =>
            session.fileContext.profile(this.path)
          )
      })
    ]);
  }
}
