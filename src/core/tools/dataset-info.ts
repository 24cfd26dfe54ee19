import * as z from 'zod';
import { AgentError, type ErrorCode } from '../errors';
import { LIMITS } from '../limits';
import type { Kernel } from '../ports';
import { clip } from './clip';
import type { Tool } from './tool';

const ArgumentsSchema = z.object({
  path: z
    .string()
    .describe("Path of the data file, relative to the notebook's folder.")
});
type Arguments = z.infer<typeof ArgumentsSchema>;

const PREVIEW_ROWS = 5;
const MAX_COLUMNS = 100;

/** Failures that the model can go on after. */
const ANSWERED: readonly ErrorCode[] = [
  'kernel-helper-failed',
  'kernel-not-python'
];

/** Profiles a data file without loading it into the user's namespace. Runs no code of the user's or the model's. */
export function datasetInfo(kernel: Kernel): Tool<Arguments> {
  return {
    name: 'dataset_info',
    description:
      'Describe a data file: type, size, rows, columns with types, missing values and examples, a short preview, and a line of ' +
      'Python that loads it correctly. Use it before you write code for a file that you have not seen.',
    parameters: ArgumentsSchema,
    code: () => null,
    async run(args, { signal }) {
      await kernel.ensureStarted(signal);
      try {
        const profile = await kernel.callHelper(
          'profile_file',
          {
            path: args.path,
            preview_rows: PREVIEW_ROWS,
            max_columns: MAX_COLUMNS
          },
          signal
        );
        return {
          status: 'ok',
          text: clip(JSON.stringify(profile), LIMITS.toolResultText),
          images: []
        };
      } catch (error) {
        if (AgentError.is(error) && ANSWERED.includes(error.code)) {
          return {
            status: 'error',
            text: `${args.path} could not be described: ${error.message}`,
            images: []
          };
        }
        throw error;
      }
    }
  };
}
