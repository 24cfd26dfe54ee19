import type { Usage } from '../llm/chat-message';
import type { Output } from '../outputs';
import type { Subscribable } from '../listeners';
import type { FileEvent, FindingEntry } from './entries';

/**
 * What a user sees of a session: turns made of blocks. A `Conversation` is built
 * from transcript entries and from the live events of a running turn; the result
 * is the same either way, so that a reload shows what was there before.
 *
 * The objects are updated in place. A `ConversationChange` names what changed, and
 * listeners read the object again; ids never change.
 */

export type TurnState =
  'running' | 'answered' | 'stopped' | 'failed' | 'budget' | 'interrupted';

export interface TurnError {
  readonly code: string;
  readonly message: string;
  readonly advice?: string;
  readonly detail?: string;
}

export interface Turn {
  /** From 1, unique in the transcript. */
  readonly number: number;
  prompt: string;
  files: readonly string[];
  phase: string | null;
  /** Id of the agent cell that asked; null for prompts from elsewhere. */
  cell: string | null;
  /** The recorded turn that this one is a replay of; null when a model was asked. */
  replays: number | null;
  /** Name of the model that answers. */
  model: string;
  /** ISO 8601. */
  startedAt: string;
  state: TurnState;
  error: TurnError | null;
  /** Wall time; null while running. */
  milliseconds: number | null;
  /** Sum over the turn's steps; null when the server reported none. */
  usage: Usage | null;
  readonly blocks: Block[];
}

export type Block =
  | TextBlock
  | ToolBlock
  | NoticeBlock
  | FilesBlock
  | FindingBlock
  | ArtifactBlock;

/** A piece of an assistant message: tagged parts are told apart, stored verbatim. */
export interface TextSegment {
  /** `reasoning` is what the server sent beside the content; the other three are tags in it. */
  readonly kind: 'text' | 'reasoning' | 'think' | 'plan' | 'solution';
  text: string;
  /** False while more of it may arrive. */
  closed: boolean;
}

export interface TextBlock {
  readonly kind: 'text';
  readonly id: string;
  readonly segments: TextSegment[];
  streaming: boolean;
  /** The stream ended before the server said it was done. */
  incomplete: boolean;
}

export type ToolState =
  /** The model is still writing the call. */
  | 'writing'
  | 'awaiting-approval'
  | 'running'
  | 'ok'
  | 'error'
  | 'refused'
  | 'interrupted';

export interface ToolBlock {
  readonly kind: 'tool';
  /** The tool call's id. */
  readonly id: string;
  name: string;
  /** Arguments as the model wrote them so far. */
  argumentsText: string;
  /** The code to show, decoded from the arguments; null for tools that run none. */
  code: string | null;
  state: ToolState;
  /** Live while running. */
  outputs: readonly Output[];
  /** What the model was told, once the call is over; empty before. */
  resultText: string;
  /** ISO 8601; null before it runs. */
  startedAt: string | null;
  milliseconds: number | null;
  /** What the user wrote when refusing. */
  comment: string | null;
}

export interface NoticeBlock {
  readonly kind: 'notice';
  readonly id: string;
  readonly level: 'info' | 'warning';
  readonly text: string;
}

/** What became of the data files in play. */
export interface FilesBlock {
  readonly kind: 'files';
  readonly id: string;
  readonly files: readonly FileEvent[];
}

/** A result that later turns repeat unchanged. */
export interface FindingBlock {
  readonly kind: 'finding';
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly unit: string | null;
  readonly source: FindingEntry['source'];
}

/** A file that the turn wrote or changed. */
export interface ArtifactBlock {
  readonly kind: 'artifact';
  readonly id: string;
  readonly path: string;
  /** Bytes; null when unknown. */
  size: number | null;
  /** Set for a deck. */
  report: { readonly slides: number; readonly charts: number } | null;
}

export type ConversationChange =
  | { readonly type: 'turn-added'; readonly turn: Turn }
  | { readonly type: 'turn-changed'; readonly turn: Turn }
  | { readonly type: 'block-added'; readonly turn: Turn; readonly block: Block }
  | {
      readonly type: 'block-changed';
      readonly turn: Turn;
      readonly block: Block;
    }
  /** Everything may be different: draw again. */
  | { readonly type: 'reset' };

export interface ConversationView {
  readonly turns: readonly Turn[];
  readonly changed: Subscribable<ConversationChange>;
}
