/**
 * The order in which cells of one notebook run. The kernel keeps Python cells in order by itself; agent cells do not
 * occupy it, so somebody has to see to it that *Run All* means what it says:
 *
 * - an agent cell waits for everything that was started before it;
 * - another cell waits for the agent cells that were started before it by the same gesture (*Run All*, a selection). A
 *   cell that the user runs by itself while an agent cell works goes to the kernel at once, because that is free;
 * - when a cell fails, those that wait for it do not run, as the kernel does with the requests behind a failed one.
 */
export class CellOrder {
  private readonly entries = new Set<Entry>();
  private gesture: symbol | null = null;

  /**
   * Runs `task` in its turn and resolves with what it resolves with; false counts as not run, a rejection as failed.
   * Nothing is waited for when there is nothing to wait for: then `task` has begun when this returns.
   * Throws `SkippedError` when `task` does not run because something before it failed, or it was dropped.
   */
  run(cell: CellInOrder, task: () => Promise<boolean>): Promise<boolean> {
    const gesture = this.currentGesture();
    const before = [...this.entries].filter(
      entry => cell.isAgent || (entry.gesture === gesture && entry.cell.isAgent)
    );
    const dropped = new AbortController();
    const running =
      before.length === 0 ? task() : this.later(cell, before, dropped, task);
    const entry: Entry = {
      cell,
      gesture,
      dropped,
      isWaiting: before.length > 0,
      failed: running.then(
        () => false,
        () => true
      )
    };
    this.entries.add(entry);
    void entry.failed.then(() => this.entries.delete(entry));
    return running;
  }

  /**
   * Cells that wait for their turn do not run; what has begun goes on.
   * @param isSuperseded the cell is run again by somebody else
   */
  dropWaiting(
    isMeant: (cellId: string) => boolean = () => true,
    isSuperseded = false
  ): void {
    for (const entry of this.entries) {
      if (entry.isWaiting && isMeant(entry.cell.id)) {
        entry.dropped.abort(new SkippedError(isSuperseded));
      }
    }
  }

  private async later(
    cell: CellInOrder,
    before: readonly Entry[],
    { signal }: AbortController,
    task: () => Promise<boolean>
  ): Promise<boolean> {
    cell.waits();
    const isStopped = await Promise.race([
      anyFailed(before.filter(entry => entry.cell.id !== cell.id)),
      aborted(signal)
    ]);
    // The same cell's earlier run is not a reason to skip this one, but it must be over.
    if (!isStopped) {
      await Promise.all(before.map(({ failed }) => failed));
    }
    signal.throwIfAborted();
    if (isStopped) {
      throw new SkippedError();
    }
    for (const entry of this.entries) {
      if (entry.dropped.signal === signal) {
        entry.isWaiting = false;
      }
    }
    return task();
  }

  /** Calls within one stretch of code, as NotebookActions makes them for all cells of a run, are one gesture. */
  private currentGesture(): symbol {
    if (this.gesture === null) {
      this.gesture = Symbol('gesture');
      queueMicrotask(() => (this.gesture = null));
    }
    return this.gesture;
  }
}

export interface CellInOrder {
  readonly id: string;
  readonly isAgent: boolean;
  /** Called when it has to wait. */
  waits(): void;
}

interface Entry {
  readonly cell: CellInOrder;
  readonly gesture: symbol;
  readonly dropped: AbortController;
  isWaiting: boolean;
  /** Resolves when it is over: whether it failed. Never rejects. */
  readonly failed: Promise<boolean>;
}

/** The cell was not run because one before it failed, or the run was called off. */
export class SkippedError extends Error {
  constructor(readonly isSuperseded = false) {
    super('Not run: a cell before it did not succeed.');
  }
}

/** Resolves with true as soon as one of them failed, with false when all went well. */
async function anyFailed(entries: readonly Entry[]): Promise<boolean> {
  const all = Promise.all(entries.map(({ failed }) => failed));
  const first = entries.map(async ({ failed }) =>
    (await failed) ? true : new Promise<boolean>(() => undefined)
  );
  return Promise.race([all.then(each => each.includes(true)), ...first]);
}

function aborted(signal: AbortSignal): Promise<boolean> {
  return new Promise(resolve => {
    signal.addEventListener('abort', () => resolve(true), { once: true });
  });
}
