import { ServerConnection } from '@jupyterlab/services';
import { describe, expect, it } from 'vitest';
import { DeckPreviews } from './deck-preview';

const READY = {
  available: true,
  state: 'ready',
  slides: 3,
  more: false,
  version: 'abc',
  reason: ''
};

/** The client, with a server that gives this answer; `asked` are the addresses. */
function clientOf(answer: Response): { client: DeckPreviews; asked: string[] } {
  const asked: string[] = [];
  const settings = ServerConnection.makeSettings({
    baseUrl: 'http://localhost:8888/user/ana/',
    fetch: async input => {
      asked.push(input instanceof Request ? input.url : String(input));
      return answer;
    }
  });
  return { client: new DeckPreviews(settings), asked };
}
const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status });
const { signal } = new AbortController();

describe('how far a deck is', () => {
  it('is asked of the server by its path', async () => {
    const { client, asked } = clientOf(json(READY));
    const known = await client.look('work/Bericht & Co #1.pptx', signal);
    expect(known).toMatchObject({ state: 'ready', slides: 3, version: 'abc' });
    // JupyterLab adds the time, lest the browser answer by itself.
    expect(asked.map(url => url.replace(/&\d+$/, ''))).toEqual([
      'http://localhost:8888/user/ana/kernel-agent/preview?path=work%2FBericht%20%26%20Co%20%231.pptx'
    ]);
  });

  it.each([
    [404, 'The file is no longer there.'],
    [400, 'This is no regular file.']
  ])('a refusal (%i) is said', async (status, reason) => {
    const { client } = clientOf(
      json({ message: 'This is no regular file.', reason: null }, status)
    );
    expect(await client.look('deck.pptx', signal)).toMatchObject({
      state: 'failed',
      reason
    });
  });

  it('a server without previews has none', async () => {
    const { client } = clientOf(new Response('<html>', { status: 404 }));
    expect(await client.look('deck.pptx', signal)).toMatchObject({
      state: 'unavailable',
      reason: 'This Jupyter server does not make them.'
    });
  });

  it('an answer of something else is none', async () => {
    const { client } = clientOf(json({ state: 'dancing' }));
    await expect(client.look('deck.pptx', signal)).rejects.toThrow();
  });
});

describe('a slide', () => {
  it('is asked for with the version that is shown', async () => {
    const { client, asked } = clientOf(new Response('PNG'));
    const picture = await client.slide('deck.pptx', 'abc', 2, signal);
    expect(picture.size).toBe(3);
    expect(asked[0]).toContain(
      'preview/slide?path=deck.pptx&version=abc&number=2'
    );
  });

  it('that is not there is said', async () => {
    const { client } = clientOf(json({ message: 'no' }, 404));
    await expect(client.slide('deck.pptx', 'abc', 2, signal)).rejects.toThrow(
      'The picture of slide 2 is not there.'
    );
  });
});
