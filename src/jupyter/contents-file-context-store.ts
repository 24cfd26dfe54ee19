import type { Contents } from '@jupyterlab/services';
import type { FileContextDocument } from '../core/file-context/document';
import { LIMITS } from '../core/limits';
import type { Clock, FileContextStore } from '../core/ports';
import { FileContextFile, type ContextOnDisk } from './file-context-file';
import { siblingContexts } from './sibling-contexts';
import { ensureFolder, writeProblem } from './text-file';

export interface ContentsFileContextOptions {
  readonly contents: Contents.IManager;
  /** Folder of the session; may change when the notebook is renamed. */
  folder(): string;
  /** Folder of the notebook, which exists. */
  notebookFolder(): string;
  /** False while the notebook itself is not on disk: changes wait in memory until it is saved. */
  isNotebookSaved(): Promise<boolean>;
  readonly clock: Clock;
  /** Told in a sentence what could not be read or written, once until it works again. */
  onProblem?(problem: string): void;
}

type Change = Parameters<FileContextStore['update']>[0];

/** Waits between attempts to write what could not be written. */
const RETRY_MS = 10_000;

/** Attempts to write while other tabs write too, and how much longer each waits than the one before. */
const ATTEMPTS = 12;
const BACKOFF_MS = 20;

/** When it is looked again whether what was written is still there: at least, and in durations of the write. */
const SETTLE_MS = 300;
const SETTLE_TIMES = 3;

/**
 * How often it must be found unchanged, each time after twice as long: what another tab sent before it could know of our
 * writing may reach the disk late where a server is busy.
 */
const QUIET_LOOKS = 3;

/**
 * `file_context.json` of one session over the contents API, which can only write a file whole. So nobody can be kept from
 * writing between our reading and our writing; what is lost in that way is found out by reading back, at once and a
 * moment later, and is merged in again. A `change` must therefore leave a document alone that has all it wants.
 */
export class ContentsFileContextStore implements FileContextStore {
  private readonly file: FileContextFile;
  /** Changes that are not on disk yet. */
  private unwritten: Change[] = [];
  /** Changes that were written a moment ago; another tab that read before may still overwrite them. */
  private unsettled: Change[] = [];
  private unsettledFolder = '';
  /** How often they were found to be there since something was written last. */
  private quietLooks = 0;
  private work: Promise<unknown> = Promise.resolve();
  private problem = '';
  private readonly disposed = new AbortController();
  private isRetrying = false;
  private settling: Promise<void> | null = null;

  constructor(private readonly options: ContentsFileContextOptions) {
    const { contents, clock } = options;
    this.file = new FileContextFile(contents, clock, () => options.folder());
  }

  load(): Promise<FileContextDocument | null> {
    return this.enqueue(async () => {
      let onDisk: FileContextDocument | null = null;
      try {
        onDisk = await this.read();
      } catch (error) {
        this.report(
          `${this.file.path} cannot be read: ${error instanceof Error ? error.message : String(error)}`
        );
      }
      return applyAll(this.unwritten, onDisk);
    });
  }

  update(change: Change): Promise<FileContextDocument | null> {
    return this.enqueue(() => {
      this.unwritten = [...this.unwritten, change].slice(
        -LIMITS.unwrittenFileChanges
      );
      return this.flush();
    });
  }

  siblings(): Promise<FileContextDocument[]> {
    return siblingContexts(
      this.options.contents,
      this.options.clock,
      this.options.folder()
    );
  }

  /** Resolves when what was written has been looked at again. */
  async settled(): Promise<void> {
    while (this.settling) {
      await this.settling;
    }
  }

  dispose(): void {
    this.disposed.abort();
  }

  private enqueue<T>(job: () => Promise<T>): Promise<T> {
    const result = this.work.then(job);
    this.work = result.catch(() => undefined);
    return result;
  }

  /** Writes what is not written yet; keeps it when that fails. Never throws. */
  private async flush(): Promise<FileContextDocument | null> {
    try {
      if (!(await this.options.isNotebookSaved())) {
        this.retryLater();
        return null;
      }
      const since = this.options.clock.now();
      const { document, hasWritten } = await this.writeUntilKept(
        this.unwritten
      );
      this.problem = '';
      if (hasWritten) {
        this.unsettled.push(...this.unwritten);
        this.quietLooks = 0;
        this.unsettledFolder = this.options.folder();
        this.settleLater(this.options.clock.now() - since);
      }
      this.unwritten = [];
      return document;
    } catch (error) {
      this.report(
        `What is known of data files cannot be saved: ${error instanceof BusyError ? 'other tabs keep writing to the same file' : writeProblem(error)}.`
      );
      this.retryLater();
      return null;
    }
  }

  /**
   * Reads, changes, writes and reads back until all of `changes` are there, and those that may have been lost. Throws
   * what the server answered.
   */
  private async writeUntilKept(
    changes: readonly Change[]
  ): Promise<{ document: FileContextDocument | null; hasWritten: boolean }> {
    let written: string | null = null;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 1) {
        await this.options.clock.delay(attempt * BACKOFF_MS);
      }
      const before = await this.file.read();
      const hasWritten = written !== null;
      const wanted = applyAll(
        [...this.stillUnsettled(before), ...changes],
        before.document
      );
      if (
        (hasWritten && before.text === written) ||
        wanted === null ||
        wanted === before.document
      ) {
        return { document: before.document, hasWritten };
      }
      await ensureFolder(
        this.options.contents,
        this.options.folder(),
        this.options.notebookFolder()
      );
      let { lastModified } = before;
      if (before.isDamaged) {
        this.report(
          `${this.file.path} was damaged; it is kept as ${await this.file.setAside()}.`
        );
        lastModified = null;
      }
      if (await this.file.isStillFrom(lastModified)) {
        written = await this.file.write(wanted);
      }
    }
    throw new BusyError();
  }

  /** Nothing is brought back where the session was removed, or in the folder of another one. */
  private stillUnsettled({ text }: ContextOnDisk): readonly Change[] {
    if (text === null || this.unsettledFolder !== this.options.folder()) {
      this.unsettled = [];
    }
    return this.unsettled;
  }

  /** Throws what the server answered. */
  private async read(): Promise<FileContextDocument | null> {
    const { document, isDamaged } = await this.file.read();
    if (isDamaged) {
      this.report(
        `${this.file.path} is damaged. It will be kept under another name when it is written anew.`
      );
    } else {
      this.problem = '';
    }
    return document;
  }

  private settleLater(duration: number): void {
    this.settling ??= this.options.clock
      .delay(
        Math.max(SETTLE_MS, SETTLE_TIMES * duration) * 2 ** this.quietLooks,
        this.disposed.signal
      )
      .then(() => this.enqueue(() => this.settle()))
      .then(
        again => {
          this.settling = null;
          if (again) {
            this.settleLater(duration);
          }
        },
        () => {
          this.settling = null;
        }
      );
  }

  /** Whether to look again: something had been lost and was written again, or it was quiet for too short a time. */
  private async settle(): Promise<boolean> {
    const { hasWritten } = await this.writeUntilKept([]);
    this.quietLooks = hasWritten ? 0 : this.quietLooks + 1;
    if (this.quietLooks >= QUIET_LOOKS) {
      this.unsettled = [];
    }
    return this.unsettled.length > 0;
  }

  private report(problem: string): void {
    if (problem !== this.problem) {
      this.problem = problem;
      this.options.onProblem?.(problem);
    }
  }

  /** One timer at a time; it goes on until everything is written or the session is gone. */
  private retryLater(): void {
    if (this.isRetrying) {
      return;
    }
    this.isRetrying = true;
    this.options.clock
      .delay(RETRY_MS, this.disposed.signal)
      .then(() => {
        this.isRetrying = false;
        return this.enqueue(() => this.flush());
      })
      .catch(() => undefined);
  }
}

/** Others wrote whenever we did. */
class BusyError extends Error {}

/** What the changes, one after the other, make of a document. */
function applyAll(
  changes: readonly Change[],
  document: FileContextDocument | null
): FileContextDocument | null {
  return changes.reduce(
    (current, change) => change(current) ?? current,
    document
  );
}
