import type { Contents } from '@jupyterlab/services';
import { contentHash } from './content-hash';
import { makeFolder } from './text-file';

/** Contents kept in memory after they were written, so that the next request need not read them back. */
const KEPT = 32;

/** `outputs/<sha256>.<extension>` in the session's folder: big outputs, stored once. */
export class BlobFolder {
  private readonly recent = new Map<string, string>();
  private readonly pending = new Map<string, string>();
  private readonly stored = new Set<string>();

  constructor(
    private readonly contents: Contents.IManager,
    private readonly folder: () => string
  ) {}

  get hasPending(): boolean {
    return this.pending.size > 0;
  }

  /** Takes the content; `flush` writes it. Returns its reference, relative to the session's folder. */
  keep(base64: string, extension: string): string {
    const reference = `outputs/${contentHash(base64)}.${extension}`;
    if (!this.stored.has(reference)) {
      this.pending.set(reference, base64);
    }
    this.remember(reference, base64);
    return reference;
  }

  /** Base64 of a stored content; null when it cannot be had. */
  async read(reference: string): Promise<string | null> {
    const known = this.pending.get(reference) ?? this.recent.get(reference);
    if (known !== undefined) {
      return known;
    }
    try {
      const model = await this.contents.get(`${this.folder()}/${reference}`, {
        type: 'file',
        format: 'base64',
        content: true
      });
      const base64 = String(model.content ?? '').replace(/\s/g, '');
      this.remember(reference, base64);
      return base64;
    } catch {
      return null;
    }
  }

  /** Writes what is pending. Throws what the server answered; the rest stays pending. */
  async flush(): Promise<void> {
    if (this.pending.size === 0) {
      return;
    }
    await makeFolder(this.contents, `${this.folder()}/outputs`);
    for (const [reference, base64] of this.pending) {
      await this.contents.save(`${this.folder()}/${reference}`, {
        type: 'file',
        format: 'base64',
        content: base64
      });
      this.pending.delete(reference);
      this.stored.add(reference);
    }
  }

  private remember(reference: string, base64: string): void {
    this.recent.delete(reference);
    this.recent.set(reference, base64);
    const oldest = this.recent.keys().next();
    if (this.recent.size > KEPT && !oldest.done) {
      this.recent.delete(oldest.value);
    }
  }
}
