import * as z from 'zod';
import { AgentError } from '../errors';
import { LIMITS } from '../limits';
import type { FindingSource } from '../context/finding-source';
import { UNIT } from '../context/findings';
import { oneLine } from '../context/phrases';
import type { Kernel } from '../ports';
import { clip } from './clip';
import type { Tool } from './tool';

const ArgumentsSchema = z.object({
  name: z
    .string()
    .describe('A short name, for instance "total sales 2024" or "net_margin".'),
  value: z
    .union([z.string(), z.number()])
    .describe('The value exactly as it is to be repeated: "42.5%", "$1.2M".'),
  unit: z
    .string()
    .optional()
    .describe('Unit, if it does not stand in the value.'),
  expression: z
    .string()
    .optional()
    .describe('Python that gives this value from the variables in memory.'),
  note: z
    .string()
    .optional()
    .describe('Where it comes from, or what it leaves out, in one sentence.')
});
type Arguments = z.infer<typeof ArgumentsSchema>;

const EvaluatedSchema = z.looseObject({
  type: z.string(),
  text: z.string()
});

/** A name, its attributes, and items by constant keys: looking these up runs no code of the model's. */
const PLAIN_ACCESS =
  /^[\p{L}_][\p{L}\p{N}_]*(?:\.(?!__)[\p{L}_][\p{L}\p{N}_]*|\[(?:-?\d+|'[^'\\]*'|"[^"\\]*")\])*$/u;

/** Keeps a named result, so that later turns and reports repeat it unchanged and know where it came from. */
export function noteFinding(
  kernel: Kernel,
  source: () => FindingSource
): Tool<Arguments> {
  return {
    name: 'note_finding',
    description:
      'Keep a result that later turns or a report will need: its name, its value exactly as it is to be repeated, and the ' +
      'expression it came from. Later turns are told all findings. Note only what was computed, never an estimate.',
    parameters: ArgumentsSchema,
    isReplayed: true,
    code: ({ expression }) =>
      expression === undefined || PLAIN_ACCESS.test(expression.trim())
        ? null
        : expression,
    async run(args, { callId, signal, write }) {
      const name = oneLine(args.name, args.name.length);
      const value = String(args.value).trim();
      if (name === '' || value === '') {
        return answer('error', 'A finding needs a name and a value.');
      }
      const tooLong = excess(args, value);
      if (tooLong !== null) {
        return answer('error', tooLong);
      }
      const evaluated = await evaluate(kernel, args.expression, signal);
      if (evaluated.problem !== null) {
        return answer('error', evaluated.problem);
      }
      const { code, files } = source();
      await write({
        kind: 'finding',
        name,
        value,
        ...(args.unit ? { unit: args.unit.trim() } : {}),
        source: {
          call: callId,
          ...(args.expression ? { expression: args.expression } : {}),
          ...(evaluated.text === null ? {} : { evaluated: evaluated.text }),
          ...(code === null ? {} : { code: clip(code, LIMITS.findingCode) }),
          ...(files.length > 0 ? { files: [...files] } : {}),
          ...(args.note ? { note: args.note } : {})
        }
      });
      const now =
        evaluated.text === null
          ? ''
          : ` The expression gives ${evaluated.text}.`;
      return answer('ok', `Noted: ${name} = ${value}.${now}`);
    }
  };
}

/** What is longer than a finding may be; null when nothing is. */
function excess(
  { name, unit = '', expression = '', note = '' }: Arguments,
  value: string
): string | null {
  const lengths: [string, string, number][] = [
    ['name', name, LIMITS.findingName],
    ['value', value, LIMITS.findingValue],
    ['unit', unit, UNIT],
    ['expression', expression, LIMITS.findingText],
    ['note', note, LIMITS.findingText]
  ];
  const [what, , limit] =
    lengths.find(([, text, most]) => text.length > most) ?? [];
  return what === undefined
    ? null
    : `The ${what} is longer than ${limit} characters. Fix: note single numbers or short facts, one call each.`;
}

function answer(status: 'ok' | 'error', text: string) {
  return { status, text, images: [] };
}

/** An expression that fails is the model's mistake; one that cannot be looked at now is nobody's. */
async function evaluate(
  kernel: Kernel,
  expression: string | undefined,
  signal: AbortSignal
): Promise<{ text: string | null; problem: string | null }> {
  if (!expression || kernel.state.status === 'none') {
    return { text: null, problem: null };
  }
  try {
    const value = EvaluatedSchema.parse(
      await kernel.callHelper('evaluate', { expression }, signal)
    );
    return { text: value.text.slice(0, LIMITS.findingValue), problem: null };
  } catch (error) {
    if (AgentError.is(error) && error.code === 'kernel-helper-failed') {
      return {
        text: null,
        problem: `The finding was not noted: its expression failed, ${error.message} Fix: correct the expression, or leave it out.`
      };
    }
    if (AgentError.is(error) && error.code === 'kernel-not-python') {
      return { text: null, problem: null };
    }
    throw error;
  }
}
