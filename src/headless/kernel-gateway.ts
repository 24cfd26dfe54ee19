import { AgentError } from '../core/errors';
import type { ServerAddress } from './server-address';

/** How long a server may take to answer what it is. */
const PATIENCE_MS = 10_000;

/**
 * Whether an address is that of a kernel gateway: it has kernels, but no files. What does not answer is none.
 * Throws `AgentError` `kernel-unavailable` for one that refuses the token.
 */
export async function isKernelGateway(
  address: ServerAddress,
  signal: AbortSignal
): Promise<boolean> {
  if ((await statusAt('api/contents?content=0', address, signal)) !== 404) {
    return false;
  }
  const status = await statusAt('api/kernelspecs', address, signal);
  if (status === 401 || status === 403) {
    throw new AgentError(
      'kernel-unavailable',
      `The kernel gateway at ${address.url} refused the token.`,
      {
        advice: 'Check --server and --token, and that the server runs.',
        status
      }
    );
  }
  return status === 200;
}

/** Null when there is no answer. */
async function statusAt(
  path: string,
  { url, token }: ServerAddress,
  signal: AbortSignal
): Promise<number | null> {
  try {
    const response = await fetch(`${url}${path}`, {
      headers: token === '' ? {} : { authorization: `token ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

/** What makes a Jupyter server run its kernels on a gateway. The token is not for its command line, which everybody can read. */
export function gatewayEnvironment({
  url,
  token
}: ServerAddress): Record<string, string> {
  return {
    JUPYTER_GATEWAY_URL: url.replace(/\/$/, ''),
    ...(token === '' ? {} : { JUPYTER_GATEWAY_AUTH_TOKEN: token })
  };
}
