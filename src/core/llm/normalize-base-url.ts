export interface BaseURL {
  /** Without a slash at the end and without a query. */
  readonly baseURL: string;
  /** What the query said, for instance Azure's `api-version`. */
  readonly query: Readonly<Record<string, string>>;
}

const ENDPOINT =
  /\/(?:chat\/completions|completions|chat|responses|models|embeddings)$/i;

/**
 * Mends what people paste into a base URL field: a whole endpoint address, quotes, slashes at the end, `/v1/v1`,
 * a missing scheme. A bare host gets the `/v1` that servers use; any other path is left as it is.
 */
export function normalizeBaseURL(text: string): BaseURL {
  const pasted = text.trim().replace(/^["'`<\s]+|["'`>\s]+$/g, '');
  const [address = '', queryText = ''] = (pasted.split('#')[0] ?? '').split(
    '?',
    2
  );
  let url = withScheme(address).replace(/\/+$/, '');
  const isEndpoint = ENDPOINT.test(url);
  url = url.replace(ENDPOINT, '').replace(/\/+$/, '');
  url = url.replace(/(\/v\d+(?:beta)?)(?:\/+v\d+(?:beta)?)+$/i, '$1');
  if (!isEndpoint && /^https?:\/\/[^/]+$/i.test(url)) {
    url += '/v1';
  }
  return { baseURL: url, query: parseQuery(queryText) };
}

function withScheme(address: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address) || address.startsWith('/')) {
    return address;
  }
  const isLocal =
    /^(?:localhost|\[|\d{1,3}(?:\.\d{1,3}){3}(?=[:/]|$)|[^./]+:\d)/i.test(
      address
    );
  return address === '' ? '' : `${isLocal ? 'http' : 'https'}://${address}`;
}

function parseQuery(text: string): Record<string, string> {
  const pairs = text
    .split('&')
    .filter(pair => pair !== '')
    .map(pair => {
      const [name = '', value = ''] = pair.split('=', 2);
      return [decode(name), decode(value)] as const;
    });
  return Object.fromEntries(pairs);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}
