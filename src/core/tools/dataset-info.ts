import * as z from 'zod';
import { AgentError, type ErrorCode } from '../errors';
import { fileText } from '../file-context/context-text';
import type { TurnFiles } from '../file-context/turn-files';
import { LIMITS } from '../limits';
import { isBesideNotebook, plainPath } from '../paths';
import type { Kernel } from '../ports';
import { clip } from './clip';
import type { Tool } from './tool';

const ArgumentsSchema = z.object({
  path: z
    .string()
    .describe(
      "Path of the data file, relative to the notebook's folder; or a folder, or a pattern such as data/*.csv."
    )
});
type Arguments = z.infer<typeof ArgumentsSchema>;

/** Failures that the model can go on after. */
const ANSWERED: readonly ErrorCode[] = [
  'file-not-profiled',
  'kernel-helper-failed',
  'kernel-not-python'
];

/**
 * Describes a data file, from the file context when it is known and unchanged, and otherwise by reading it without loading
 * it into the user's namespace. Runs no code of the user's or the model's, but a file elsewhere is looked at only with leave.
 */
export function datasetInfo(kernel: Kernel, files: TurnFiles): Tool<Arguments> {
  return {
    name: 'dataset_info',
    description:
      'Describe a data file: type, size, rows, columns with types, missing values, statistics and most frequent values, a short ' +
      'preview, and a line of Python that loads it correctly. Use it before you write code for a file that was not described yet; ' +
      'a file that is known and unchanged is not read again.',
    parameters: ArgumentsSchema,
    // What the user did not name, and what lies elsewhere or is hidden, is not the model's to look at unasked.
    code: args => {
      const path = plainPath(args.path);
      return files.isKnown(path) || isBesideNotebook(path)
        ? null
        : `dataset_info(${JSON.stringify(path)})`;
    },
    async run(args, { signal, write }) {
      const path = plainPath(args.path);
      await kernel.ensureStarted(signal);
      try {
        const { file, event } = await files.describe(path, signal);
        if (!file.profile) {
          throw new AgentError('file-not-profiled', `${path} is not known.`);
        }
        await write({ kind: 'files', files: [event] });
        return {
          status: 'ok',
          text: clip(fileText(file.profile, path), LIMITS.toolResultText),
          images: []
        };
      } catch (error) {
        if (AgentError.is(error) && ANSWERED.includes(error.code)) {
          return {
            status: 'error',
            text: `${path} could not be described: ${error.message}`,
            images: []
          };
        }
        throw error;
      }
    }
  };
}
