import type { Output } from '../outputs';
import { SIDECAR_URL } from './model-messages';

type Bundle = Record<string, unknown>;

function isReference(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(SIDECAR_URL);
}

function mapBundle(output: Output, map: (data: Bundle) => Bundle): Output {
  return output.output_type === 'display_data' ||
    output.output_type === 'execute_result'
    ? { ...output, data: map(output.data) }
    : output;
}

export function hasReferences(output: Output): boolean {
  return (
    (output.output_type === 'display_data' ||
      output.output_type === 'execute_result') &&
    Object.values(output.data).some(isReference)
  );
}

/** The output without the parts that lie in files of their own. */
export function withoutReferences(output: Output): Output {
  return mapBundle(output, data =>
    Object.fromEntries(
      Object.entries(data).filter(([, value]) => !isReference(value))
    )
  );
}

/**
 * The output with those parts read back. A file that is gone leaves its part out.
 * @param read maps `outputs/<sha256>.<extension>` to base64, or null
 */
export async function resolveReferences(
  output: Output,
  read: (reference: string) => Promise<string | null>
): Promise<Output> {
  if (!hasReferences(output)) {
    return output;
  }
  const parts = new Map<string, string>();
  if ('data' in output && typeof output.data === 'object') {
    for (const [mimeType, value] of Object.entries(output.data as Bundle)) {
      if (isReference(value)) {
        const content = await read(value.slice(SIDECAR_URL.length));
        if (content !== null) {
          parts.set(mimeType, content);
        }
      }
    }
  }
  return mapBundle(withoutReferences(output), data => ({
    ...data,
    ...Object.fromEntries(parts)
  }));
}
