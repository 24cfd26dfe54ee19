import type { Contents } from '@jupyterlab/services';
import { decodeTranscript, encodeEntry } from '../core/transcript/codec';
import type { Entry } from '../core/transcript/entries';
import { appendText } from './append-capability';
import { readTextFile } from './text-file';

export interface WriteOutcome {
  /** Entries found on disk that this tab did not write. */
  readonly foreign: readonly Entry[];
}

/**
 * `transcript.jsonl` on a contents manager: what is on disk, as far as this tab knows, and two ways of adding to it.
 * Each write is checked by the size that comes back; whatever another tab did meanwhile is taken over, not lost.
 */
export class TranscriptFile {
  /** Bytes on disk after the last look; null before it. */
  private size: number | null = null;
  private lastModified = '';
  private endsWithNewline = true;
  private readonly known = new Map<string, Entry>();
  unreadableLines = 0;

  constructor(
    private readonly contents: Contents.IManager,
    private readonly path: () => string
  ) {}

  /** Everything on disk, in that order. Throws what the server answered. */
  async load(): Promise<WriteOutcome & { readonly entries: Entry[] }> {
    const foreign = await this.reread();
    this.text = '';
    const entries = [...this.onDisk].flatMap(id => this.known.get(id) ?? []);
    return { entries, foreign };
  }

  /** What others added since the last look. Costs one small request when nothing did. */
  async refresh(): Promise<WriteOutcome> {
    const model = await this.contents
      .get(this.path(), { type: 'file', content: false })
      .catch(() => null);
    if (
      model === null ||
      (model.size === this.size && model.last_modified === this.lastModified)
    ) {
      return { foreign: [] };
    }
    const foreign = await this.reread();
    this.text = '';
    return { foreign };
  }

  /**
   * Appends without reading: one request, the same cost however long the file is.
   * Throws what the server answered; then nothing is known about the entries, and `reconcile` must come first.
   */
  async append(entries: readonly Entry[]): Promise<WriteOutcome> {
    const text = this.lineBreak() + entries.map(encodeEntry).join('');
    const bytes = new TextEncoder().encode(text).length;
    const model = await appendText(this.contents, this.path(), text);
    const expected = (this.size ?? 0) + bytes;
    entries.forEach(entry => this.known.set(entry.id, entry));
    if (model.size === expected) {
      this.remember(model);
      return { foreign: [] };
    }
    const foreign = await this.reread();
    await this.writeMissing();
    return { foreign };
  }

  /** Writes the whole file, with what is on disk by then. For managers that cannot append. */
  async rewrite(entries: readonly Entry[]): Promise<WriteOutcome> {
    const foreign = await this.reread();
    entries.forEach(entry => this.known.set(entry.id, entry));
    await this.writeMissing();
    return { foreign };
  }

  /** After a failed write: looks at what is on disk and returns those of `entries` that are not there. */
  async reconcile(
    entries: readonly Entry[]
  ): Promise<WriteOutcome & { readonly missing: Entry[] }> {
    const foreign = (await this.reread()).filter(
      found => !entries.some(entry => entry.id === found.id)
    );
    await this.writeMissing();
    return {
      foreign,
      missing: entries.filter(entry => !this.onDisk.has(entry.id))
    };
  }

  private onDisk = new Set<string>();
  /** The file as it was read, until it is decided what to write. */
  private text = '';

  /** Reads the file and returns entries that were not known before. */
  private async reread(): Promise<Entry[]> {
    const file = await readTextFile(this.contents, this.path());
    this.text = file?.text ?? '';
    const decoded = decodeTranscript(file?.text ?? '');
    this.size = file
      ? (file.size ?? new TextEncoder().encode(file.text).length)
      : 0;
    this.lastModified = file?.lastModified ?? '';
    this.endsWithNewline = decoded.endsWithNewline;
    this.unreadableLines = decoded.unreadableLines;
    this.onDisk = new Set(decoded.entries.map(entry => entry.id));
    const fresh = decoded.entries.filter(entry => !this.known.has(entry.id));
    fresh.forEach(entry => this.known.set(entry.id, entry));
    return fresh;
  }

  /**
   * Puts entries into the file that are not in it, because they are new, or somebody removed or overwrote it. To be
   * called after `reread`: what is there stays byte for byte, also lines that this version cannot read.
   */
  private async writeMissing(): Promise<void> {
    const missing = [...this.known.values()].filter(
      entry => !this.onDisk.has(entry.id)
    );
    if (missing.length > 0) {
      const content =
        this.text + this.lineBreak() + missing.map(encodeEntry).join('');
      const file = { type: 'file', format: 'text', content } as const;
      this.remember(await this.contents.save(this.path(), file));
      missing.forEach(entry => this.onDisk.add(entry.id));
    }
    this.text = '';
  }

  /** A line torn by a crash gets a line of its own, so that it cannot swallow the next entry. */
  private lineBreak(): string {
    return this.endsWithNewline ? '' : '\n';
  }

  private remember(model: Contents.IModel): void {
    this.size = model.size ?? null;
    this.lastModified = model.last_modified;
    this.endsWithNewline = true;
  }
}
