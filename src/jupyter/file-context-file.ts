import type { Contents } from '@jupyterlab/services';
import type { FileContextDocument } from '../core/file-context/document';
import {
  formatDocument,
  parseDocument
} from '../core/file-context/document-format';
import type { Clock } from '../core/ports';
import { readTextFile, statusOf } from './text-file';

const NAME = 'file_context.json';

/** A file that cannot be parsed is read this often before it counts as damaged. */
const READS = 3;
const BETWEEN_READS_MS = 60;

/** Names tried for a damaged file. */
const ASIDE_NAMES = 20;

export interface ContextOnDisk {
  /** Null when there is no file, an empty one, or one that is damaged. */
  readonly document: FileContextDocument | null;
  readonly text: string | null;
  /** Null when there is no file. */
  readonly lastModified: string | null;
  readonly isDamaged: boolean;
}

/**
 * `file_context.json` in a folder, read and written whole. Jupyter Server writes into the file itself and puts a copy that
 * it made before back when that fails: a file is torn only when the server dies in the middle, and for a moment whoever
 * reads while another one writes may see half of it.
 */
export class FileContextFile {
  constructor(
    private readonly contents: Contents.IManager,
    private readonly clock: Clock,
    /** Folder of the session. */
    private readonly folder: () => string
  ) {}

  get path(): string {
    return `${this.folder()}/${NAME}`;
  }

  /** Throws what the server answered, unless there is no file. */
  async read(): Promise<ContextOnDisk> {
    for (let reads = 1; ; reads += 1) {
      const found = toContext(await readTextFile(this.contents, this.path));
      if (!found.isDamaged || reads === READS) {
        return found;
      }
      await this.clock.delay(BETWEEN_READS_MS);
    }
  }

  /** Whether the file was last written at that time; null: whether there is none. Throws as `read`. */
  async isStillFrom(lastModified: string | null): Promise<boolean> {
    try {
      const model = await this.contents.get(this.path, { content: false });
      return model.last_modified === lastModified;
    } catch (error) {
      if (statusOf(error) === 404) {
        return lastModified === null;
      }
      throw error;
    }
  }

  /** Returns the text that was sent. Throws what the server answered. */
  async write(document: FileContextDocument): Promise<string> {
    const text = formatDocument(document);
    await this.contents.save(this.path, {
      type: 'file',
      format: 'text',
      content: text
    });
    return text;
  }

  /** Gives the damaged file another name, so that nothing in it is lost. Returns that name. */
  async setAside(): Promise<string> {
    const time = new Date(this.clock.now()).toISOString().replace(/\D/g, '');
    const stamp = `${time.slice(0, 8)}_${time.slice(8, 14)}`;
    for (let count = 1; ; count += 1) {
      const name = `file_context.corrupt-${stamp}${count > 1 ? `_${count}` : ''}.json`;
      try {
        await this.contents.rename(this.path, `${this.folder()}/${name}`);
        return name;
      } catch (error) {
        if (await this.isStillFrom(null)) {
          // Another tab was faster.
          return name;
        }
        if (statusOf(error) !== 409 || count === ASIDE_NAMES) {
          throw error;
        }
      }
    }
  }
}

function toContext(
  file: { readonly text: string; readonly lastModified: string } | null
): ContextOnDisk {
  const text = file?.text ?? null;
  const document = text === null ? null : parseDocument(text);
  return {
    document,
    text,
    lastModified: file?.lastModified ?? null,
    isDamaged: document === null && text !== null && text.trim() !== ''
  };
}
