import type { Output } from '../outputs';
import type {
  ArtifactBlock,
  FilesBlock,
  FindingBlock,
  NoticeBlock,
  Turn
} from './conversation-types';
import type { ArtifactEntry, Entry, ReportEntry } from './entries';

type Told = Extract<Entry, { kind: 'notice' | 'files' | 'finding' }>;

/** What an entry that stands for itself shows. */
export function blockOf(entry: Told): NoticeBlock | FilesBlock | FindingBlock {
  const { id } = entry;
  switch (entry.kind) {
    case 'notice':
      return { kind: 'notice', id, level: entry.level, text: entry.text };
    case 'files':
      return { kind: 'files', id, files: entry.files };
    case 'finding':
      return {
        kind: 'finding',
        id,
        name: entry.name,
        value: entry.value,
        unit: entry.unit ?? null,
        source: entry.source
      };
  }
}

/** The line of a file that was written. */
export function artifactBlock(
  entry: ArtifactEntry | ReportEntry
): ArtifactBlock {
  const { id, path } = entry;
  return entry.kind === 'artifact'
    ? { kind: 'artifact', id, path, size: entry.size, report: null }
    : {
        kind: 'artifact',
        id,
        path,
        size: null,
        report: { slides: entry.slides, charts: entry.charts }
      };
}

/** False for the gap that a torn line left, and for what only says that everything was cleared. */
export function isShown(output: Output | undefined): output is Output {
  return (
    output !== undefined &&
    !(output.output_type === 'stream' && output.text === '')
  );
}

/** Adds up the token counts of two steps; a count that neither reports stays absent. */
export function addUsage(
  sum: Turn['usage'],
  usage: NonNullable<Turn['usage']>
): NonNullable<Turn['usage']> {
  const add = (
    a: number | null | undefined,
    b: number | null | undefined
  ): number | null => {
    const counts = [a, b].filter(count => typeof count === 'number');
    return counts.length === 0
      ? null
      : counts.reduce((total, count) => total + count, 0);
  };
  return {
    prompt_tokens: add(sum?.prompt_tokens, usage.prompt_tokens),
    completion_tokens: add(sum?.completion_tokens, usage.completion_tokens),
    total_tokens: add(sum?.total_tokens, usage.total_tokens)
  };
}
