import { UsageError } from './usage-error';

/** A running Jupyter server or kernel gateway. */
export interface ServerAddress {
  /** With a slash at the end. */
  readonly url: string;
  readonly token: string;
}

/** Reads an address as people copy it. Null without one. Throws `UsageError`. */
export function readServer(
  address: string | undefined,
  token: string | undefined,
  environment: Readonly<Record<string, string | undefined>>
): ServerAddress | null {
  if (address === undefined) {
    if (token !== undefined) {
      throw new UsageError('--token belongs to --server URL.');
    }
    return null;
  }
  if (!URL.canParse(address) || !/^https?:/i.test(address)) {
    throw new UsageError(
      '--server takes an address such as http://127.0.0.1:8888/.'
    );
  }
  const url = new URL(address);
  // People copy what Jupyter prints: …/lab?token=…
  const path = url.pathname.replace(/\/(lab|tree|notebooks)(\/.*)?$/, '');
  return {
    url: `${url.origin}${path.replace(/\/*$/, '/')}`,
    token:
      token ?? url.searchParams.get('token') ?? environment.JUPYTER_TOKEN ?? ''
  };
}
