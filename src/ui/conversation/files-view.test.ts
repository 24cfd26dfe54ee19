import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileEvent } from '../../core/transcript/entries';
import { Stage, trans, visibleText } from '../../testing/drawing';
import { knownFile } from '../../testing/fake-file-context';
import { eventWords, FilesView } from './files-view';

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

afterEach(() => stage.dispose());

function view(...files: FileEvent[]): HTMLElement {
  return stage.show(
    new FilesView({ kind: 'files', id: 'f1', files }, stage.drawing)
  ).node;
}

const event = (fields: Partial<FileEvent>): FileEvent => ({
  path: 'data/sales.csv',
  state: 'profiled',
  ...fields
});

describe('what became of a file', () => {
  it.each<[Partial<FileEvent>, string]>([
    [{ rows: 2000, columns: 6 }, 'read: 2,000 × 6'],
    [{ columns: 1 }, 'read: 1 column'],
    [{}, 'read'],
    [{ state: 'unchanged', since: 1 }, 'unchanged since turn 1'],
    [{ state: 'unchanged' }, 'unchanged'],
    [{ state: 'changed', rows: 3, columns: 2 }, 'changed, read again: 3 × 2'],
    [
      { state: 'partial', reason: 'the time was over' },
      'read in part: the time was over'
    ],
    [{ state: 'taken-over' }, 'taken over from another session'],
    [{ state: 'opened' }, 'opened again to verify'],
    [{ state: 'gone' }, 'gone'],
    [
      { state: 'failed', reason: 'It is empty.' },
      'could not be read: It is empty.'
    ]
  ])('%o', (fields, words) => {
    expect(eventWords(event(fields), trans)).toBe(words);
  });
});

describe('the lines', () => {
  it('R33: name the file, the whole path as a tooltip, and open its profile', () => {
    const node = view(event({ state: 'opened' }));
    const line = node.querySelector('button')!;
    expect(visibleText(line)).toBe('sales.csv · opened again to verify');
    expect(line.title).toBe('data/sales.csv');
    line.click();
    expect(stage.shownFiles).toEqual(['data/sales.csv']);
  });

  it('use the name that is unique among the files', () => {
    stage.session.fileContext.setFiles(knownFile({ name: 'data/sales.csv' }));
    expect(visibleText(view(event({})))).toContain('data/sales.csv · read');
  });

  it('of many files the first are shown, the others folded', () => {
    const node = view(
      ...Array.from({ length: 12 }, (_, index) =>
        event({ path: `f${index}.csv` })
      )
    );
    expect(visibleText(node)).toContain('f4.csv');
    expect(visibleText(node)).not.toContain('f5.csv');
    expect(visibleText(node)).toContain('7 more files');
  });

  it('names are text', () => {
    const node = view(event({ path: '<b>x</b>.csv' }));
    expect(node.querySelector('b')).toBeNull();
  });
});
