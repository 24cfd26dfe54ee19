import type { ServerAddress } from './server-address';

/** How long a server may take to answer what it is. */
const PATIENCE_MS = 10_000;

/**
 * Whether an address is that of a kernel gateway: it has kernels, but no files. Never throws; what does not answer is none.
 */
export async function isKernelGateway(
  { url, token }: ServerAddress,
  signal: AbortSignal
): Promise<boolean> {
  const ask = async (path: string): Promise<number | null> => {
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
  };
  return (
    (await ask('api/contents?content=0')) === 404 &&
    (await ask('api/kernelspecs')) === 200
  );
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
