import * as z from 'zod';
import { throwIfStopped } from '../clock';
import { AgentError } from '../errors';
import type { Clock, Kernel } from '../ports';
import {
  FingerprintSchema,
  ProfileSchema,
  type FileProfile,
  type Fingerprint
} from './profile';

const JobSchema = z.looseObject({
  job: z.string(),
  state: z.enum(['running', 'done', 'failed', 'stopped']),
  quick: ProfileSchema.nullish(),
  profile: ProfileSchema.nullish(),
  error: z.string().nullish(),
  fraction: z.number().nullish(),
  rows: z.number().nullish(),
  unchanged: z.boolean().default(false),
  fingerprint: FingerprintSchema.nullish()
});
type Job = z.infer<typeof JobSchema>;

/** How long to wait before asking a job again, in milliseconds: the first answers are wanted soon. */
const POLLS_MS = [20, 40, 80, 100];
const POLL_MS = 150;

export type ProfileOutcome =
  | { readonly kind: 'profile'; readonly profile: FileProfile }
  /** The content is what it was, although size or time looked different. */
  | { readonly kind: 'unchanged'; readonly fingerprint: Fingerprint };

export interface ProfileRequest {
  readonly path: string;
  readonly previewRows: number;
  readonly maxColumns: number;
  /** If the content still has this hash it is not parsed. */
  readonly knownSha256: string | null;
}

export interface ProfileWatcher {
  /** Schema and preview, within a moment. */
  onQuick(profile: FileProfile): void;
  onProgress(fraction: number | null, rows: number | null): void;
  /** Aborted to stop early with what there is so far. */
  readonly enough: AbortSignal;
}

/**
 * Profiles one file in a worker beside the kernel, which stays free meanwhile. Aborting `signal` stops the worker and
 * throws; `watcher.enough` stops it and resolves with the partial profile.
 * Throws `AgentError` (`file-not-profiled`, `kernel-*`, `stopped`).
 */
export async function runProfileJob(
  kernel: Kernel,
  clock: Clock,
  request: ProfileRequest,
  watcher: ProfileWatcher,
  signal: AbortSignal
): Promise<ProfileOutcome> {
  let job = await ask(
    kernel,
    'start_profile',
    {
      path: request.path,
      preview_rows: request.previewRows,
      max_columns: request.maxColumns,
      known_sha256: request.knownSha256
    },
    request.path,
    signal
  );
  const quick = job.quick ?? null;
  if (quick) {
    watcher.onQuick(quick);
  }
  for (let poll = 0; job.state === 'running'; poll += 1) {
    watcher.onProgress(job.fraction ?? null, job.rows ?? null);
    try {
      await clock.delay(POLLS_MS[poll] ?? POLL_MS, signal);
      throwIfStopped(signal);
      job = await ask(
        kernel,
        watcher.enough.aborted ? 'stop_profile' : 'profile_progress',
        { job: job.job },
        request.path,
        signal
      );
    } catch (error) {
      abandon(kernel, job.job);
      throw error;
    }
  }
  return outcomeOf(job, quick, request.path);
}

function outcomeOf(
  job: Job,
  quick: FileProfile | null,
  path: string
): ProfileOutcome {
  if (job.state === 'done' && job.unchanged && job.fingerprint) {
    return { kind: 'unchanged', fingerprint: job.fingerprint };
  }
  const profile = job.profile ?? (job.state === 'stopped' ? quick : null);
  if (job.state === 'failed' || !profile) {
    throw notProfiled(
      job.error ?? `${path} could not be profiled: the reader gave no reason.`
    );
  }
  return { kind: 'profile', profile };
}

async function ask(
  kernel: Kernel,
  name: string,
  args: Record<string, unknown>,
  path: string,
  signal: AbortSignal
): Promise<Job> {
  let reply: unknown;
  try {
    reply = await kernel.callHelper(name, args, signal);
  } catch (error) {
    // What the helper itself says of the file is a sentence for the user.
    if (AgentError.is(error) && error.code === 'kernel-helper-failed') {
      throw notProfiled(error.message);
    }
    throw error;
  }
  const job = JobSchema.safeParse(reply);
  if (!job.success) {
    throw new AgentError(
      'file-not-profiled',
      `${path} could not be profiled: the kernel gave an answer that is no profile.`,
      { detail: z.prettifyError(job.error).slice(0, 1000) }
    );
  }
  return job.data;
}

/** Nobody waits for the answer any more. */
function abandon(kernel: Kernel, job: string): void {
  kernel
    .callHelper('stop_profile', { job }, new AbortController().signal)
    .catch(() => undefined);
}

function notProfiled(message: string): AgentError {
  return new AgentError('file-not-profiled', message);
}
