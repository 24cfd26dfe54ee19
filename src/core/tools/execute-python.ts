import * as z from 'zod';
import { LIMITS } from '../limits';
import type { ExecutionResult, Kernel } from '../ports';
import { outputImages, outputsText } from './output-text';
import type { Tool, ToolResult } from './tool';

const ArgumentsSchema = z.object({
  code: z
    .string()
    .describe(
      'Python to run. The last expression is shown, as in a notebook cell.'
    )
});
type Arguments = z.infer<typeof ArgumentsSchema>;

/** Runs code in the user's namespace. Everything it prints, shows or raises goes back to the model. */
export function executePython(kernel: Kernel): Tool<Arguments> {
  return {
    name: 'execute_python',
    description:
      "Run Python in the notebook's live kernel. Variables persist between calls and are the user's own; " +
      'IPython magics such as %pip install work. Returns what was printed, shown or raised. ' +
      'Figures are shown to the user when they are displayed (plt.show()).',
    parameters: ArgumentsSchema,
    code: args => args.code,
    async run(args, { signal, onOutputs }) {
      if (args.code.trim() === '') {
        return {
          status: 'error',
          text: 'There was no code to run. Fix: send the code in the argument "code".',
          images: []
        };
      }
      const { language, displayName } = await kernel.ensureStarted(signal);
      if (language !== 'python') {
        return {
          status: 'error',
          text:
            `The notebook's kernel is ${displayName} (${language}), so Python cannot be run in it. ` +
            'Tell the user to pick a Python kernel for this notebook, or answer without running code.',
          images: []
        };
      }
      const result = await kernel.execute(args.code, {
        signal,
        softLimitSeconds: LIMITS.executionSoftSeconds,
        onOutputs
      });
      return toToolResult(result);
    }
  };
}

const STATUS = {
  ok: 'ok',
  error: 'error',
  interrupted: 'interrupted',
  died: 'error',
  running: 'ok'
} as const;

function toToolResult(result: ExecutionResult): ToolResult {
  const output = outputsText(result.outputs);
  const seconds = (result.milliseconds / 1000).toFixed(1);
  const note = {
    ok: output === '' ? `Done in ${seconds} s, without any output.` : '',
    error: '',
    interrupted: `Interrupted after ${seconds} s.`,
    died: 'The kernel died while this ran: every variable is gone. It can be restarted; do not run the same code again unchanged.',
    running: `Still running after ${seconds} s; this is the output so far. The code goes on; the next call waits for it.`
  }[result.status];
  return {
    status: STATUS[result.status],
    text: [output, note].filter(text => text !== '').join('\n'),
    images: outputImages(result.outputs)
  };
}
