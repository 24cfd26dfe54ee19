import { fileSize } from '../context/phrases';
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

/** What became of data files: how many are reused, and the others one by one. */
export function filesLines({ files }: FilesBlock): string {
  const reused = files.filter(
    ({ state }) => state === 'unchanged' || state === 'taken-over'
  );
  const line = reuseLine({
    fileContext: { reused: reused.map(({ path }) => path) }
  });
  const names = reused.map(({ path }) => plain(path)).join(', ');
  return [
    ...(line === null ? [] : [`${line}: ${names}`]),
    ...files.filter(file => !reused.includes(file)).map(fileLine)
  ].join('  \n');
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
