import type { Block, Turn } from '../../core/transcript/conversation-types';

const LINE = 20;
const CHARACTERS_PER_LINE = 55;

/** A guess at the height of a turn that was never drawn, in pixels: good enough for the scroll bar. */
export function estimateHeight(turn: Turn): number {
  return turn.blocks.reduce(
    (sum, block) => sum + blockHeight(block),
    90 + textHeight(turn.prompt.slice(0, 1200))
  );
}

function blockHeight(block: Block): number {
  switch (block.kind) {
    case 'notice':
    case 'artifact':
      return 30;
    case 'files':
      return 10 + Math.min(6, block.files.length) * 22;
    case 'finding':
      return 44;
    case 'text':
      return block.segments.reduce(
        (sum, { kind, text }) =>
          sum +
          (kind === 'think' || kind === 'reasoning' ? 30 : textHeight(text)),
        10
      );
    case 'tool': {
      const lines = Math.min(12, block.code?.split('\n').length ?? 0);
      const outputs = block.outputs.reduce(
        (sum, output) => sum + (output.output_type === 'stream' ? 60 : 250),
        0
      );
      return 50 + lines * 17 + Math.min(1200, outputs);
    }
  }
}

function textHeight(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_LINE) * LINE;
}
