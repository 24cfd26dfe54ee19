import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import * as z from 'zod';

const PreviewSchema = z.looseObject({
  state: z.enum(['converting', 'ready', 'failed', 'unavailable']),
  slides: z.number().int().nonnegative(),
  more: z.boolean(),
  version: z.string(),
  reason: z.string()
});
export type Preview = Pick<
  z.infer<typeof PreviewSchema>,
  'state' | 'slides' | 'more' | 'version' | 'reason'
>;

const RefusalSchema = z.looseObject({ message: z.string() });

/** Pictures of decks, made by the server: `<base_url>/kernel-agent/preview`. Paths are from the server's root. */
export class DeckPreviews {
  constructor(private readonly settings: ServerConnection.ISettings) {}

  /**
   * How far the pictures of a deck are; begins to make them. Resolves when something is known, or after some seconds of
   * `converting`. Rejects when the server cannot be reached.
   */
  async look(path: string, signal: AbortSignal): Promise<Preview> {
    const response = await this.get('preview', { path }, signal);
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) {
      return PreviewSchema.parse(answer);
    }
    const refusal = RefusalSchema.safeParse(answer);
    // A server without these routes answers with a page, which says nothing of the file.
    return refusal.success
      ? without('failed', refusalWords(response.status, refusal.data.message))
      : without('unavailable', 'This Jupyter server does not make them.');
  }

  /** The PNG of a slide, from 1. Rejects when it is not there, for instance since the deck was written again. */
  async slide(
    path: string,
    version: string,
    number: number,
    signal: AbortSignal
  ): Promise<Blob> {
    const response = await this.get(
      'preview/slide',
      { path, version, number: String(number) },
      signal
    );
    if (!response.ok) {
      throw new Error(`The picture of slide ${number} is not there.`);
    }
    return response.blob();
  }

  private get(
    route: string,
    query: Record<string, string>,
    signal: AbortSignal
  ): Promise<Response> {
    const url = URLExt.join(this.settings.baseUrl, 'kernel-agent', route);
    return ServerConnection.makeRequest(
      url + URLExt.objectToQueryString(query),
      { signal },
      this.settings
    );
  }
}

function without(state: 'failed' | 'unavailable', reason: string): Preview {
  return { state, slides: 0, more: false, version: '', reason };
}

function refusalWords(status: number, message: string): string {
  return status === 404 ? 'The file is no longer there.' : message;
}
