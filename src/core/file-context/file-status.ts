import * as z from 'zod';
import { LIMITS } from '../limits';
import type { Kernel } from '../ports';

const StatusSchema = z.looseObject({
  path: z.string(),
  kind: z.enum(['file', 'folder', 'glob', 'missing', 'other']).catch('other'),
  /** Bytes; of a folder or glob the sum of its files. */
  size: z.number().nullish(),
  /** Nanoseconds since 1970; of a folder or glob the newest. */
  mtime_ns: z.string().nullish(),
  reason: z.string().nullish()
});
export type FileStatus = z.infer<typeof StatusSchema>;

const ReplySchema = z.object({ files: z.array(StatusSchema) });

/**
 * How files are now, by path; their content is not read.
 * Throws `AgentError` (`kernel-*`, `stopped`).
 */
export async function fileStatus(
  kernel: Kernel,
  paths: readonly string[],
  signal: AbortSignal
): Promise<Map<string, FileStatus>> {
  const statuses = new Map<string, FileStatus>();
  for (let at = 0; at < paths.length; at += LIMITS.filePathsAtOnce) {
    const some = paths.slice(at, at + LIMITS.filePathsAtOnce);
    const reply = ReplySchema.parse(
      await kernel.callHelper('file_status', { paths: some }, signal)
    );
    reply.files.forEach(status => statuses.set(status.path, status));
  }
  return statuses;
}

/** Whether there is something to read at that path. */
export function isThere(status: FileStatus | undefined): boolean {
  return (
    status !== undefined && ['file', 'folder', 'glob'].includes(status.kind)
  );
}
