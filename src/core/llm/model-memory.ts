import * as z from 'zod';
import { parseJson } from './json';

/** How the content of an assistant message without text is sent: as stored (null), as "", or as a few words. */
export const EMPTY_CONTENT = ['stored', 'empty', 'words'] as const;

/**
 * What was learnt about one model by being refused. Plain JSON; requests read it and, when a server objects, change it,
 * so that the same refusal is not met twice.
 */
export const ModelMemorySchema = z.object({
  /** Takes `tools`; otherwise code is asked for in fenced blocks. */
  tools: z.boolean().default(true),
  /** Takes image parts; otherwise they are replaced by a sentence. */
  images: z.boolean().default(true),
  /** Takes `stream_options.include_usage`. */
  streamUsage: z.boolean().default(true),
  emptyContent: z.enum(EMPTY_CONTENT).default('stored'),
  /** Reasoning of earlier replies: sent back if there is some, never, or always (an empty one if need be). */
  reasoning: z.enum(['echo', 'drop', 'require']).default('echo'),
  /** Fields that are no part of Chat Completions, on messages and calls. */
  extraFields: z.enum(['echo', 'drop']).default('echo'),
  /** Takes a system message and several messages of one role in a row. */
  anyRoles: z.boolean().default(true),
  /** Takes schemas of tools only with the words that all servers know. */
  plainSchemas: z.boolean().default(false),
  /** Wants ids of calls of nine letters and digits. */
  shortIds: z.boolean().default(false),
  /** Wants the name of the tool in its results. */
  toolNames: z.boolean().default(false),
  /** Fields of the request body that the model refuses. */
  droppedFields: z.array(z.string()).default([]),
  /** Fields of the request body that the model wants under another name. */
  renamedFields: z.record(z.string(), z.string()).default({}),
  /** The user was told that the server seems to cut prompts. */
  warnedOfTruncation: z.boolean().default(false)
});

export type ModelMemory = z.infer<typeof ModelMemorySchema>;

/** Of a model about which nothing is known: everything is tried. */
export function createModelMemory(): ModelMemory {
  return ModelMemorySchema.parse({});
}

/** A memory from its JSON text; an empty one when the text is none. */
export function parseModelMemory(text: string): ModelMemory {
  const parsed = ModelMemorySchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : createModelMemory();
}
