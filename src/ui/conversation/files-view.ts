import type { TranslationBundle } from '@jupyterlab/translation';
import type { FilesBlock } from '../../core/transcript/conversation-types';
import type { FileEvent } from '../../core/transcript/entries';
import { element, iconElement, part } from '../dom';
import type { Drawing } from '../drawing';
import { fileName, formatShape } from '../format';
import { dataFilesIcon, warningIcon } from '../icons';
import type { View } from './view';

/** More files than this are folded. */
const MOST_LINES = 5;

/** Slim lines: what became of the data files of a turn. Each opens the file's profile. */
export class FilesView implements View {
  readonly node: HTMLElement;
  private disposed = false;

  constructor(block: FilesBlock, drawing: Drawing) {
    const { trans } = drawing;
    const lines = block.files.map(event => fileLine(event, drawing));
    const folded = lines.slice(MOST_LINES);
    this.node = element(
      'div',
      part('fileLines'),
      { role: 'group', 'aria-label': trans.__('Data files') },
      [
        ...lines.slice(0, MOST_LINES),
        folded.length === 0
          ? null
          : element('details', part('details'), {}, [
              element('summary', '', {}, [
                trans._n('%1 more file', '%1 more files', folded.length)
              ]),
              ...folded
            ])
      ]
    );
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  update(): void {
    // What happened does not change.
  }

  dispose(): void {
    this.disposed = true;
    this.node.remove();
  }
}

function fileLine(event: FileEvent, drawing: Drawing): HTMLElement {
  const { session, trans } = drawing;
  const bad = event.state === 'failed' || event.state === 'gone';
  const known = session.fileContext.files.find(
    ({ path }) => path === event.path
  );
  const node = element(
    'button',
    part('fileLine', ...(bad ? ['mod-warning'] : [])),
    { type: 'button', title: event.path },
    [
      iconElement(bad ? warningIcon : dataFilesIcon),
      element('span', part('fileLineText'), {}, [
        element('span', part('fileLineName'), { dir: 'auto' }, [
          known?.name ?? fileName(event.path)
        ]),
        element('span', '', {}, [` · ${eventWords(event, trans)}`])
      ])
    ]
  );
  node.addEventListener('click', () => drawing.showFile(event.path));
  return node;
}

/** What became of one file, in words. */
export function eventWords(event: FileEvent, trans: TranslationBundle): string {
  const shape = formatShape(event.rows, event.columns, trans);
  switch (event.state) {
    case 'profiled':
      return withMore(trans.__('read'), shape);
    case 'changed':
      return withMore(trans.__('changed, read again'), shape);
    case 'partial':
      return withMore(trans.__('read in part'), event.reason ?? shape);
    case 'taken-over':
      return withMore(trans.__('taken over from another session'), shape);
    case 'unchanged':
      return event.since === undefined
        ? trans.__('unchanged')
        : trans.__('unchanged since turn %1', String(event.since));
    case 'opened':
      return trans.__('opened again to verify');
    case 'gone':
      return trans.__('gone');
    case 'failed':
      return withMore(trans.__('could not be read'), event.reason ?? '');
  }
}

function withMore(words: string, more: string): string {
  return more === '' ? words : `${words}: ${more}`;
}
