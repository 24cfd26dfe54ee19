import type { ReplyDelta } from '../llm/accumulate';
import { TagSplitter } from '../llm/tags';
import type { Output } from '../outputs';
import type { Conversation } from './conversation';
import type { TextSegment, ToolState, Turn } from './conversation-types';
import { codeArgument } from './session-log';

/** Shows a running turn as it happens; each thing shown is written as an entry when it is complete. */
export class LiveTurn {
  private readonly turn: Turn;
  private step = 0;
  private splitter = new TagSplitter();
  private reasoning = '';

  constructor(
    private readonly conversation: Conversation,
    number: number
  ) {
    this.turn = conversation.turn(number);
  }

  beginStep(step: number): void {
    this.step = step;
    this.splitter = new TagSplitter();
    this.reasoning = '';
  }

  show(delta: ReplyDelta): void {
    if (delta.type === 'call') {
      const block = this.conversation.toolBlock(this.turn, delta.id);
      block.name = delta.name;
      block.argumentsText = delta.argumentsText;
      block.code = partialCode(delta.argumentsText);
      this.conversation.blockChanged(this.turn, block);
      return;
    }
    const block = this.conversation.textBlock(this.turn, this.step);
    if (delta.type === 'reasoning') {
      this.reasoning += delta.text;
    } else {
      this.splitter.push(delta.text);
    }
    const segments: TextSegment[] = [...this.splitter.segments];
    if (this.reasoning !== '') {
      segments.unshift({
        kind: 'reasoning',
        text: this.reasoning,
        closed: segments.length > 0
      });
    }
    block.segments.splice(0, block.segments.length, ...segments);
    this.conversation.blockChanged(this.turn, block);
  }

  setToolState(callId: string, state: ToolState, startedAt?: string): void {
    const block = this.conversation.toolBlock(this.turn, callId);
    block.state = state;
    block.startedAt = startedAt ?? block.startedAt;
    this.conversation.blockChanged(this.turn, block);
  }

  showOutputs(callId: string, outputs: readonly Output[]): void {
    this.conversation.showOutputs(this.turn, callId, outputs);
  }
}

const CODE_START = /^\s*\{\s*"code"\s*:\s*"/;

/** The `code` argument while it is still being written; null when it cannot be told yet. */
export function partialCode(argumentsText: string): string | null {
  const whole = codeArgument(argumentsText);
  const start = CODE_START.exec(argumentsText);
  if (whole !== null || !start) {
    return whole;
  }
  let body = argumentsText.slice(start[0].length);
  // An escape sequence may be cut in the middle: leave up to one of them for the next chunk.
  for (let cut = 0; cut <= 6; cut += 1) {
    const code = codeArgument(`{"code":"${body}"}`);
    if (code !== null) {
      return code;
    }
    body = body.slice(0, -1);
  }
  return null;
}
