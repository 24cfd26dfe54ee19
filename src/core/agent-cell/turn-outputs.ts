import type { Output } from '../outputs';
import type {
  Block,
  FindingBlock,
  TextBlock,
  ToolBlock,
  Turn
} from '../transcript/conversation-types';
import {
  artifactLine,
  filesLines,
  findingLine,
  isReused,
  noticeLine,
  reusedLine
} from './block-lines';
import { textOutput } from './markdown';
import { harmlessMarkdown } from './harmless-markdown';
import { completionLine } from './progress-lines';
import { isOpen, stepOutputs } from './step-outputs';
import { errorOfTurn, errorOutput } from './turn-error';
import { turnHeader } from './turn-header';

/**
 * What a cell shows of a turn, so far: its header, which files are reused, its blocks in order, that its phase is complete or
 * why there is no answer. Outputs keep their places as the turn grows: what stands behind an open call is held back until
 * that is over.
 * @param session id of the session
 * @param reused paths of data files that are known and not read; those that the turn itself tells of if absent
 */
export function turnOutputs(
  turn: Turn,
  session: string,
  reused: readonly string[] = reusedFiles(turn)
): Output[] {
  const header = turnHeader(turn, session);
  if (!hasBegun(turn)) {
    return [header];
  }
  const isOver = turn.state !== 'running';
  const open = turn.blocks.findIndex(
    block => block.kind === 'tool' && isOpen(block)
  );
  const shown =
    isOver || open === -1 ? turn.blocks : turn.blocks.slice(0, open + 1);
  return [
    header,
    ...lines(reusedLine(reused)),
    ...shown.flatMap(block => blockOutputs(block, turn, session)),
    ...(isOver ? ending(turn) : [])
  ];
}

/** Whether it is settled which data files a turn reads at its beginning. */
export function hasBegun({ state, blocks }: Turn): boolean {
  return state !== 'running' || blocks.some(({ kind }) => kind !== 'files');
}

function reusedFiles({ blocks }: Turn): string[] {
  const paths = blocks.flatMap(block =>
    block.kind === 'files'
      ? block.files.filter(isReused).map(({ path }) => path)
      : []
  );
  return [...new Set(paths)];
}

function blockOutputs(
  block: Block,
  turn: Turn,
  session: string
): readonly Output[] {
  switch (block.kind) {
    case 'text':
      return lines(textOf(block));
    case 'tool':
      // A call without a name is not written far enough to say anything.
      return block.name === ''
        ? []
        : stepOutputs(block, turn.number, session, notedBy(block, turn));
    case 'notice':
      return lines(noticeLine(block));
    case 'files':
      return lines(filesLines(block));
    case 'finding':
      return isPartOfStep(block, turn) ? [] : lines(findingLine(block));
    case 'artifact':
      return lines(artifactLine(block));
  }
}

/** What a call noted, once it is over: it is said where the call is. */
function notedBy({ id, state }: ToolBlock, turn: Turn): FindingBlock | null {
  const found = turn.blocks.find(
    block => block.kind === 'finding' && block.source.call === id
  );
  return state === 'ok' && found?.kind === 'finding' ? found : null;
}

function isPartOfStep({ source }: FindingBlock, { blocks }: Turn): boolean {
  return blocks.some(
    block =>
      block.kind === 'tool' && block.id === source.call && block.state === 'ok'
  );
}

function lines(markdown: string): Output[] {
  return markdown === '' ? [] : [textOutput(markdown)];
}

/** What the agent says, without its tags and its thoughts. */
function textOf({ segments }: TextBlock): string {
  const said = segments
    .filter(({ kind }) => kind !== 'think' && kind !== 'reasoning')
    .map(({ text }) => text.trim())
    .filter(text => text !== '');
  return harmlessMarkdown(said.join('\n\n'));
}

function ending(turn: Turn): Output[] {
  const error = errorOfTurn(turn);
  if (error) {
    return [errorOutput(error)];
  }
  const done = completionLine({ outcome: 'answered' }, turn.phase);
  return done === null ? [] : lines(done);
}
