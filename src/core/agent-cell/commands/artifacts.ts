import { LIMITS } from '../../limits';
import { fileLink, plain, table } from '../markdown';
import type { Command } from './command';

/** R37: the files that turns of this run wrote, newest first. */
export const artifacts: Command = async context => {
  const { artifacts: all } = await context.session();
  if (all.length === 0) {
    return 'No files were written in this run.';
  }
  const shown = all.slice(0, LIMITS.cellTableRows);
  const more = all.length - shown.length;
  const rows = table(
    ['filename', 'path', 'size_kb', 'modified', 'extension', 'turn'],
    shown.map(({ filename, path, size_kb, modified, extension, turn }) => [
      plain(filename),
      fileLink(path),
      String(size_kb),
      modified,
      extension,
      String(turn)
    ])
  );
  return more > 0 ? `${rows}\n\n… and ${more} older ones` : rows;
};
