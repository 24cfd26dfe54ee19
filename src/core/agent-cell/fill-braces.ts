import * as z from 'zod';
import { AgentError } from '../errors';
import type { Kernel } from '../ports';

/** What the kernel's helper makes of a text; see `kernel/README.md`. */
const InterpolationSchema = z.looseObject({
  text: z.string(),
  problems: z.array(
    z.looseObject({ expression: z.string(), message: z.string() })
  )
});
type Problem = z.infer<typeof InterpolationSchema>['problems'][number];

/** Problems that one error names; more are counted. */
const NAMED = 3;

/**
 * `prompt` with its expressions in braces replaced by their values in the kernel, which is started for that if need be.
 * Throws `AgentError`: `expression-failed`, `kernel-*`, `stopped`.
 */
export async function fillBraces(
  prompt: string,
  kernel: Kernel,
  signal: AbortSignal
): Promise<string> {
  const withoutPairs = prompt.replace(/\{\{|\}\}/g, '');
  if (!/[{}]/.test(withoutPairs)) {
    // Nothing to evaluate: the kernel need not even be there.
    return prompt.replace(/\{\{/g, '{').replace(/\}\}/g, '}');
  }
  await kernel.ensureStarted(signal);
  const reply = InterpolationSchema.safeParse(
    await kernel
      .callHelper('interpolate', { template: prompt }, signal)
      .catch(explainLanguage)
  );
  if (!reply.success) {
    throw new AgentError(
      'kernel-helper-failed',
      'The kernel did not answer as expected when it was asked for the expressions in the prompt.'
    );
  }
  const { text, problems } = reply.data;
  if (problems.length > 0) {
    throw expressionFailed(problems);
  }
  return text;
}

function explainLanguage(error: unknown): never {
  throw AgentError.is(error) && error.code === 'kernel-not-python'
    ? new AgentError(
        error.code,
        `The prompt has braces, and what is in them is Python. ${error.message}`,
        {
          advice:
            'Write {{ and }} for braces that are meant as text, or pick a Python kernel.',
          cause: error
        }
      )
    : error;
}

function expressionFailed(problems: readonly Problem[]): AgentError {
  const told = problems
    .slice(0, NAMED)
    .map(({ expression, message }) => `${expression}: ${message}`);
  const more = problems.length - told.length;
  const left = more > 0 ? ` (and ${more} more)` : '';
  const advice = problems.every(({ message }) => message.includes('{{'))
    ? {}
    : {
        advice:
          'Run the cells that define what is named, or write {{ and }} for braces that are meant as text.'
      };
  return new AgentError(
    'expression-failed',
    `${problems.length === 1 ? 'An expression' : 'Expressions'} in the prompt could not be evaluated. ${told.join(' · ')}${left}`,
    advice
  );
}
