import { Listeners, type Subscribable } from '../listeners';
import type { Clock, Ids, TranscriptStore } from '../ports';
import { ENTRY_VERSION, type Entry } from './entries';

/** The declared fields of a loose object, without its index signature. */
type Declared<T> = {
  [K in keyof T as string extends K ? never : K]: T[K];
};

/** What the writer of an entry says; the journal adds `v`, `id` and `ts`. */
export type NewEntry = Entry extends infer E
  ? E extends Entry
    ? Omit<Declared<E>, 'v' | 'id' | 'ts'>
    : never
  : never;

/**
 * The entries of a session in memory, in step with those on disk. Whoever wants to
 * show something subscribes to `added`; nothing else holds state of its own.
 */
export class Journal {
  private readonly list: Entry[] = [];
  private readonly ids = new Set<string>();
  private readonly addedListeners = new Listeners<readonly Entry[]>();
  private loading: Promise<void> | null = null;
  private loaded = false;
  unreadableLines = 0;

  constructor(
    private readonly store: TranscriptStore,
    private readonly clock: Clock,
    private readonly idSource: Ids
  ) {
    store.foreignEntries.subscribe(entries => {
      this.keep(entries);
    });
  }

  get entries(): readonly Entry[] {
    return this.list;
  }

  /** Every entry once: those on disk together, then each as it is written here or found to be written by another tab. */
  get added(): Subscribable<readonly Entry[]> {
    return this.addedListeners;
  }

  /** Reads what is on disk, once. Throws `AgentError` `transcript-unreadable`, and tries again on the next call. */
  load(): Promise<void> {
    this.loading ??= this.read().catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  get isLoaded(): boolean {
    return this.loaded;
  }

  /** Takes over what other tabs wrote. */
  async refresh(): Promise<void> {
    await this.load();
    await this.store.refresh();
  }

  /** Keeps the entry and resolves when it is on disk, or as safe as it can be. Never throws. */
  async write(entry: NewEntry): Promise<void> {
    await this.writeAll([entry]);
  }

  /** The same for entries that belong together: whoever listens hears of them at once. */
  async writeAll(entries: readonly NewEntry[]): Promise<void> {
    const complete = entries.map(
      entry =>
        ({
          v: ENTRY_VERSION,
          id: this.idSource.next(),
          ts: new Date(this.clock.now()).toISOString(),
          ...entry
        }) as Entry
    );
    this.keep(complete);
    await Promise.all(complete.map(entry => this.store.append(entry)));
  }

  private async read(): Promise<void> {
    const { entries, unreadableLines } = await this.store.load();
    this.unreadableLines = unreadableLines;
    this.keep(entries);
    this.loaded = true;
  }

  private keep(entries: readonly Entry[]): void {
    // A retried append or a refresh may bring an entry twice.
    const fresh = entries.filter(({ id }) => {
      const isFresh = !this.ids.has(id);
      this.ids.add(id);
      return isFresh;
    });
    fresh.forEach(entry => this.list.push(entry));
    if (fresh.length > 0) {
      this.addedListeners.emit(fresh);
    }
  }
}
