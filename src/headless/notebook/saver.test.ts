import { beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../core/clock';
import { FixedClock } from '../../testing/fixed-time';
import { HeldClock } from '../../testing/held-clock';
import type { NotebookDocument } from './document';
import { NotSavedError } from './not-saved-error';
import { NotebookSaver } from './saver';
import type { NotebookTarget } from './target';

/** Keeps what was saved, and fails as often as it is told to. */
class MemoryTarget implements NotebookTarget {
  readonly saved: string[] = [];
  failures = 0;
  takes: () => Promise<void> = async () => undefined;

  async check(): Promise<void> {
    return undefined;
  }

  async save(notebook: NotebookDocument): Promise<void> {
    const text = JSON.stringify(notebook.metadata);
    await this.takes();
    if (this.failures > 0) {
      this.failures -= 1;
      throw new NotSavedError('The disk is full.');
    }
    this.saved.push(text);
  }
}

let target: MemoryTarget;
let notebook: NotebookDocument;

beforeEach(() => {
  target = new MemoryTarget();
  notebook = { nbformat: 4, nbformat_minor: 5, metadata: { at: 0 }, cells: [] };
});

/** Lets everything happen that waits for nothing. */
const settled = (): Promise<void> =>
  new Promise(resolve => {
    setImmediate(resolve);
  });

describe('a notebook that changes', () => {
  it('is written once for many changes, at most every second', async () => {
    const clock = new HeldClock();
    const saver = new NotebookSaver(target, notebook, clock);
    await saver.flush();
    for (let at = 1; at <= 5; at += 1) {
      notebook.metadata = { at };
      saver.changed();
    }
    expect(clock.delays).toEqual([1000]);
    await settled();
    expect(target.saved).toEqual(['{"at":0}']);
    clock.release();
    await settled();
    expect(target.saved).toEqual(['{"at":0}', '{"at":5}']);
    clock.advance(400);
    saver.changed();
    expect(clock.delays).toEqual([1000, 600]);
  });

  it('that takes long to write is written less often', async () => {
    const clock = new HeldClock();
    target.takes = async () => clock.advance(3000);
    const saver = new NotebookSaver(target, notebook, clock);
    await saver.flush();
    saver.changed();
    expect(clock.delays).toEqual([30_000]);
  });

  it('is not written any more by what was to come when everything is written, or over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const saver = new NotebookSaver(target, notebook, systemClock);
      await saver.flush();
      saver.changed();
      await saver.flush();
      await vi.advanceTimersByTimeAsync(5000);
      expect(target.saved).toHaveLength(2);
      saver.changed();
      saver.dispose();
      await vi.advanceTimersByTimeAsync(5000);
      expect(target.saved).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('what cannot be written', () => {
  it('is tried again, and then given up with the reason', async () => {
    const saver = new NotebookSaver(target, notebook, new FixedClock());
    target.failures = 2;
    await saver.flush();
    expect(target.saved).toHaveLength(1);
    target.failures = 3;
    await expect(saver.flush()).rejects.toThrow('The disk is full.');
    await saver.flush();
    expect(target.saved).toHaveLength(2);
  });

  it('in between is left to the next time', async () => {
    const saver = new NotebookSaver(target, notebook, new FixedClock());
    target.failures = 1;
    saver.changed();
    await settled();
    expect(target.saved).toEqual([]);
    saver.changed();
    await settled();
    expect(target.saved).toHaveLength(1);
  });
});
