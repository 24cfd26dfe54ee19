import { fileSize } from '../../context/phrases';
import type { KnownFile } from '../../file-context/known-file';
import { LIMITS } from '../../limits';
import { plain, table } from '../markdown';
import { grouped } from '../quantities';
import type { Command } from './command';

const STATES: Readonly<Record<KnownFile['state'], string>> = {
  unchecked: 'not checked',
  profiling: 'being read',
  fresh: 'fresh',
  partial: 'fresh, read in part',
  changed: 'changed since: read again by the next turn',
  gone: 'gone',
  failed: 'could not be read'
};

/** The data files that the session knows, each compared with the disk. */
export const files: Command = async context => {
  const { fileContext } = await context.session();
  await fileContext.refresh();
  const known = fileContext.files;
  if (known.length === 0) {
    return 'No data files are known yet. Name them with `--files`, or in a prompt.';
  }
  const shown = known.slice(0, LIMITS.cellTableRows);
  const more = known.length - shown.length;
  const rows = table(
    ['file', 'type', 'size', 'rows × columns', 'state', 'read'],
    shown.map(rowOf)
  );
  return more > 0 ? `${rows}\n\n… and ${more} more` : rows;
};

function rowOf({ path, state, profile, profiledAt, reason }: KnownFile) {
  const columns = profile
    ? (profile.total_columns ?? profile.columns.length)
    : 0;
  const shape =
    profile && typeof profile.rows === 'number'
      ? `${grouped(profile.rows)}${columns > 0 ? ` × ${columns}` : ''}`
      : '';
  return [
    plain(path),
    profile?.type ?? '',
    profile ? fileSize(profile.size_bytes) : '',
    shape,
    `${STATES[state]}${reason ? `: ${plain(reason)}` : ''}`,
    profiledAt ? profiledAt.slice(0, 16).replace('T', ' ') : ''
  ];
}
