import {
  fileIcon,
  html5Icon,
  jsonIcon,
  markdownIcon,
  notebookIcon,
  pdfIcon,
  pythonIcon,
  textEditorIcon,
  type LabIcon
} from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { SessionArtifact } from '../../core/artifacts/artifact';
import { formatBytes } from '../format';
import { dataFilesIcon, pictureIcon, slidesIcon } from '../icons';
import { phaseWords } from '../phase-words';

const TABLES =
  /^(csv|tsv|xlsx?|xlsm|ods|parquet|feather|arrow|dta|sqlite|db|duckdb)$/;
const PICTURES = /^(png|jpe?g|gif|svg|webp|bmp)$/;
const KIBIBYTE = 1024;

/** The extension without its dot, in lower case; empty when there is none. */
export function extensionOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** How a file can be looked at without leaving the page; null when it cannot. */
export function previewKind(path: string): 'picture' | 'deck' | null {
  const extension = extensionOf(path);
  if (extension === 'pptx') {
    return 'deck';
  }
  return PICTURES.test(extension) ? 'picture' : null;
}

export function extensionIcon(path: string): LabIcon {
  const extension = extensionOf(path);
  if (TABLES.test(extension)) {
    return dataFilesIcon;
  }
  if (PICTURES.test(extension)) {
    return pictureIcon;
  }
  switch (extension) {
    case 'pptx':
      return slidesIcon;
    case 'json':
    case 'jsonl':
    case 'geojson':
      return jsonIcon;
    case 'pdf':
      return pdfIcon;
    case 'html':
    case 'htm':
      return html5Icon;
    case 'md':
      return markdownIcon;
    case 'py':
      return pythonIcon;
    case 'ipynb':
      return notebookIcon;
    case 'txt':
    case 'log':
    case 'docx':
      return textEditorIcon;
    default:
      return fileIcon;
  }
}

/** `PNG · 87.7 KB · in figures`. */
export function artifactFacts(
  { path, size_kb }: SessionArtifact,
  trans: TranslationBundle
): string {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return [
    extensionOf(path).toUpperCase(),
    sizeWords(size_kb, trans),
    folder === '' ? '' : trans.__('in %1', folder)
  ]
    .filter(text => text !== '')
    .join(' · ');
}

/** `3 slides, 2 charts`. */
export function deckWords(
  { slides, charts }: { readonly slides: number; readonly charts: number },
  trans: TranslationBundle
): string {
  const words = [trans._n('%1 slide', '%1 slides', slides)];
  if (charts > 0) {
    words.push(trans._n('%1 chart', '%1 charts', charts));
  }
  return words.join(', ');
}

/** `Turn 3`, or with the name of its phase. */
export function turnWords(
  { turn, phase }: SessionArtifact,
  trans: TranslationBundle
): string {
  return phase === null
    ? trans.__('Turn %1', String(turn))
    : `${trans.__('Turn %1', String(turn))} · ${phaseWords(phase, trans)}`;
}

/** The size is kept to a hundredth of a kibibyte: bytes are not told. */
function sizeWords(sizeKb: number, trans: TranslationBundle): string {
  const bytes = sizeKb * KIBIBYTE;
  return bytes > 0 && bytes < 1000
    ? trans.__('under 1 KB')
    : bytes === 0
      ? ''
      : formatBytes(bytes);
}
