import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import * as z from 'zod';

const RelayStatusSchema = z.looseObject({
  configured: z.boolean(),
  model: z.string().default(''),
  upstream: z.string().default(''),
  /** The most that the server's administrator allows. */
  ceiling: z.enum(['ask', 'auto']).catch('ask')
});
export type RelayStatus = z.infer<typeof RelayStatusSchema>;

const ConnectionTestSchema = z.looseObject({
  ok: z.boolean(),
  layer: z.string().default(''),
  message: z.string(),
  advice: z.string().default('')
});
export type ConnectionTest = z.infer<typeof ConnectionTestSchema>;

/** The server's side of reaching a model: `<base_url>/kernel-agent/v1`. */
export class Relay {
  constructor(private readonly settings: ServerConnection.ISettings) {}

  get baseUrl(): string {
    return URLExt.join(this.settings.baseUrl, 'kernel-agent', 'v1');
  }

  /** A `fetch` that carries the credentials of the Jupyter server, not those of a model. */
  readonly fetch: typeof globalThis.fetch = (input, init) =>
    ServerConnection.makeRequest(
      input instanceof Request ? input.url : String(input),
      init ?? {},
      this.settings
    );

  /** What the server says of its configuration; null when the server part is not there. */
  async status(): Promise<RelayStatus | null> {
    try {
      const response = await this.fetch(URLExt.join(this.baseUrl, 'status'));
      const parsed = RelayStatusSchema.safeParse(
        response.ok ? await response.json() : null
      );
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }

  /** Tries layer by layer whether the model answers. Throws when the Jupyter server itself cannot be asked. */
  async test(model: string): Promise<ConnectionTest> {
    const response = await this.fetch(URLExt.join(this.baseUrl, 'test'), {
      method: 'POST',
      body: JSON.stringify({ model })
    });
    return ConnectionTestSchema.parse(await response.json());
  }
}
