import type { ChosenModel, ModelSource } from '../core/agent/model-source';
import { AgentError } from '../core/errors';
import { createOpenAIModel } from '../core/llm/openai-client';
import { createOfflineFetch } from '../core/offline/offline-fetch';

const OPENAI_URL = 'https://api.openai.com/v1';

/**
 * The model that the environment names, by the same variables as the server's relay: OPENAI_API_KEY,
 * OPENAI_BASE_URL, OPENAI_MODEL. Without key and address it is the offline analyst.
 */
export class EnvironmentModelSource implements ModelSource {
  /**
   * @param model the name that was asked for; null for the environment's
   * @param hasAnalyst false where nothing new is wanted: without key and address there is no model then
   */
  constructor(
    private readonly environment: Readonly<Record<string, string | undefined>>,
    private readonly model: string | null = null,
    private readonly hasAnalyst = true
  ) {}

  async current(signal: AbortSignal): Promise<ChosenModel> {
    const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL } = this.environment;
    if (!OPENAI_API_KEY && !OPENAI_BASE_URL) {
      if (this.model !== null || !this.hasAnalyst) {
        throw new AgentError(
          'model-not-set',
          this.model === null
            ? 'No model is set.'
            : `No server is set that could have the model ${this.model}.`,
          { advice: 'Set OPENAI_API_KEY or OPENAI_BASE_URL.' }
        );
      }
      return {
        name: 'offline-analyst',
        client: createOpenAIModel({
          kind: 'offline',
          baseURL: 'http://offline.invalid/v1',
          fetch: createOfflineFetch({ delayMs: 0 })
        })
      };
    }
    const client = createOpenAIModel({
      kind: 'direct',
      baseURL: OPENAI_BASE_URL ?? OPENAI_URL,
      apiKey: OPENAI_API_KEY,
      fetch: (input, init) => fetch(input, init)
    });
    const name = this.model ?? OPENAI_MODEL ?? (await client.models(signal))[0];
    if (!name) {
      throw new AgentError('model-not-set', 'The server offers no model.', {
        advice: 'Set OPENAI_MODEL to the name of a model.'
      });
    }
    return { client, name };
  }
}
