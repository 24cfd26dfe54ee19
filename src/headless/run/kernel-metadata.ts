import type { SessionKernelHost } from '../session-kernel-host';

/** The notebook's metadata with the kernel that it is run with, as a front end keeps it. */
export async function describeKernel(
  metadata: Readonly<Record<string, unknown>>,
  host: SessionKernelHost
): Promise<Record<string, unknown>> {
  const { connection } = host;
  const info = await connection?.info;
  if (!connection || !info) {
    return { ...metadata };
  }
  const { language_info: language } = info;
  return {
    ...metadata,
    kernelspec: {
      name: connection.name,
      display_name: host.displayName(),
      language: language.name
    },
    language_info: language
  };
}
