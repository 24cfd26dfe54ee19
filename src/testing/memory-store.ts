import { Listeners } from '../core/listeners';
import type {
  LoadedTranscript,
  StorageState,
  TranscriptStore
} from '../core/ports';
import { decodeTranscript, encodeEntry } from '../core/transcript/codec';
import type { Entry } from '../core/transcript/entries';

/** A sidecar in memory that keeps the very text a file would hold. */
export class MemoryStore implements TranscriptStore {
  storage: StorageState = { kind: 'saved' };
  readonly storageChanged = new Listeners<StorageState>();
  readonly foreignEntries = new Listeners<readonly Entry[]>();
  readonly blobs = new Map<string, string>();
  readonly texts = new Map<string, string>();
  /** Set to make writing text files fail. */
  textsFail = false;
  private readonly foreign: Entry[] = [];

  constructor(public transcript = '') {}

  async load(): Promise<LoadedTranscript> {
    return decodeTranscript(this.transcript);
  }

  async refresh(): Promise<void> {
    const entries = this.foreign.splice(0);
    if (entries.length > 0) {
      this.foreignEntries.emit(entries);
    }
  }

  async append(entry: Entry): Promise<void> {
    this.transcript += encodeEntry(entry);
  }

  async putBlob(base64: string, extension: string): Promise<string> {
    const reference = `outputs/${this.blobs.size + 1}.${extension}`;
    this.blobs.set(reference, base64);
    return reference;
  }

  async getBlob(reference: string): Promise<string | null> {
    return this.blobs.get(reference) ?? null;
  }

  async writeText(name: string, text: string): Promise<void> {
    if (this.textsFail) {
      throw new Error('The folder is read-only.');
    }
    this.texts.set(name, text);
  }

  /** What another tab wrote, found at the next refresh. */
  writeElsewhere(entry: Entry): void {
    this.transcript += encodeEntry(entry);
    this.foreign.push(entry);
  }
}
