import type { Output } from '../core/outputs';
import type {
  Block,
  TextBlock,
  ToolBlock,
  Turn
} from '../core/transcript/conversation-types';
import { turnOutputs } from '../core/agent-cell/turn-outputs';
import { markdownOf } from './cell-harness';

/** A turn that answered. */
export function turn(blocks: Block[], fields: Partial<Turn> = {}): Turn {
  return {
    number: 3,
    prompt: 'Plot it',
    files: [],
    phase: null,
    cell: 'cell',
    replays: null,
    model: 'gpt-x',
    startedAt: '2026-11-23T10:15:00Z',
    state: 'answered',
    error: null,
    milliseconds: 12_000,
    usage: null,
    blocks,
    ...fields
  };
}

/** A step that ran. */
export function step(fields: Partial<ToolBlock> = {}): ToolBlock {
  return {
    kind: 'tool',
    id: 'call_1',
    name: 'execute_python',
    argumentsText: '{"code":"x"}',
    code: 'x',
    state: 'ok',
    outputs: [],
    resultText: 'for the model',
    startedAt: null,
    milliseconds: 10,
    comment: null,
    ...fields
  };
}

export function text(
  ...segments: [TextBlock['segments'][0]['kind'], string][]
): Block {
  return {
    kind: 'text',
    id: '3.1',
    segments: segments.map(([kind, said]) => ({
      kind,
      text: said,
      closed: true
    })),
    streaming: false,
    incomplete: false
  };
}

export function stream(
  said: string,
  name: 'stdout' | 'stderr' = 'stdout'
): Output {
  return { output_type: 'stream', name, text: said };
}

export function display(data: Record<string, unknown>): Output {
  return { output_type: 'display_data', data, metadata: {} };
}

/** The Markdown of a turn with these blocks, without its header. */
export function shown(blocks: Block[], fields: Partial<Turn> = {}): string[] {
  return markdownOf(turnOutputs(turn(blocks, fields), 'main')).slice(1);
}
