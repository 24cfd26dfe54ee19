import type { IDisposable } from '@lumino/disposable';
import type { KnownFile } from '../../core/file-context/known-file';
import { arrangeRows } from '../arrange-rows';
import { button, element, iconElement, part } from '../dom';
import type { Drawing } from '../drawing';
import { dataFilesIcon } from '../icons';
import { FileRow } from './file-row';

/** The data files that the session knows; without any, what will be here. */
export class FileList implements IDisposable {
  readonly node: HTMLElement;
  private readonly list: HTMLElement;
  private readonly empty: HTMLElement;
  private readonly rows = new Map<string, FileRow>();
  private disposed = false;

  /** @param choose lets the user choose files to profile */
  constructor(
    private readonly drawing: Drawing,
    choose: () => void
  ) {
    const { trans } = drawing;
    this.list = element('ul', part('fileList'), {
      'aria-label': trans.__('Data files')
    });
    this.empty = element('div', part('empty'), {}, [
      iconElement(dataFilesIcon),
      element('h2', part('emptyTitle'), {}, [trans.__('No data files yet')]),
      element('p', '', {}, [
        trans.__(
          'Files that you attach or name in a prompt appear here with what the agent knows of them: columns, types, rows and values. A file is read once and again only when it has changed.'
        )
      ]),
      button({
        label: trans.__('Choose files…'),
        className: 'jp-mod-primary',
        onClick: choose
      }),
      element('p', part('emptyHint'), {}, [
        trans.__('Or drop files from the file browser here.')
      ])
    ]);
    this.node = element('div', part('fileListBox'), {}, [
      this.list,
      this.empty
    ]);
    this.update();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  update(): void {
    const { files } = this.drawing.session.fileContext;
    arrangeRows(this.list, this.rows, files, file => this.rowFor(file));
    this.empty.hidden = files.length > 0;
    this.list.hidden = files.length === 0;
  }

  /** Puts the focus on a file, or on the first one. */
  focus(path?: string): void {
    const row =
      (path === undefined ? undefined : this.rows.get(path)) ??
      [...this.rows.values()][0];
    (row?.open ?? this.empty.querySelector('button'))?.focus();
  }

  dispose(): void {
    this.disposed = true;
    this.rows.forEach(row => row.dispose());
    this.rows.clear();
    this.node.remove();
  }

  private rowFor(file: KnownFile): FileRow {
    const known = this.rows.get(file.path);
    if (known?.knownAs === file.name) {
      known.update(file);
      return known;
    }
    // Its buttons are named after it: another file of that name may have come or gone.
    known?.dispose();
    const row = new FileRow(file, this.drawing);
    this.rows.set(file.path, row);
    return row;
  }
}
