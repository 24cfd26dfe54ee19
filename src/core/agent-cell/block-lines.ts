import { fileSize } from '../context/phrases';
import { LIMITS } from '../limits';
import type { FileEvent } from '../transcript/entries';
import type {
  ArtifactBlock,
  FilesBlock,
  FindingBlock,
  NoticeBlock
} from '../transcript/conversation-types';
import { fileLink, plain } from './markdown';
import { reuseLine } from './progress-lines';
import { counted } from './quantities';

/** Says how many data files are reused, and which; empty when none are. */
export function reusedLine(reused: readonly string[]): string {
  const line = reuseLine({ fileContext: { reused } });
  const shown = reused.slice(0, LIMITS.filesNamed).map(plain);
  const more = reused.length - shown.length;
  const names = [...shown, ...(more > 0 ? [`… and ${more} more`] : [])];
  return line === null ? '' : `${line}: ${names.join(', ')}`;
}

/** What became of the data files that are not simply reused. */
export function filesLines({ files }: FilesBlock): string {
  const told = files.filter(event => !isReused(event));
  const shown = told.slice(0, LIMITS.filesNamed).map(fileLine);
  const more = told.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('  \n');
}

export function isReused({ state }: FileEvent): boolean {
  return state === 'unchanged' || state === 'taken-over';
}

function fileLine(event: FileEvent): string {
  const name = plain(event.path);
  switch (event.state) {
    case 'failed':
      return `⚠ ${name} could not be read${because(event.reason)}`;
    case 'gone':
      return `⚠ ${name} is no longer there`;
    case 'partial':
      return `*Read a part of ${name}${because(event.reason)}*`;
    case 'changed':
      return `*Read ${name} again, which changed${shapeOf(event)}*`;
    case 'opened':
      return `*Opened ${name} again to verify*`;
    case 'profiled':
    case 'unchanged':
    case 'taken-over':
      return `*Read ${name}${shapeOf(event)}*`;
  }
}

function because(reason: string | undefined): string {
  return reason === undefined || reason === '' ? '' : `: ${plain(reason)}`;
}

function shapeOf({ rows, columns }: FileEvent): string {
  const parts = [
    ...(typeof rows === 'number' ? [counted(rows, 'row')] : []),
    ...(typeof columns === 'number' && columns > 0
      ? [counted(columns, 'column')]
      : [])
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** `Total revenue = 1,752,289.82 USD`, not in Markdown. */
export function findingWords({ name, value, unit }: FindingBlock): string {
  return `${name} = ${value}${unit ? ` ${unit}` : ''}`;
}

export function findingLine({ name, value, unit }: FindingBlock): string {
  return `📌 **${plain(name)}** = ${plain(value)}${unit ? ` ${plain(unit)}` : ''}`;
}

export function artifactLine({ path, size, report }: ArtifactBlock): string {
  const facts = [
    ...(report
      ? [counted(report.slides, 'slide'), counted(report.charts, 'chart')]
      : []),
    ...(size === null ? [] : [fileSize(size)])
  ];
  return `💾 ${fileLink(path)}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

export function noticeLine({ level, text }: NoticeBlock): string {
  return `*${level === 'warning' ? '⚠ ' : ''}${plain(text)}*`;
}
