import { throwIfStopped } from '../clock';
import { AgentError } from '../errors';
import { LIMITS } from '../limits';
import type { Clock, Kernel } from '../ports';
import type { KnownFile } from './known-file';
import { isSameFile, unknownFile, type KnownFiles } from './known-files';
import {
  runProfileJob,
  type ProfileOutcome,
  type ProfileRequest,
  type ProfileWatcher
} from './profile-job';

/** How the reading of a file ended. */
export interface Reading {
  readonly file: KnownFile;
  /** The content turned out to be what it was. */
  readonly isUnchanged: boolean;
  readonly error: AgentError | null;
  readonly milliseconds: number;
}

interface Running {
  readonly done: Promise<Reading>;
  readonly enough: AbortController;
  readonly ended: AbortController;
}

/** Reads files in the kernel's worker, each once at a time, and keeps what is known of them up to date. */
export class FileReader {
  /** Files read so far, for figures and tests: each is one parse. */
  parses = 0;
  private readonly running = new Map<string, Running>();

  constructor(
    private readonly kernel: Kernel,
    private readonly clock: Clock,
    private readonly known: KnownFiles,
    /** Called with each file that was read, or found to be unchanged, before `read` resolves. */
    private readonly onRead: (file: KnownFile) => void
  ) {}

  isReading(path: string): boolean {
    return this.running.has(path);
  }

  /**
   * Reads a file, or joins the reading that is going on. Never throws: what went wrong is in the result.
   * @param knownSha256 if the content still has this hash it is not parsed
   */
  read(path: string, knownSha256: string | null): Promise<Reading> {
    const running = this.running.get(path);
    if (running) {
      // Who comes after somebody had enough of it wants more than what comes of that.
      return running.enough.signal.aborted
        ? running.done.then(() => this.read(path, knownSha256))
        : running.done;
    }
    const enough = new AbortController();
    const ended = new AbortController();
    const done = this.run(
      path,
      knownSha256,
      enough.signal,
      ended.signal
    ).finally(() => {
      if (this.running.get(path)?.ended === ended) {
        this.running.delete(path);
      }
    });
    this.running.set(path, { done, enough, ended });
    return done;
  }

  /** What was found so far is enough. */
  stop(path: string): void {
    this.running.get(path)?.enough.abort();
  }

  /** Ends a reading; nothing comes of it, and the file may be read anew at once. */
  discard(path: string): void {
    const running = this.running.get(path);
    this.running.delete(path);
    running?.ended.abort();
  }

  discardAll(): void {
    [...this.running.keys()].forEach(path => this.discard(path));
  }

  private async run(
    path: string,
    knownSha256: string | null,
    enough: AbortSignal,
    ended: AbortSignal
  ): Promise<Reading> {
    const since = this.clock.now();
    const before = this.known.get(path);
    this.known.set(path, {
      state: 'profiling',
      reason: null,
      progress: { fraction: null, rows: null, since }
    });
    const note = (patch: Parameters<KnownFiles['set']>[1]): void => {
      if (!ended.aborted) {
        this.known.set(path, patch);
      }
    };
    try {
      const outcome = await this.runJob(
        {
          path,
          previewRows: LIMITS.filePreviewRows,
          maxColumns: LIMITS.fileColumns,
          knownSha256
        },
        {
          enough,
          onQuick: profile => {
            // What was known of another content is worth less than a glance at this one.
            if (!isSameFile(before, profile.fingerprint)) {
              note({ profile });
            }
          },
          onProgress: (fraction, rows) =>
            note({ progress: { fraction, rows, since } })
        },
        ended
      );
      throwIfStopped(ended);
      return this.succeeded(path, outcome, before, since);
    } catch (thrown) {
      return ended.aborted
        ? this.discarded(path, before, since)
        : this.failed(path, AgentError.from(thrown), before, since);
    }
  }

  /** A kernel that was restarted in the middle of it knows nothing of the job: the next one gets a new job, once. */
  private async runJob(
    ...[request, watcher, signal]: [ProfileRequest, ProfileWatcher, AbortSignal]
  ): Promise<ProfileOutcome> {
    const { kernel, clock } = this;
    const { epoch } = kernel.state;
    try {
      return await runProfileJob(kernel, clock, request, watcher, signal);
    } catch (error) {
      const { status, epoch: now } = kernel.state;
      if (signal.aborted || now === epoch || status === 'dead') {
        throw error;
      }
      return runProfileJob(kernel, clock, request, watcher, signal);
    }
  }

  private succeeded(
    path: string,
    outcome: ProfileOutcome,
    before: KnownFile | null,
    since: number
  ): Reading {
    const now = this.clock.now();
    const isUnchanged = outcome.kind === 'unchanged';
    if (!isUnchanged) {
      this.parses += 1;
    }
    const profile = isUnchanged
      ? before?.profile && {
          ...before.profile,
          fingerprint: outcome.fingerprint
        }
      : outcome.profile;
    const file = this.known.set(path, {
      state: profile?.partial ? 'partial' : 'fresh',
      profile: profile ?? null,
      profiledAt: isUnchanged
        ? (before?.profiledAt ?? null)
        : new Date(now).toISOString(),
      progress: null,
      reason: null
    });
    this.onRead(file);
    return { file, isUnchanged, error: null, milliseconds: now - since };
  }

  private failed(
    path: string,
    error: AgentError,
    before: KnownFile | null,
    since: number
  ): Reading {
    const file = this.known.set(path, {
      // A profile from before stays to be looked at; it is not that of the file any more.
      state: 'failed',
      profile: before?.profile ?? null,
      progress: null,
      reason: error.message
    });
    return {
      file,
      isUnchanged: false,
      error,
      milliseconds: this.clock.now() - since
    };
  }

  private discarded(
    path: string,
    before: KnownFile | null,
    since: number
  ): Reading {
    return {
      file: before ?? unknownFile(path),
      isUnchanged: false,
      error: new AgentError(
        'file-not-profiled',
        `The reading of ${path} was ended.`
      ),
      milliseconds: this.clock.now() - since
    };
  }
}
