import { dataFiles } from '../core/context/nearby-files';
import { NamespaceSchema } from '../core/context/namespace';
import { fileSize } from '../core/context/phrases';
import type { Files, Kernel } from '../core/ports';

/** Something that can be mentioned in a prompt with `@`. */
export interface Mention {
  readonly value: string;
  readonly detail?: string;
}

const MOST = 20;

/** Data files beside the notebook whose name holds `prefix`, those that begin with it first. */
export async function mentionFiles(
  files: Files,
  prefix: string
): Promise<Mention[]> {
  const found = dataFiles(await files.nearby()).map(file => ({
    value: file.path,
    ...(file.size === null ? {} : { detail: fileSize(file.size) })
  }));
  return matching(found, prefix);
}

/** Variables in the live kernel, without starting one or waiting for a busy one. */
export async function mentionVariables(
  kernel: Kernel,
  prefix: string
): Promise<Mention[]> {
  if (kernel.state.status !== 'idle') {
    return [];
  }
  try {
    const { variables } = NamespaceSchema.parse(
      await kernel.callHelper(
        'namespace',
        { limit: 200, preview_rows: 0 },
        new AbortController().signal
      )
    );
    return matching(
      variables.map(({ name, type, shape }) => ({
        value: name,
        detail: shape?.length ? `${type} ${shape.join(' × ')}` : type
      })),
      prefix
    );
  } catch {
    return [];
  }
}

function matching(mentions: readonly Mention[], prefix: string): Mention[] {
  const wanted = prefix.toLowerCase();
  const starts = (mention: Mention): boolean =>
    mention.value.toLowerCase().startsWith(wanted);
  return mentions
    .filter(mention => mention.value.toLowerCase().includes(wanted))
    .sort((a, b) => Number(starts(b)) - Number(starts(a)))
    .slice(0, MOST);
}
