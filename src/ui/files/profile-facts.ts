import type { KnownFile } from '../../core/file-context/known-file';
import type { FileProfile } from '../../core/file-context/profile';
import type { TranslationBundle } from '@jupyterlab/translation';
import { element, part } from '../dom';
import { formatBytes, formatShape } from '../format';
import { columnCount, typeWords } from './file-words';

/** Type, size, rows and columns, and when; what is not known is left out. */
export function profileFacts(
  file: KnownFile,
  profile: FileProfile,
  trans: TranslationBundle
): HTMLElement {
  const facts: [string, string][] = [
    [trans.__('Type'), typeWords(profile.type)],
    [trans.__('Size'), formatBytes(profile.size_bytes)],
    [
      trans.__('Rows × columns'),
      formatShape(profile.rows, columnCount(profile), trans)
    ],
    [trans.__('Modified'), moment(profile.modified)],
    [trans.__('Read'), moment(file.profiledAt ?? '')]
  ];
  return element(
    'dl',
    part('facts'),
    {},
    facts
      .filter(([, text]) => text !== '')
      .flatMap(([name, text]) => [
        element('dt', '', {}, [name]),
        element('dd', '', {}, [text])
      ])
  );
}

/** What the figures are of, if they are not of the whole file. */
export function scopeWords(
  profile: FileProfile,
  trans: TranslationBundle
): string {
  if (profile.partial) {
    return trans.__(
      'Only the beginning was read: columns, types and the first rows are those of the file, figures about the whole are missing.'
    );
  }
  const { sampled_rows: sampled } = profile;
  return typeof sampled === 'number'
    ? trans.__(
        'Different values, frequent values and histograms are those of %1 rows spread over the file. Everything else counts all rows.',
        sampled.toLocaleString()
      )
    : '';
}

function moment(iso: string): string {
  const date = new Date(iso);
  return iso === '' || Number.isNaN(date.getTime())
    ? ''
    : date.toLocaleString(undefined, {
        dateStyle: 'medium',
        timeStyle: 'short'
      });
}
