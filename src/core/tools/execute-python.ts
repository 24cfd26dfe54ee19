import * as z from 'zod';
import { LIMITS } from '../limits';
import type { Output } from '../outputs';
import type { ExecutionResult, Kernel } from '../ports';
import { clip } from './clip';
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

export const EXECUTE_PYTHON = 'execute_python';

/**
 * Runs code in the user's namespace. Everything it prints, shows or raises goes back to the model.
 * @param softLimitSeconds after which the model is given what there is so far
 */
export function executePython(
  kernel: Kernel,
  softLimitSeconds: number = LIMITS.executionSoftSeconds
): Tool<Arguments> {
  const earlier = new EarlierCode();
  return {
    name: EXECUTE_PYTHON,
    description:
      "Run Python in the notebook's live kernel. Variables persist between calls and are the user's own; " +
      'IPython magics such as %pip install work. Returns what was printed, shown or raised. ' +
      'Figures are shown to the user when they are displayed (plt.show()).',
    parameters: ArgumentsSchema,
    isReplayed: true,
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
        softLimitSeconds,
        onOutputs
      });
      // It waited for code that went on before, whose end was not told yet.
      const before = earlier.rest();
      earlier.remember(result);
      return withBefore(before, toToolResult(result));
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

/** Code that went on after its call was answered: the next call tells how it ended. */
class EarlierCode {
  private latest: Promise<ExecutionResult> | null = null;
  private ended: { told: string; result: ExecutionResult } | null = null;

  remember({ finished, outputs }: ExecutionResult): void {
    const told = outputsText(outputs);
    this.latest = finished ?? null;
    this.ended = null;
    void finished?.then(result => {
      if (this.latest === finished) {
        this.ended = { told, result };
      }
    });
  }

  /** What was not told of it yet; null when there is no such code, or nobody knows how it ended. */
  rest(): ToolResult | null {
    if (!this.ended) {
      return null;
    }
    const { told, result } = this.ended;
    const { text, ...rest } = toToolResult(result);
    return {
      ...rest,
      text: text.startsWith(told) ? text.slice(told.length).trim() : text
    };
  }
}

function withBefore(before: ToolResult | null, now: ToolResult): ToolResult {
  if (!before) {
    return now;
  }
  const text = `[The code of the earlier call is done. What it gave since:]\n${before.text}\n[This call:]\n${now.text}`;
  return {
    ...now,
    text: clip(text, LIMITS.toolResultText),
    images: [...before.images, ...now.images]
  };
}

function toToolResult(result: ExecutionResult): ToolResult {
  const output = outputsText(result.outputs);
  const seconds = (result.milliseconds / 1000).toFixed(1);
  const note = {
    ok: output === '' ? `Done in ${seconds} s, without any output.` : '',
    error: errorNote(result.outputs),
    interrupted: `Interrupted after ${seconds} s.`,
    died: 'The kernel died while this ran: every variable is gone. It can be restarted; do not run the same code again unchanged.',
    running: `Still running after ${seconds} s; this is the output so far. The code goes on; the next call waits for it.`
  }[result.status];
  return {
    status: STATUS[result.status],
    text: [output, note].filter(text => text !== '').join('\n'),
    images: outputImages(result.outputs),
    ...(result.finished ? { finished: result.finished } : {})
  };
}

/** What an error does not say by itself. */
function errorNote(outputs: readonly Output[]): string {
  const error = outputs.findLast(output => output.output_type === 'error');
  if (!error) {
    return 'The kernel did not run this code. Fix: send it again.';
  }
  return error.ename === 'StdinNotImplementedError'
    ? 'Code cannot ask for input here. Ask the user in your answer instead, or put the value into the code.'
    : '';
}
