import { CodeCellModel } from '@jupyterlab/cells';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Output } from '../../core/outputs';
import { CellOutputs } from './outputs';

const text = (markdown: string): Output => ({
  output_type: 'display_data',
  data: { 'text/markdown': markdown },
  metadata: {}
});
const figure = (): Output => ({
  output_type: 'display_data',
  data: { 'image/png': 'AAAA' },
  metadata: {}
});

describe('the outputs of a running agent cell', () => {
  let cell: CodeCellModel;
  let outputs: CellOutputs;
  let changes: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    cell = new CodeCellModel();
    outputs = new CellOutputs(() => cell);
    changes = [];
    cell.outputs.changed.connect((_, { type, newIndex }) => {
      changes.push(`${type} ${newIndex}`);
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('appear at most every 100 ms', () => {
    outputs.show([text('a')]);
    outputs.show([text('ab')]);
    expect(changes).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(changes).toEqual(['add 0']);
    outputs.show([text('abc')]);
    vi.advanceTimersByTime(99);
    expect(changes).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(changes).toEqual(['add 0', 'set 0']);
  });

  it('leave alone what is the same, so that a figure does not flicker', () => {
    outputs.show([text('a'), figure(), text('b')]);
    outputs.flush();
    changes.length = 0;
    outputs.show([text('a'), figure(), text('bc'), text('d')]);
    outputs.flush();
    expect(changes).toEqual(['set 2', 'add 3']);
    // The document that is saved follows.
    expect(cell.sharedModel.getOutputs()).toMatchObject([
      text('a'),
      figure(),
      text('bc'),
      text('d')
    ]);
  });

  it('are put in again when the user cleared them, and fewer replace more', () => {
    outputs.show([text('a'), figure()]);
    outputs.flush();
    cell.outputs.clear();
    outputs.show([text('ab'), figure()]);
    outputs.flush();
    expect(cell.outputs.length).toBe(2);
    outputs.show([text('x')]);
    outputs.flush();
    expect(cell.sharedModel.getOutputs()).toMatchObject([text('x')]);
  });

  it('follow a cell that was moved, and are lost without one', () => {
    outputs.show([text('a')]);
    outputs.flush();
    cell = new CodeCellModel({ sharedModel: cell.sharedModel });
    outputs.show([text('a'), text('b')]);
    outputs.flush();
    expect(cell.outputs.length).toBe(2);
    const none = new CellOutputs(() => null);
    none.show([text('a')]);
    none.finish();
  });

  it('end with what came last, and nothing comes afterwards', () => {
    outputs.show([text('a')]);
    outputs.finish();
    expect(cell.outputs.length).toBe(1);
    outputs.show([text('late'), text('later')]);
    vi.advanceTimersByTime(1000);
    expect(cell.outputs.length).toBe(1);
  });
});
