import type { Contents } from '@jupyterlab/services';
import { AgentError } from '../core/errors';
import { Listeners } from '../core/listeners';
import type {
  Clock,
  LoadedTranscript,
  StorageState,
  TranscriptStore
} from '../core/ports';
import type { Entry } from '../core/transcript/entries';
import { canAppend } from './append-capability';
import { BlobFolder } from './blob-folder';
import { ensureFolder, writeProblem } from './text-file';
import { TranscriptFile } from './transcript-file';

export interface ContentsTranscriptOptions {
  readonly contents: Contents.IManager;
  /** Folder of the session; may change when the notebook is renamed. */
  folder(): string;
  /** Folder of the notebook, which exists. */
  notebookFolder(): string;
  /** False while the notebook itself is not on disk: entries wait in memory until it is saved. */
  isNotebookSaved(): Promise<boolean>;
  /** Unique to this page; part of the name of the scratch file. */
  readonly clientId: string;
  readonly clock: Clock;
}

/** Waits between attempts to write what could not be written. */
const RETRY_MS = 10_000;

/** The sidecar of one session over the contents API. Entries are written in order, several at once when they pile up. */
export class ContentsTranscriptStore implements TranscriptStore {
  storage: StorageState = { kind: 'saved' };
  readonly storageChanged = new Listeners<StorageState>();
  readonly foreignEntries = new Listeners<readonly Entry[]>();
  private readonly file: TranscriptFile;
  private readonly blobs: BlobFolder;
  private pending: Entry[] = [];
  /** Text files of a notebook that is not saved yet. */
  private readonly texts = new Map<string, string>();
  private work: Promise<void> = Promise.resolve();
  private appends: Promise<boolean> | null = null;
  private uncertain = false;
  private isLoaded = false;
  private readonly disposed = new AbortController();
  private retrying = false;

  constructor(private readonly options: ContentsTranscriptOptions) {
    const { contents } = options;
    this.file = new TranscriptFile(
      contents,
      () => `${options.folder()}/transcript.jsonl`
    );
    this.blobs = new BlobFolder(contents, () => options.folder());
  }

  async load(): Promise<LoadedTranscript> {
    try {
      const { entries, foreign } = await this.enqueue(() => this.file.load());
      // Whoever loads for the first time gets them as the result.
      if (this.isLoaded) {
        this.announceForeign(foreign);
      }
      this.isLoaded = true;
      return { entries, unreadableLines: this.file.unreadableLines };
    } catch (error) {
      throw new AgentError(
        'transcript-unreadable',
        `The transcript beside the notebook cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        {
          advice: `Check the file ${this.options.folder()}/transcript.jsonl, then try again.`,
          cause: error
        }
      );
    }
  }

  refresh(): Promise<void> {
    return this.enqueue(async () => {
      await this.flush();
      if (this.pending.length === 0) {
        this.announceForeign((await this.file.refresh()).foreign);
      }
    });
  }

  append(entry: Entry): Promise<void> {
    this.pending.push(entry);
    return this.enqueue(() => this.flush());
  }

  async putBlob(base64: string, extension: string): Promise<string> {
    const reference = this.blobs.keep(base64, extension);
    await this.enqueue(() => this.flush());
    return reference;
  }

  getBlob(reference: string): Promise<string | null> {
    return this.blobs.read(reference);
  }

  async writeText(name: string, text: string): Promise<void> {
    await this.enqueue(async () => {
      if (await this.options.isNotebookSaved()) {
        await this.saveText(name, text);
      } else {
        this.texts.set(name, text);
        this.retryLater();
      }
    });
  }

  dispose(): void {
    this.disposed.abort();
  }

  private async saveText(name: string, text: string): Promise<void> {
    this.texts.delete(name);
    await this.prepareFolder();
    await this.options.contents.save(`${this.options.folder()}/${name}`, {
      type: 'file',
      format: 'text',
      content: text
    });
  }

  private enqueue<T>(job: () => Promise<T>): Promise<T> {
    const result = this.work.then(job);
    this.work = result.then(
      () => undefined,
      () => undefined
    );
    return result;
  }

  /** Writes what is pending; keeps it and says so when that fails. Never throws. */
  private async flush(): Promise<void> {
    if (
      this.pending.length === 0 &&
      !this.blobs.hasPending &&
      this.texts.size === 0
    ) {
      return;
    }
    if (!(await this.options.isNotebookSaved())) {
      this.setStorage({
        kind: 'memory',
        reason: 'the notebook has not been saved yet'
      });
      this.retryLater();
      return;
    }
    try {
      await this.prepareFolder();
      await this.blobs.flush();
      await this.writePending();
      for (const [name, text] of [...this.texts]) {
        await this.saveText(name, text);
      }
      this.setStorage({ kind: 'saved' });
    } catch (error) {
      this.uncertain = true;
      this.setStorage({ kind: 'memory', reason: writeProblem(error) });
      this.retryLater();
    }
  }

  private async writePending(): Promise<void> {
    if (this.uncertain) {
      const { foreign, missing } = await this.file.reconcile(this.pending);
      this.announceForeign(foreign);
      this.pending = missing;
      this.uncertain = false;
    }
    const entries = [...this.pending];
    if (entries.length === 0) {
      return;
    }
    const appends = await this.probe();
    const { foreign } = appends
      ? await this.file.append(entries)
      : await this.file.rewrite(entries);
    this.pending = this.pending.slice(entries.length);
    this.announceForeign(foreign);
  }

  private probe(): Promise<boolean> {
    const { contents, clientId } = this.options;
    this.appends ??= canAppend(
      contents,
      this.options.folder(),
      `append_probe_${clientId}.txt`
    ).catch((error: unknown) => {
      this.appends = null;
      throw error;
    });
    return this.appends;
  }

  private folderMade = '';

  private async prepareFolder(): Promise<void> {
    const folder = this.options.folder();
    if (this.folderMade !== folder) {
      await ensureFolder(
        this.options.contents,
        folder,
        this.options.notebookFolder()
      );
      this.folderMade = folder;
    }
  }

  private announceForeign(entries: readonly Entry[]): void {
    if (entries.length > 0) {
      this.foreignEntries.emit(entries);
    }
  }

  private setStorage(state: StorageState): void {
    const before = this.storage;
    this.storage = state;
    if (JSON.stringify(before) !== JSON.stringify(state)) {
      this.storageChanged.emit(state);
    }
  }

  /** One timer at a time; it goes on until everything is written or the session is gone. */
  private retryLater(): void {
    if (this.retrying) {
      return;
    }
    this.retrying = true;
    this.folderMade = '';
    this.options.clock
      .delay(RETRY_MS, this.disposed.signal)
      .then(() => {
        this.retrying = false;
        return this.enqueue(() => this.flush());
      })
      .catch(() => undefined);
  }
}
