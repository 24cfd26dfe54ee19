import type { SessionFiles } from '../file-context/session-files';
import type { TurnFiles } from '../file-context/turn-files';
import type { ModelMemory } from '../llm/model-memory';
import type { ContextCollector } from '../context/collect';
import type {
  Clock,
  Ids,
  Images,
  Kernel,
  ModelClient,
  TranscriptStore
} from '../ports';
import type { AnyTool } from '../tools/tool';
import type { Conversation } from '../transcript/conversation';
import type { Journal } from '../transcript/journal';
import type { Gate } from './approval-gate';
import type { BudgetLimits } from './budget';
import type { ImageLoader } from './materialise';
import type { SessionPhase } from './session-types';

/** What a turn works with; the same objects for every turn of a session. */
export interface TurnServices {
  readonly journal: Journal;
  readonly store: TranscriptStore;
  readonly conversation: Conversation;
  readonly context: ContextCollector;
  readonly sessionFiles: SessionFiles;
  readonly turnFiles: TurnFiles;
  readonly kernel: Kernel;
  readonly tools: readonly AnyTool[];
  readonly gate: Gate;
  readonly images: Images;
  readonly loader: ImageLoader;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Asked when a turn begins. */
  budget(): BudgetLimits;
  /** Called when the turn enters another phase. */
  onPhase(phase: SessionPhase, step: number): void;
}

/** The model that answers a turn. */
export interface TurnModel {
  readonly client: ModelClient;
  readonly name: string;
  /** What was learnt about it, kept for the next turn. */
  readonly memory: ModelMemory;
}
