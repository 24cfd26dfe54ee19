import * as z from 'zod';
import { ERROR_CODES } from '../errors';
import { ChatMessageSchema, UsageSchema } from '../llm/chat-message';
import { OutputSchema } from '../outputs';
import { ReportNumberSchema } from '../report/outline';

/**
 * The lines of `transcript.jsonl`. Every entry has `v`, `id`, `ts`, `turn` and
 * `kind`; the rest depends on the kind. Objects are loose, so that fields of a
 * newer version survive a round trip. On disk names are snake_case.
 */

export const ENTRY_VERSION = 1;

const base = {
  v: z.number().int().positive(),
  id: z.string().min(1),
  /** ISO 8601, UTC. */
  ts: z.string(),
  /** From 1; 0 for what belongs to no turn. */
  turn: z.number().int().nonnegative()
};

/** Opens a run: the first entry of a session, and the first after a reset. */
export const SessionEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('session'),
  session_id: z.string(),
  /** Name of the notebook file; not its path, so that the sidecar can be moved. */
  notebook: z.string(),
  model: z.string(),
  dataset: z.string(),
  /** `YYYYMMDD_HHMMSS_<dataset or notebook>` */
  run_id: z.string()
});

/**
 * Marks where a turn begins and how it ended. `withdrawn` takes back a beginning: another tab had begun a turn with the
 * same number just before.
 */
export const TurnEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('turn'),
  state: z.enum(['started', 'ended', 'withdrawn']),
  /** Identifies the tab that runs the turn, so that another one can tell. */
  client: z.string().optional(),
  model: z.string().optional(),
  /** The user's words and files, written before anything else happens. Only when `started`. */
  prompt: z.string().optional(),
  files: z.array(z.string()).optional(),
  /** Name of the phase that the turn is, if the user gave one. Only when `started`. */
  phase: z.string().optional(),
  /**
   * The agent cell that asked, and the turn that the agent cell above it stands for: the recorded one where it was
   * replayed; null when there is none. Only when `started`.
   */
  cell: z
    .looseObject({ id: z.string(), after: z.number().int().nullable() })
    .optional(),
  /** The recorded turn that this one is a replay of. Only when `ended`. */
  replays: z.number().int().optional(),
  /** Only when `ended`. */
  outcome: z
    .enum(['answered', 'stopped', 'failed', 'budget', 'interrupted'])
    .optional(),
  error: z
    .looseObject({
      code: z.enum(ERROR_CODES).catch('internal'),
      message: z.string(),
      advice: z.string().optional(),
      detail: z.string().optional()
    })
    .optional(),
  milliseconds: z.number().optional()
});

/** Written now and then by a turn that has nothing else to write, so that other tabs know that it is running. */
export const AliveEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('alive')
});

/** A chat message exactly as sent or received; images by reference. */
export const MessageEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('message'),
  /** Step within the turn, from 1; absent for system and user messages. */
  step: z.number().int().optional(),
  message: ChatMessageSchema,
  /** The user's own words, where the message also carries context. */
  prompt: z.string().optional(),
  /** Paths the user attached, relative to the notebook's folder. */
  files: z.array(z.string()).optional(),
  /**
   * Why a message exists that nobody typed: `figures` carries the pictures of the step before,
   * `interrupted` closes a call that never got its result, `budget` asks for a summary at the limit.
   */
  purpose: z.enum(['figures', 'interrupted', 'budget']).optional(),
  /** Milliseconds the step or the tool took. */
  milliseconds: z.number().optional(),
  /** Set on assistant messages whose stream ended early. */
  incomplete: z.boolean().optional(),
  /** Part of a replay: shown, and no part of what models are sent, which has the recorded turn already. */
  replayed: z.boolean().optional(),
  /** Set on tool results: how the call ended. */
  result: z.enum(['ok', 'error', 'refused', 'interrupted']).optional()
});

/** One output of an execution. */
export const OutputEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('output'),
  call: z.string(),
  /** Position among the call's outputs, from 0. A later entry with the same position replaces an earlier one. */
  index: z.number().int().nonnegative(),
  /** The outputs written before this one were cleared by the code and count no more. */
  clears: z.boolean().optional(),
  output: OutputSchema
});

export const KernelEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('kernel'),
  epoch: z.number().int(),
  event: z.enum(['started', 'restarted', 'switched', 'died']),
  name: z.string()
});

export const UsageEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('usage'),
  step: z.number().int(),
  model: z.string(),
  usage: UsageSchema,
  /** Milliseconds to the first chunk and to the last. */
  first_chunk_ms: z.number(),
  total_ms: z.number()
});

export const ApprovalEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('approval'),
  call: z.string(),
  /** `recorded`: the code of a replay, which was allowed when it was recorded. */
  outcome: z.enum([
    'auto',
    'allow-once',
    'allow-session',
    'recorded',
    'reject'
  ]),
  comment: z.string().optional()
});

/** Something the user should know that is not part of the chat: retries, fallbacks, kernel changes. */
export const NoticeEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('notice'),
  level: z.enum(['info', 'warning']),
  text: z.string()
});

/** What became of the data files in play when a turn began, or while it went on. */
export const FilesEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('files'),
  files: z.array(
    z.looseObject({
      path: z.string(),
      /**
       * `profiled`: read for the first time; `changed`: read again, because it had changed; `partial`: schema and preview
       * only; `taken-over`: known to another session of the notebook, not read; `unchanged`: known, not read; `opened`:
       * code opened a file that was known; `gone`: known, and no longer there; `failed`: could not be profiled.
       */
      state: z.enum([
        'profiled',
        'changed',
        'partial',
        'taken-over',
        'unchanged',
        'opened',
        'gone',
        'failed'
      ]),
      /** The turn that told the model what is in the file; only when `unchanged`. */
      since: z.number().int().optional(),
      sha256: z.string().nullish(),
      /** Size and time of what was read, where there is no hash. */
      stamp: z.string().optional(),
      type: z.string().optional(),
      rows: z.number().nullish(),
      columns: z.number().nullish(),
      /** The model was not told what is in it yet. */
      untold: z.boolean().optional(),
      /** The model was told its name only: there was no room for more. */
      listed: z.boolean().optional(),
      /** Why it failed, or is partial. */
      reason: z.string().optional(),
      milliseconds: z.number().optional()
    })
  )
});

/** A named result that later turns and reports repeat unchanged. A later one of the same name replaces it. */
export const FindingEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('finding'),
  name: z.string(),
  /** Exactly as it is to be repeated, for instance `42.5%` or `$1.2M`. */
  value: z.string(),
  unit: z.string().optional(),
  /** Where it came from. */
  source: z.looseObject({
    /** The tool call that noted it. */
    call: z.string().optional(),
    /** Python that yields it in the namespace. */
    expression: z.string().optional(),
    /** What the expression gave when the finding was noted. */
    evaluated: z.string().optional(),
    /** The code that was run last before it was noted. */
    code: z.string().optional(),
    /** Data files that were in play, with their content's hash. */
    files: z
      .array(z.looseObject({ path: z.string(), sha256: z.string().nullish() }))
      .optional(),
    /** In the model's own words. */
    note: z.string().optional()
  })
});

/** A file that a turn wrote or changed. A later one of the same path replaces it. */
export const ArtifactEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('artifact'),
  name: z.string(),
  /** Relative to the notebook's folder. */
  path: z.string(),
  /** Bytes. */
  size: z.number().nullable(),
  /** ISO 8601. */
  modified: z.string(),
  sha256: z.string().nullish()
});

/** A deck that was written, with all that it takes to write it again. */
export const ReportEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('report'),
  path: z.string(),
  sha256: z.string(),
  slides: z.number().int(),
  charts: z.number().int(),
  /** An `Outline`, of this version or another. */
  outline: z.looseObject({ path: z.string(), slides: z.array(z.unknown()) }),
  /** Data files of the session, and which content they had: its hash, or size and time. */
  files: z.array(z.looseObject({ path: z.string(), content: z.string() })),
  /** What was evaluated, as it stands in the deck; a bounded list. */
  numbers: z.array(ReportNumberSchema)
});

export const ResetEntrySchema = z.looseObject({
  ...base,
  kind: z.literal('reset')
});

/** A kind this version does not know: kept, shown as nothing. */
export const UnknownEntrySchema = z.looseObject({
  ...base,
  kind: z.string()
});

export const KnownEntrySchema = z.discriminatedUnion('kind', [
  SessionEntrySchema,
  TurnEntrySchema,
  AliveEntrySchema,
  MessageEntrySchema,
  OutputEntrySchema,
  KernelEntrySchema,
  UsageEntrySchema,
  ApprovalEntrySchema,
  NoticeEntrySchema,
  FilesEntrySchema,
  FindingEntrySchema,
  ArtifactEntrySchema,
  ReportEntrySchema,
  ResetEntrySchema
]);

export type SessionEntry = z.infer<typeof SessionEntrySchema>;
export type TurnEntry = z.infer<typeof TurnEntrySchema>;
export type MessageEntry = z.infer<typeof MessageEntrySchema>;
export type OutputEntry = z.infer<typeof OutputEntrySchema>;
export type KernelEntry = z.infer<typeof KernelEntrySchema>;
export type UsageEntry = z.infer<typeof UsageEntrySchema>;
export type ApprovalEntry = z.infer<typeof ApprovalEntrySchema>;
export type NoticeEntry = z.infer<typeof NoticeEntrySchema>;
export type FilesEntry = z.infer<typeof FilesEntrySchema>;
export type FileEvent = FilesEntry['files'][number];
export type FindingEntry = z.infer<typeof FindingEntrySchema>;
export type ArtifactEntry = z.infer<typeof ArtifactEntrySchema>;
export type ReportEntry = z.infer<typeof ReportEntrySchema>;
export type Entry = z.infer<typeof KnownEntrySchema>;
