import { MimeData } from '@lumino/coreutils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FileDrop, fromNotebook } from './file-drop';

const MIME = 'application/x-jupyter-icontents';

let node: HTMLElement;
let dropped: ReturnType<typeof vi.fn<(paths: string[]) => void>>;
let drop: FileDrop;

function fire(name: string, data: unknown, mime = MIME): Event {
  const mimeData = new MimeData();
  mimeData.setData(mime, data);
  const event = new Event(name, { cancelable: true, bubbles: true });
  // The file browser supports no other action, see `DirListing`.
  const action = { supportedActions: 'move', proposedAction: 'move' };
  Object.assign(event, { mimeData, dropAction: 'none', ...action });
  node.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  node = document.createElement('div');
  dropped = vi.fn<(paths: string[]) => void>();
  drop = new FileDrop(node, dropped);
});

describe('files dragged from the file browser', () => {
  it('are taken when they are dropped', () => {
    fire('lm-dragenter', ['work/sales.csv']);
    expect(node.classList.contains('jp-mod-dropTarget')).toBe(true);
    expect(fire('lm-dragover', [])).toMatchObject({ dropAction: 'move' });
    fire('lm-drop', ['work/sales.csv', 3]);
    expect(dropped).toHaveBeenCalledExactlyOnceWith(['work/sales.csv']);
    expect(node.classList.contains('jp-mod-dropTarget')).toBe(false);
  });

  it('leave no mark when they are dragged on', () => {
    fire('lm-dragenter', []);
    fire('lm-dragleave', []);
    expect(node.classList.contains('jp-mod-dropTarget')).toBe(false);
  });

  it('are the only thing that is taken', () => {
    const event = fire('lm-drop', ['cell'], 'application/vnd.jupyter.cells');
    expect(event.defaultPrevented).toBe(false);
    expect(dropped).not.toHaveBeenCalled();
  });

  it('are left alone once it is disposed of', () => {
    drop.dispose();
    fire('lm-drop', ['work/sales.csv']);
    expect(dropped).not.toHaveBeenCalled();
  });
});

describe('paths as the notebook sees them', () => {
  it.each([
    ['work/sales.csv', 'work/a.ipynb', 'sales.csv'],
    ['work/data/sales.csv', 'work/a.ipynb', 'data/sales.csv'],
    ['shared/x.csv', 'work/a.ipynb', '../shared/x.csv'],
    ['sales.csv', 'a.ipynb', 'sales.csv'],
    ['RTC:work/sales.csv', 'RTC:work/a.ipynb', 'sales.csv']
  ])('%s from %s', (path, notebook, expected) => {
    expect(fromNotebook(path, notebook)).toBe(expected);
  });
});
