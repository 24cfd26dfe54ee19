import type { Contents } from '@jupyterlab/services';
import type { FileEntry, Files } from '../core/ports';

/** The notebook's folder, as the contents API lists it. */
export class ContentsFiles implements Files {
  constructor(
    private readonly contents: Contents.IManager,
    private readonly folder: () => string
  ) {}

  async nearby(): Promise<FileEntry[]> {
    try {
      const model = await this.contents.get(this.folder(), {
        type: 'directory',
        content: true
      });
      const entries: unknown = model.content;
      return Array.isArray(entries)
        ? entries.map(toEntry).filter(entry => entry !== null)
        : [];
    } catch {
      return [];
    }
  }
}

function toEntry(value: unknown): FileEntry | null {
  if (typeof value !== 'object' || value === null || !('name' in value)) {
    return null;
  }
  const type = 'type' in value ? value.type : 'file';
  const size = 'size' in value ? value.size : null;
  const modified = 'last_modified' in value ? value.last_modified : '';
  return {
    path: String(value.name),
    kind: type === 'directory' ? 'directory' : 'file',
    size: typeof size === 'number' ? size : null,
    modified: typeof modified === 'string' ? modified : ''
  };
}
