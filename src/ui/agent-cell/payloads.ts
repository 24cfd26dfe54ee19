import * as z from 'zod';

/**
 * What the outputs of an agent cell hold beside their Markdown, as `core/agent-cell` writes it. It comes from a notebook
 * file, which anybody may have written: nothing in it is taken for granted.
 */

const TurnSchema = z.object({
  version: z.literal(1),
  session: z.string(),
  turn: z.number().int().positive(),
  state: z.enum([
    'running',
    'answered',
    'stopped',
    'failed',
    'budget',
    'interrupted'
  ]),
  model: z.string(),
  phase: z.string().nullable(),
  replays: z.number().int().nullable(),
  milliseconds: z.number().nullable(),
  usage: z
    .looseObject({
      prompt_tokens: z.number().optional(),
      completion_tokens: z.number().optional(),
      total_tokens: z.number().optional()
    })
    .optional()
});
export type TurnPayload = z.infer<typeof TurnSchema>;

const StepSchema = z.object({
  version: z.literal(1),
  session: z.string(),
  turn: z.number().int().positive(),
  call: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  state: z.enum([
    'writing',
    'awaiting-approval',
    'running',
    'ok',
    'error',
    'refused',
    'interrupted'
  ]),
  /** What it is about, where it has no code. */
  subject: z.string().optional(),
  result: z.string().optional(),
  milliseconds: z.number().nullable()
});
export type StepPayload = z.infer<typeof StepSchema>;

/** Null for what is none: then the Markdown beside it is shown. */
export function readTurn(value: unknown): TurnPayload | null {
  return TurnSchema.safeParse(value).data ?? null;
}

/** Null for what is none: then the Markdown beside it is shown. */
export function readStep(value: unknown): StepPayload | null {
  return StepSchema.safeParse(value).data ?? null;
}
