import type { FileContextDocument } from '../core/file-context/document';
import {
  formatDocument,
  parseDocument
} from '../core/file-context/document-format';
import type { FileContextStore } from '../core/ports';

/** `file_context.json` of one session in memory, as the very text a file would hold. */
export class MemoryFileContextStore implements FileContextStore {
  /** What the file holds; null while there is none. */
  text: string | null = null;
  /** File contexts of the notebook's other sessions, newest first. */
  others: FileContextDocument[] = [];
  loads = 0;
  updates = 0;
  /** Updates that changed the file. */
  writes = 0;
  /** Set to make writing fail. */
  writesFail = false;

  constructor(document: FileContextDocument | null = null) {
    this.text = document && formatDocument(document);
  }

  get document(): FileContextDocument | null {
    return this.text === null ? null : parseDocument(this.text);
  }

  /** This session's and the other ones', as far as they are there. */
  get documents(): FileContextDocument[] {
    const own = this.document;
    return own ? [own, ...this.others] : [...this.others];
  }

  async load(): Promise<FileContextDocument | null> {
    this.loads += 1;
    return this.document;
  }

  async update(
    change: (current: FileContextDocument | null) => FileContextDocument | null
  ): Promise<FileContextDocument | null> {
    this.updates += 1;
    const changed = change(this.document);
    if (this.writesFail) {
      return null;
    }
    const text = changed ? formatDocument(changed) : this.text;
    this.writes += text === this.text ? 0 : 1;
    this.text = text;
    return this.document;
  }

  async siblings(): Promise<FileContextDocument[]> {
    return this.others;
  }
}
