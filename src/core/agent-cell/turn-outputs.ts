import type { Output } from '../outputs';
import type { Block, TextBlock, Turn } from '../transcript/conversation-types';
import {
  artifactLine,
  filesLines,
  findingLine,
  noticeLine
} from './block-lines';
import { TEXT_MIME_TYPE } from './cell';
import { markdownOutput } from './markdown';
import { completionLine } from './progress-lines';
import { isOpen, stepOutputs } from './step-outputs';
import { errorOfTurn, errorOutput } from './turn-error';
import { turnHeader } from './turn-header';

/**
 * What a cell shows of a turn, so far: its header, its blocks in order, that its phase is complete or why there is no
 * answer. Outputs keep their places as the turn grows: what stands behind an open call is held back until that is over.
 * @param session id of the session
 */
export function turnOutputs(turn: Turn, session: string): Output[] {
  const isOver = turn.state !== 'running';
  const open = turn.blocks.findIndex(
    block => block.kind === 'tool' && isOpen(block)
  );
  const shown =
    isOver || open === -1 ? turn.blocks : turn.blocks.slice(0, open + 1);
  return [
    turnHeader(turn, session),
    ...shown.flatMap(block => blockOutputs(block, turn, session)),
    ...(isOver ? ending(turn) : [])
  ];
}

function blockOutputs(block: Block, turn: Turn, session: string): Output[] {
  switch (block.kind) {
    case 'text':
      return lines(textOf(block));
    case 'tool':
      // A call without a name is not written far enough to say anything.
      return block.name === '' ? [] : stepOutputs(block, turn.number, session);
    case 'notice':
      return lines(noticeLine(block));
    case 'files':
      return lines(filesLines(block));
    case 'finding':
      return lines(findingLine(block));
    case 'artifact':
      return lines(artifactLine(block));
  }
}

function lines(markdown: string): Output[] {
  return markdown === ''
    ? []
    : [markdownOutput(markdown, { [TEXT_MIME_TYPE]: { version: 1 } })];
}

/** What the agent says, without its tags and its thoughts. */
function textOf({ segments }: TextBlock): string {
  return segments
    .filter(({ kind }) => kind !== 'think' && kind !== 'reasoning')
    .map(({ text }) => text.trim())
    .filter(text => text !== '')
    .join('\n\n');
}

function ending(turn: Turn): Output[] {
  const error = errorOfTurn(turn);
  if (error) {
    return [errorOutput(error)];
  }
  const done = completionLine({ outcome: 'answered' }, turn.phase);
  return done === null ? [] : lines(done);
}
