import { AgentError } from '../errors';
import { LIMITS } from '../limits';
import type { Clock, Kernel } from '../ports';
import type { KnownFile } from './known-file';
import type { KnownFiles } from './known-files';
import { runProfileJob, type ProfileOutcome } from './profile-job';

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
      return running.done;
    }
    const enough = new AbortController();
    const ended = new AbortController();
    const done = this.run(path, knownSha256, enough.signal, ended.signal);
    this.running.set(path, { done, enough, ended });
    return done.finally(() => this.running.delete(path));
  }

  /** What was found so far is enough. */
  stop(path: string): void {
    this.running.get(path)?.enough.abort();
  }

  /** Ends every reading; nothing comes of them. */
  endAll(): void {
    this.running.forEach(({ ended }) => ended.abort());
  }

  private async run(
    path: string,
    knownSha256: string | null,
    enough: AbortSignal,
    signal: AbortSignal
  ): Promise<Reading> {
    const since = this.clock.now();
    const before = this.known.get(path);
    this.known.set(path, {
      state: 'profiling',
      reason: null,
      progress: { fraction: null, rows: null, since }
    });
    try {
      const outcome = await runProfileJob(
        this.kernel,
        this.clock,
        {
          path,
          previewRows: LIMITS.filePreviewRows,
          maxColumns: LIMITS.fileColumns,
          knownSha256
        },
        {
          enough,
          onQuick: profile => {
            if (!before?.profile) {
              this.known.set(path, { profile });
            }
          },
          onProgress: (fraction, rows) =>
            this.known.set(path, { progress: { fraction, rows, since } })
        },
        signal
      );
      return this.succeeded(path, outcome, before, since);
    } catch (thrown) {
      return this.failed(path, AgentError.from(thrown), before, since);
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
}
