import type { ChosenModel, ModelSource } from '../core/agent/model-source';
import { AgentError } from '../core/errors';
import { createOpenAIModel, type Fetch } from '../core/llm/openai-client';
import type { ModelClient } from '../core/ports';
import type { SettingsReader } from './agent-settings';
import type { Relay, RelayStatus } from './relay';

export const OFFLINE_MODEL = 'offline-analyst';

/** Chooses the model from the settings and from what the Jupyter server is configured with. */
export class LabModelSource implements ModelSource {
  private readonly relayed: ModelClient;
  private readonly offline: ModelClient;
  /** What the relay said last; null before it was asked, or when it is not there. */
  relayStatus: RelayStatus | null = null;

  constructor(
    private readonly settings: SettingsReader,
    private readonly relay: Relay
  ) {
    this.relayed = createOpenAIModel({
      kind: 'relay',
      baseURL: relay.baseUrl,
      fetch: relay.fetch
    });
    this.offline = createOpenAIModel({
      kind: 'offline',
      baseURL: 'http://offline.invalid/v1',
      fetch: offlineFetch
    });
  }

  async current(signal: AbortSignal): Promise<ChosenModel> {
    const { provider, directBaseUrl } = this.settings.current;
    if (provider === 'offline') {
      return { client: this.offline, name: OFFLINE_MODEL };
    }
    if (provider === 'direct') {
      return this.named(this.direct(directBaseUrl), '', signal);
    }
    const status = await this.relay.status();
    this.relayStatus = status;
    if (status?.configured) {
      return this.named(this.relayed, status.model, signal);
    }
    if (provider === 'relay') {
      throw new AgentError(
        'model-not-set',
        status
          ? 'No model is configured on the Jupyter server.'
          : 'The server part of Kernel Agent does not answer.',
        {
          advice: status
            ? 'Set OPENAI_API_KEY or OPENAI_BASE_URL in the environment of the Jupyter server and start it again.'
            : 'Check with “jupyter server extension list” that jupyterlab_kernel_agent is enabled.'
        }
      );
    }
    return { client: this.offline, name: OFFLINE_MODEL };
  }

  /** Names of the models that can be chosen; empty when only the offline analyst is there. */
  async names(signal: AbortSignal): Promise<string[]> {
    const { client } = await this.current(signal);
    return client.kind === 'offline' ? [] : client.models(signal);
  }

  private direct(baseURL: string): ModelClient {
    if (baseURL.trim() === '') {
      throw new AgentError(
        'model-not-set',
        'Direct access to a model is chosen, but no address is set.',
        { advice: 'Set the address in the settings of Kernel Agent.' }
      );
    }
    return createOpenAIModel({
      kind: 'direct',
      baseURL,
      fetch: (input, init) => fetch(input, init)
    });
  }

  /** The settings' name wins, then the server's; otherwise the first that is offered. */
  private async named(
    client: ModelClient,
    configured: string,
    signal: AbortSignal
  ): Promise<ChosenModel> {
    const chosen = this.settings.current.model.trim() || configured.trim();
    if (chosen !== '') {
      return { client, name: chosen };
    }
    const [first] = await client.models(signal);
    if (first === undefined) {
      throw new AgentError(
        'model-not-set',
        'The model server offers no model by name.',
        { advice: 'Set the name of a model in the settings of Kernel Agent.' }
      );
    }
    return { client, name: first };
  }
}

/** The analyst is fetched with the first prompt that it answers. */
const offlineFetch: Fetch = async (url, init) => {
  const { createOfflineFetch } = await import('../core/offline/offline-fetch');
  return createOfflineFetch({})(url, init);
};
