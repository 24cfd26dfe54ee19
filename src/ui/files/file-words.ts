import {
  checkIcon,
  closeIcon,
  fileIcon,
  folderIcon,
  historyIcon,
  infoIcon,
  jsonIcon,
  pdfIcon,
  textEditorIcon,
  type LabIcon
} from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { FileState, KnownFile } from '../../core/file-context/known-file';
import type { FileProfile } from '../../core/file-context/profile';
import { formatBytes, formatElapsed, formatShape } from '../format';
import { dataFilesIcon, pictureIcon, warningIcon } from '../icons';

const TABLES =
  /^(csv|tsv|xlsx?|xlsm|ods|excel|parquet|feather|arrow|orc|dta|sav|sas7bdat|sqlite|db|database|table)$/;

/** A picture for the type of a file; by its name while the type is unknown. */
export function typeIcon({ path, profile }: KnownFile): LabIcon {
  const type = (
    profile?.type || path.slice(path.lastIndexOf('.') + 1)
  ).toLowerCase();
  if (TABLES.test(type)) {
    return dataFilesIcon;
  }
  switch (type) {
    case 'json':
    case 'jsonl':
    case 'ndjson':
    case 'geojson':
      return jsonIcon;
    case 'pdf':
      return pdfIcon;
    case 'image':
    case 'png':
    case 'jpg':
    case 'jpeg':
    case 'gif':
    case 'svg':
    case 'webp':
    case 'bmp':
    case 'tiff':
      return pictureIcon;
    case 'txt':
    case 'text':
    case 'md':
    case 'docx':
      return textEditorIcon;
    case 'folder':
      return folderIcon;
    default:
      return fileIcon;
  }
}

/** How a file is, in words that stand beside the icon. */
export function stateWords(file: KnownFile, trans: TranslationBundle): string {
  switch (file.state) {
    case 'unchecked':
      return trans.__('Not checked yet');
    case 'profiling':
      return trans.__('Reading…');
    case 'fresh':
      return trans.__('Up to date');
    case 'partial':
      return trans.__('Read in part');
    case 'changed':
      return trans.__('Changed since it was read');
    case 'gone':
      return trans.__('No longer there');
    case 'failed':
      return file.reason === null
        ? trans.__('Could not be read')
        : trans.__('Could not be read: %1', file.reason);
  }
}

const STATE_ICONS: Record<FileState, LabIcon> = {
  unchecked: historyIcon,
  profiling: historyIcon,
  fresh: checkIcon,
  partial: infoIcon,
  changed: warningIcon,
  gone: closeIcon,
  failed: closeIcon
};

export function stateIcon(state: FileState): LabIcon {
  return STATE_ICONS[state];
}

/** Type, size and shape: `CSV · 87.7 KB · 2,000 × 6`. */
export function factWords(
  profile: FileProfile | null,
  trans: TranslationBundle
): string {
  return profile === null
    ? ''
    : [
        typeWords(profile.type),
        formatBytes(profile.size_bytes),
        formatShape(profile.rows, columnCount(profile), trans)
      ]
        .filter(text => text !== '')
        .join(' · ');
}

export function columnCount(profile: FileProfile): number | null {
  return profile.total_columns ?? (profile.columns.length || null);
}

/** Types that are no abbreviations; longer ones are not either. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  excel: 'Excel',
  text: 'Text',
  image: 'Image',
  other: 'Other',
  sqlite: 'SQLite',
  duckdb: 'DuckDB',
  geojson: 'GeoJSON'
};
const LONGEST_ABBREVIATION = 5;

export function typeWords(type: string): string {
  return (
    TYPE_WORDS[type] ??
    (type.length <= LONGEST_ABBREVIATION
      ? type.toUpperCase()
      : type.slice(0, 1).toUpperCase() + type.slice(1))
  );
}

/** What is known of a reading that goes on: `45% · 1,200,000 rows · 12 s`. */
export function progressWords(
  file: KnownFile,
  now: number,
  trans: TranslationBundle
): string {
  const { progress } = file;
  if (progress === null) {
    return '';
  }
  return (
    [
      progress.fraction === null
        ? ''
        : progress.fraction.toLocaleString(undefined, { style: 'percent' }),
      progress.rows === null
        ? ''
        : trans._n(
            '%2 row',
            '%2 rows',
            progress.rows,
            progress.rows.toLocaleString()
          ),
      formatElapsed(now - progress.since, trans)
    ]
      .filter(text => text !== '')
      // A number stays beside its unit.
      .map(text => text.replace(/ /g, '\u00a0'))
      .join(' · ')
  );
}
