import * as z from 'zod';

/**
 * Notebook outputs (nbformat 4.5), the only form in which results of code are
 * kept, stored and drawn. Loose, because a MIME bundle may hold anything.
 * Format: https://nbformat.readthedocs.io/en/latest/format_description.html
 */
const MimeBundleSchema = z.record(z.string(), z.unknown());

export const OutputSchema = z.discriminatedUnion('output_type', [
  z.looseObject({
    output_type: z.literal('stream'),
    name: z.enum(['stdout', 'stderr']),
    text: z.string()
  }),
  z.looseObject({
    output_type: z.literal('display_data'),
    data: MimeBundleSchema,
    metadata: MimeBundleSchema.default({})
  }),
  z.looseObject({
    output_type: z.literal('execute_result'),
    data: MimeBundleSchema,
    metadata: MimeBundleSchema.default({}),
    execution_count: z.number().nullable().default(null)
  }),
  z.looseObject({
    output_type: z.literal('error'),
    ename: z.string(),
    evalue: z.string(),
    traceback: z.array(z.string())
  })
]);
export type Output = z.infer<typeof OutputSchema>;

export type StreamOutput = Extract<Output, { output_type: 'stream' }>;
export type ErrorOutput = Extract<Output, { output_type: 'error' }>;
