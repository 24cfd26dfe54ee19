import { addIcon, caretLeftIcon } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import type { KnownFile } from '../../core/file-context/known-file';
import { button, element, part, setText } from '../dom';
import type { Drawing } from '../drawing';
import { FileList } from './file-list';
import { ProfilePage } from './profile-page';

/** In place of the conversation: the session's data files, and the profile of one of them. */
export class FilesPanel implements IDisposable {
  readonly node: HTMLElement;
  private readonly title = element('h2', part('filesTitle'), { dir: 'auto' });
  private readonly back: HTMLButtonElement;
  private readonly choose: HTMLButtonElement;
  private readonly list: FileList;
  private readonly body = element('div', part('filesBody'));
  private readonly stopListening: (() => void)[];
  private waitsForKernel = false;
  private page: ProfilePage | null = null;
  private disposed = false;

  /**
   * @param close shows the conversation again
   * @param tabs stand in its head, in place of the title, while the list is shown
   */
  constructor(
    private readonly drawing: Drawing,
    private readonly close: () => void,
    private readonly tabs: HTMLElement | null = null
  ) {
    const { trans } = drawing;
    this.list = new FileList(drawing, () => this.chooseFiles());
    this.back = button({
      label: '',
      icon: caretLeftIcon,
      iconOnly: true,
      onClick: () => this.goBack()
    });
    this.choose = button({
      label: trans.__('Choose files…'),
      icon: addIcon,
      className: part('choose'),
      onClick: () => this.chooseFiles()
    });
    this.node = element(
      'section',
      part('files'),
      { 'aria-label': trans.__('Data files') },
      [
        element('div', part('filesHeader'), {}, [
          this.back,
          ...(tabs ? [tabs] : []),
          this.title,
          element('span', part('spacer')),
          this.choose
        ]),
        this.body
      ]
    );
    this.node.addEventListener('keydown', event => this.keyDown(event));
    const { fileContext, statusChanged } = drawing.session;
    this.stopListening = [
      fileContext.changed.subscribe(() => this.update()),
      statusChanged.subscribe(({ kernel }) => {
        if (this.waitsForKernel && kernel.status === 'idle') {
          this.refresh();
        }
      })
    ];
    this.draw();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /**
   * Looks whether the files are still as they were; to be called whenever the panel becomes visible. While the kernel
   * cannot look, it is put off.
   */
  refresh(): void {
    const { fileContext, status } = this.drawing.session;
    this.waitsForKernel = status.kernel.status !== 'idle';
    void fileContext.refresh();
  }

  focus(): void {
    (this.page ?? this.list).focus();
  }

  showList(): void {
    const before = this.page?.path;
    this.page?.dispose();
    this.page = null;
    this.draw();
    if (before !== undefined) {
      this.list.focus(before);
    }
  }

  showProfile(path: string): void {
    if (this.page?.path !== path) {
      this.page?.dispose();
      this.page = new ProfilePage(path, this.drawing);
      this.draw();
    }
    this.page.focus();
  }

  /** Profiles files one after another; what goes wrong with one does not keep the others. */
  profile(paths: readonly string[]): void {
    const { session, trans } = this.drawing;
    for (const path of paths) {
      this.drawing.attempt(trans.__('Reading %1', path), () =>
        session.fileContext.profile(path)
      );
    }
  }

  dispose(): void {
    this.disposed = true;
    this.stopListening.forEach(stop => stop());
    this.page?.dispose();
    this.list.dispose();
    this.node.remove();
  }

  private chooseFiles(): void {
    const { actions, session, trans } = this.drawing;
    this.drawing.attempt(trans.__('Choosing files'), async () => {
      this.profile(await actions.pickFiles(session));
    });
  }

  private update(): void {
    this.list.update();
    this.page?.update();
    this.drawHeader();
  }

  private draw(): void {
    this.body.replaceChildren((this.page ?? this.list).node);
    this.drawHeader();
  }

  private drawHeader(): void {
    const { session, trans } = this.drawing;
    const { files } = session.fileContext;
    const shown = this.page?.file;
    this.back.title =
      this.page === null
        ? trans.__('Back to the conversation')
        : trans.__('Back to the files');
    this.back.setAttribute('aria-label', this.back.title);
    // Without files the offer stands in the middle of the panel.
    this.choose.hidden = this.page !== null || files.length === 0;
    if (this.tabs) {
      this.tabs.hidden = this.page !== null;
      this.title.hidden = this.page === null;
    }
    setText(this.title, this.titleText(shown));
    this.title.title = this.page?.path ?? '';
    this.node.setAttribute(
      'aria-label',
      shown ? trans.__('Profile of %1', shown.name) : trans.__('Data files')
    );
  }

  private titleText(shown: KnownFile | undefined): string {
    return this.page === null
      ? this.drawing.trans.__('Data files')
      : (shown?.name ?? this.page.path);
  }

  private keyDown(event: KeyboardEvent): void {
    const searches =
      event.target instanceof HTMLInputElement && event.target.value !== '';
    if (event.key !== 'Escape' || event.isComposing || searches) {
      return;
    }
    event.stopPropagation();
    this.goBack();
  }

  private goBack(): void {
    if (this.page === null) {
      this.close();
    } else {
      this.showList();
    }
  }
}
