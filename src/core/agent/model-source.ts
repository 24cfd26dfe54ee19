import type { ModelClient } from '../ports';

/** Which model answers next. Asked at the beginning of every turn, so that a change in the settings takes effect. */
export interface ModelSource {
  /**
   * Throws `AgentError` `model-not-set` when the settings name none that can be used. Never falls back to
   * another model silently.
   */
  current(signal: AbortSignal): Promise<ChosenModel>;
}

export interface ChosenModel {
  readonly client: ModelClient;
  /** The name that requests carry. */
  readonly name: string;
}
