import type { TranslationBundle } from '@jupyterlab/translation';
import type {
  ColumnProfile,
  FileProfile,
  Value
} from '../../core/file-context/profile';
import { element, part } from '../dom';
import { valueWriter, type WriteValue } from './value-words';

/** Columns drawn; more are cut, and that is said. */
const MOST_COLUMNS = 50;
const MOST_ROWS = 20;

/** The first rows of a file; scrolls sideways in its box. Null when there are none. */
export function previewTable(
  profile: FileProfile,
  trans: TranslationBundle
): HTMLElement | null {
  const rows = profile.preview.slice(0, MOST_ROWS);
  const width = Math.max(0, ...rows.map(row => row.length));
  if (width === 0) {
    return null;
  }
  const columns = Array.from(
    { length: Math.min(width, MOST_COLUMNS) },
    (_, index) => profile.columns[index]
  );
  // Of documents it is text that has no columns.
  const title =
    profile.columns.length === 0
      ? trans.__('How it begins')
      : trans._n(
          'First row',
          'First %1 rows',
          rows.length,
          rows.length.toLocaleString()
        );
  return element('section', part('profileSection'), {}, [
    element('h3', part('profileTitle'), {}, [title]),
    element(
      'div',
      part('previewBox'),
      { tabindex: '0', role: 'region', 'aria-label': title },
      [table(columns, rows, trans)]
    ),
    width > MOST_COLUMNS
      ? element('p', part('columnsShown'), {}, [
          trans.__(
            'The first %1 columns are shown.',
            MOST_COLUMNS.toLocaleString()
          )
        ])
      : null
  ]);
}

function table(
  columns: readonly (ColumnProfile | undefined)[],
  rows: readonly (readonly Value[])[],
  trans: TranslationBundle
): HTMLElement {
  const writers = columns.map(valueWriter);
  const heads = columns.map((column, index) =>
    element(
      'th',
      isNumber(column) ? part('previewHead', 'mod-number') : '',
      { scope: 'col', dir: 'auto' },
      [column?.name ?? String(index + 1)]
    )
  );
  const lines = rows.map(row =>
    element(
      'tr',
      '',
      {},
      writers.map((write, index) => cell(row[index] ?? null, write, trans))
    )
  );
  return element('table', part('preview'), {}, [
    columns.some(column => column !== undefined)
      ? element('thead', '', {}, [element('tr', '', {}, heads)])
      : null,
    element('tbody', '', {}, lines)
  ]);
}

function isNumber(column: ColumnProfile | undefined): boolean {
  return /^(u?int|float|decimal)/.test(column?.dtype ?? '');
}

function cell(
  value: Value,
  write: WriteValue,
  trans: TranslationBundle
): HTMLElement {
  if (value === null) {
    return element('td', part('previewNull'), {}, [trans.__('missing')]);
  }
  const text = write(value);
  const modifiers = typeof value === 'number' ? ['mod-number'] : [];
  return element(
    'td',
    part('previewCell', ...modifiers),
    { dir: 'auto', title: text },
    [text]
  );
}
