import { Listeners } from '../listeners';
import { messageText } from '../llm/chat-message';
import { splitTags } from '../llm/tags';
import type { Output } from '../outputs';
import { addUsage, artifactBlock, blockOf, isShown } from './blocks';
import type {
  ArtifactBlock,
  Block,
  ConversationChange,
  ConversationView,
  TextBlock,
  ToolBlock,
  Turn
} from './conversation-types';
import type {
  ArtifactEntry,
  Entry,
  MessageEntry,
  OutputEntry,
  ReportEntry,
  TurnEntry
} from './entries';
import { INTERRUPTED_RESULT } from './model-messages';
import { hasReferences, withoutReferences } from './output-references';
import { readReasoning } from '../llm/delta-content';
import { codeArgument } from './session-log';

/**
 * The conversation as people see it, built from entries one by one. What a running turn
 * shows before it is written comes in through `LiveTurn` (see `live-turn.ts`), which works on the same objects.
 */
export class Conversation implements ConversationView {
  readonly turns: Turn[] = [];
  readonly changed = new Listeners<ConversationChange>();
  private readonly tools = new Map<string, { turn: Turn; block: ToolBlock }>();
  /** Outputs as stored, of calls whose pictures lie in files that were not read yet. */
  private readonly stored = new Map<string, Output[]>();
  private readonly live = new Set<string>();
  private lastTurn = 0;
  /** Turns up to this one belong to an earlier run. */
  private turnsBefore = 0;
  private readonly beginnings = new Map<number, readonly TurnEntry[]>();
  /** True while many entries are taken in at once. */
  private quiet = false;

  /**
   * Takes in entries that came together. What fills an empty page is shown at once: entry by entry, a long transcript
   * would be drawn from its first turn to its last before anybody sees it.
   */
  applyAll(entries: readonly Entry[]): void {
    if (this.turns.length > 0 || entries.length < 2) {
      entries.forEach(entry => this.apply(entry));
      return;
    }
    this.quiet = true;
    try {
      entries.forEach(entry => this.apply(entry));
    } finally {
      this.quiet = false;
    }
    this.emit({ type: 'reset' });
  }

  /** Takes in one entry. Entries that show nothing are passed over. */
  apply(entry: Entry): void {
    // A turn from before a reset may still have something to write.
    if (entry.turn !== 0 && entry.turn <= this.turnsBefore) {
      return;
    }
    this.lastTurn = Math.max(this.lastTurn, entry.turn);
    switch (entry.kind) {
      case 'turn':
        return this.applyTurn(entry);
      case 'message':
        return this.applyMessage(entry);
      case 'output':
        return this.applyOutput(entry);
      case 'usage': {
        const turn = this.turn(entry.turn);
        turn.usage = addUsage(turn.usage, entry.usage);
        return this.turnChanged(turn);
      }
      case 'approval': {
        const tool = this.tools.get(entry.call);
        if (tool && entry.outcome === 'reject') {
          tool.block.comment = entry.comment ?? null;
          this.blockChanged(tool.turn, tool.block);
        }
        return;
      }
      case 'notice':
      case 'files':
      case 'finding':
        return this.addBlock(this.turn(entry.turn), blockOf(entry));
      case 'artifact':
      case 'report':
        return this.applyArtifact(entry);
      case 'reset':
        this.turnsBefore = this.lastTurn;
        this.turns.length = 0;
        this.tools.clear();
        this.stored.clear();
        this.beginnings.clear();
        return this.emit({ type: 'reset' });
      case 'session':
      case 'kernel':
      case 'alive':
        return;
    }
  }

  /** Turns that were running when the program ended, and that nobody runs any more, are shown as interrupted. */
  settle(isRunning: (turn: number) => boolean): void {
    for (const turn of this.turns) {
      if (turn.state === 'running' && !isRunning(turn.number)) {
        turn.state = 'interrupted';
        this.closeTools(turn);
        this.turnChanged(turn);
      }
    }
  }

  /** The turn with this number; made when an entry mentions it first. */
  turn(number: number): Turn {
    const known = this.turns.findLast(turn => turn.number === number);
    if (known) {
      return known;
    }
    const turn: Turn = {
      number,
      prompt: '',
      files: [],
      phase: null,
      cell: null,
      replays: null,
      model: '',
      startedAt: '',
      state: 'running',
      error: null,
      milliseconds: null,
      usage: null,
      blocks: []
    };
    this.turns.push(turn);
    this.emit({ type: 'turn-added', turn });
    return turn;
  }

  /** The text block of a step, made when its first text arrives. */
  textBlock(turn: Turn, step: number): TextBlock {
    const id = `${turn.number}.${step}`;
    const known = turn.blocks.find(
      (block): block is TextBlock => block.kind === 'text' && block.id === id
    );
    if (known) {
      return known;
    }
    const block: TextBlock = {
      kind: 'text',
      id,
      segments: [],
      streaming: true,
      incomplete: false
    };
    this.addBlock(turn, block);
    return block;
  }

  /** The block of a tool call, made when the model begins to write it. */
  toolBlock(turn: Turn, callId: string): ToolBlock {
    const known = this.tools.get(callId);
    if (known) {
      return known.block;
    }
    const block: ToolBlock = {
      kind: 'tool',
      id: callId,
      name: '',
      argumentsText: '',
      code: null,
      state: 'writing',
      outputs: [],
      resultText: '',
      startedAt: null,
      milliseconds: null,
      comment: null
    };
    this.tools.set(callId, { turn, block });
    this.addBlock(turn, block);
    return block;
  }

  /** Outputs shown while the call runs; stored copies of them are not needed then. */
  showOutputs(turn: Turn, callId: string, outputs: readonly Output[]): void {
    this.live.add(callId);
    const block = this.toolBlock(turn, callId);
    block.outputs = outputs;
    this.blockChanged(turn, block);
  }

  /** Calls whose pictures are still to be read, the latest first, with their outputs as stored. */
  unresolved(): { callId: string; outputs: readonly Output[] }[] {
    return [...this.stored]
      .filter(([, outputs]) => outputs.some(hasReferences))
      .map(([callId, outputs]) => ({ callId, outputs }))
      .reverse();
  }

  /** Puts read-back outputs in place. */
  resolve(callId: string, outputs: readonly Output[]): void {
    const tool = this.tools.get(callId);
    if (tool && this.stored.delete(callId)) {
      tool.block.outputs = outputs;
      this.blockChanged(tool.turn, tool.block);
    }
  }

  turnChanged(turn: Turn): void {
    this.emit({ type: 'turn-changed', turn });
  }

  blockChanged(turn: Turn, block: Block): void {
    this.emit({ type: 'block-changed', turn, block });
  }

  private emit(change: ConversationChange): void {
    if (!this.quiet) {
      this.changed.emit(change);
    }
  }

  private applyTurn(entry: TurnEntry): void {
    const turn = this.turn(entry.turn);
    if (entry.state !== 'ended') {
      this.applyBeginning(turn, entry);
    } else {
      turn.state = entry.outcome ?? 'answered';
      turn.replays = entry.replays ?? null;
      turn.model = entry.model ?? turn.model;
      turn.error = entry.error ?? null;
      turn.milliseconds = entry.milliseconds ?? null;
      this.closeTools(turn);
    }
    this.turnChanged(turn);
  }

  /** Of two tabs that began the same turn, one withdraws; which one is first here depends on who looks. */
  private applyBeginning(turn: Turn, entry: TurnEntry): void {
    const before = this.beginnings.get(turn.number) ?? [];
    const beginnings =
      entry.state === 'started'
        ? [...before, entry]
        : before.filter(({ client }) => client !== entry.client);
    this.beginnings.set(turn.number, beginnings);
    const [first] = beginnings;
    if (first) {
      turn.startedAt = first.ts;
      turn.prompt = first.prompt ?? turn.prompt;
      turn.files = first.files ?? [];
      turn.phase = first.phase ?? null;
      turn.cell = first.cell?.id ?? null;
      turn.model = first.model ?? turn.model;
    }
  }

  /** Nothing runs in a turn that is over. */
  private closeTools(turn: Turn): void {
    for (const block of turn.blocks) {
      if (block.kind === 'tool' && isOpen(block)) {
        block.state = 'interrupted';
        block.resultText = INTERRUPTED_RESULT;
        this.blockChanged(turn, block);
      } else if (block.kind === 'text' && block.streaming) {
        block.streaming = false;
        block.incomplete = true;
        this.blockChanged(turn, block);
      }
    }
  }

  private applyMessage(entry: MessageEntry): void {
    switch (entry.message.role) {
      case 'user':
        if (entry.prompt !== undefined) {
          const turn = this.turn(entry.turn);
          turn.prompt = entry.prompt;
          turn.files = entry.files ?? [];
          this.turnChanged(turn);
        }
        return;
      case 'assistant':
        return this.applyReply(entry);
      case 'tool':
        return this.applyResult(entry);
      case 'system':
        return;
    }
  }

  private applyReply(entry: MessageEntry): void {
    const turn = this.turn(entry.turn);
    const text = messageText(entry.message);
    const reasoning = readReasoning(entry.message);
    // Text that turned out to be a call, written as text, was shown while it streamed: it goes again.
    const wasShown = turn.blocks.some(
      block => block.id === `${turn.number}.${entry.step ?? 0}`
    );
    if (text !== '' || reasoning !== '' || wasShown) {
      const block = this.textBlock(turn, entry.step ?? 0);
      const segments = splitTags(text);
      if (reasoning !== '') {
        segments.unshift({ kind: 'reasoning', text: reasoning, closed: true });
      }
      block.segments.splice(0, block.segments.length, ...segments);
      block.segments.forEach(segment => (segment.closed = true));
      block.streaming = false;
      block.incomplete = entry.incomplete ?? false;
      this.blockChanged(turn, block);
    }
    for (const call of entry.message.tool_calls ?? []) {
      const block = this.toolBlock(turn, call.id);
      block.name = call.function.name;
      block.argumentsText = call.function.arguments;
      block.code = codeArgument(call.function.arguments);
      this.blockChanged(turn, block);
    }
  }

  private applyResult(entry: MessageEntry): void {
    const tool = this.tools.get(entry.message.tool_call_id ?? '');
    if (tool) {
      tool.block.state = entry.result ?? 'ok';
      tool.block.resultText = messageText(entry.message);
      tool.block.milliseconds = entry.milliseconds ?? null;
      this.blockChanged(tool.turn, tool.block);
    }
  }

  private applyOutput(entry: OutputEntry): void {
    const tool = this.tools.get(entry.call);
    if (!tool || this.live.has(entry.call)) {
      return;
    }
    const before = entry.clears ? [] : this.stored.get(entry.call);
    const outputs = before ?? [];
    outputs[entry.index] = entry.output;
    this.stored.set(entry.call, outputs);
    tool.block.outputs = outputs.filter(isShown).map(withoutReferences);
    this.blockChanged(tool.turn, tool.block);
  }

  /** A deck is told of twice, by the call that wrote it and when the turn ends: one line. */
  private applyArtifact(entry: ArtifactEntry | ReportEntry): void {
    // A deck that was refreshed belongs to no turn.
    if (entry.turn === 0) {
      return;
    }
    const turn = this.turn(entry.turn);
    const block = artifactBlock(entry);
    const known = turn.blocks.find(
      (other): other is ArtifactBlock =>
        other.kind === 'artifact' && other.path === block.path
    );
    if (!known) {
      return this.addBlock(turn, block);
    }
    known.size = block.size ?? known.size;
    known.report = block.report ?? known.report;
    this.blockChanged(turn, known);
  }

  private addBlock(turn: Turn, block: Block): void {
    turn.blocks.push(block);
    this.emit({ type: 'block-added', turn, block });
  }
}

function isOpen(block: ToolBlock): boolean {
  return ['writing', 'awaiting-approval', 'running'].includes(block.state);
}
