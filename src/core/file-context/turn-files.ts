import { AgentError } from '../errors';
import { LIMITS } from '../limits';
import type { Clock, FileEntry, Kernel } from '../ports';
import type { FileEvent } from '../transcript/entries';
import { eventOf, eventOfReading, missingFile } from './file-events';
import { isThere, type FileStatus } from './file-status';
import type { KnownFile } from './known-file';
import { isSameFile } from './known-files';
import { orDeadline, orLate } from './patience';
import { promptPaths } from './prompt-paths';
import { fileOfSibling, type SessionFiles } from './session-files';

/** How long a turn waits for a look at its files while the user's own cell is running. */
const BUSY_PATIENCE_MS = 1500;
/** How long the end of a turn waits for files that its code read for the first time. */
const DISCOVERY_MS = 3000;

export interface FilesInPlay {
  /** Files the user attached. */
  readonly attached: readonly string[];
  readonly prompt: string;
  /** What lies beside the notebook. */
  readonly nearby: readonly FileEntry[];
  /** Files whose description the model has read, with their content's hash. */
  readonly told: ReadonlyMap<string, { readonly sha256: string | null }>;
}

export interface PreparedFiles {
  /** What became of each file in play, and of known ones that changed; in that order. */
  readonly events: readonly FileEvent[];
  /** Why nothing could be looked at; null when it could. */
  readonly notChecked: string | null;
}

/** What a turn does with data files before its first request: each is read at most once for as long as it is unchanged. */
export class TurnFiles {
  constructor(
    private readonly files: SessionFiles,
    private readonly kernel: Kernel,
    private readonly clock: Clock
  ) {}

  /**
   * @param onRead called before the first file is read
   * Throws `AgentError` `stopped`; what is wrong with a file is in its event.
   */
  async prepare(
    play: FilesInPlay,
    onRead: () => void,
    signal: AbortSignal
  ): Promise<PreparedFiles> {
    await this.files.load();
    const { mentioned, named } = promptPaths(play.prompt, play.nearby);
    const wanted = unique([...play.attached, ...mentioned]);
    const known = this.files.files.map(file => file.path);
    const all = unique([...wanted, ...named, ...known]);
    if (all.length === 0) {
      return { events: [], notChecked: null };
    }
    const problem = await this.kernelProblem(wanted, signal);
    const statuses = problem === null ? await this.look(all, signal) : null;
    if (statuses === null) {
      return this.unchecked(wanted, problem);
    }
    const inPlay = new Set([...wanted, ...named]);
    const events = new Map<string, FileEvent>();
    const toRead: string[] = [];
    for (const path of all) {
      const status = statuses.get(path);
      const decision = this.decide(
        path,
        status,
        inPlay.has(path) || isNews(this.files.known.get(path), play)
      );
      if (decision === 'read') {
        toRead.push(path);
      } else if (decision === 'missing') {
        if (wanted.includes(path)) {
          events.set(path, missingFile(path, status));
        }
      } else if (decision) {
        events.set(path, decision);
      }
    }
    if (toRead.length > 0) {
      onRead();
    }
    const deadline = this.clock.now() + LIMITS.fileReadSeconds * 1000;
    const readings = await this.readAll(toRead, statuses, deadline, signal);
    readings.forEach((event, path) => events.set(path, event));
    await this.files.save();
    return {
      events: all.flatMap(path => events.get(path) ?? []),
      notChecked: null
    };
  }

  /** Whether the user named the file before, or it was described with leave. */
  isKnown(path: string): boolean {
    return this.files.known.get(path) !== null;
  }

  /** One file that is asked for by name: from the context when it is fresh, read otherwise, however long that takes. */
  async describe(
    path: string,
    signal: AbortSignal
  ): Promise<{ file: KnownFile; event: FileEvent }> {
    await this.files.load();
    const statuses = await this.files.check([path], signal);
    const status = statuses.get(path);
    const decision = this.decide(path, status, true);
    if (decision === 'missing' && status?.kind === 'missing') {
      // The helper knows what lies there instead.
      await this.kernel
        .callHelper('start_profile', { path }, signal)
        .catch((error: unknown) => {
          throw new AgentError(
            'file-not-profiled',
            AgentError.from(error).message
          );
        });
    }
    const known = this.files.known.get(path);
    if (decision && typeof decision === 'object' && known) {
      return { file: known, event: decision };
    }
    const event =
      (await this.takeOver(path, status)) ??
      (await this.read(path, null, signal));
    await this.files.save();
    const file = this.files.known.get(path);
    if (event.state === 'failed' || !file) {
      throw new AgentError(
        'file-not-profiled',
        event.reason ?? `${path} could not be described.`
      );
    }
    return { file, event };
  }

  /**
   * Files that code read without anybody having described them: they are known from now on. Waits a moment for each.
   * Never throws for what is wrong with a file: that is in its event.
   */
  async discover(
    paths: readonly string[],
    signal: AbortSignal
  ): Promise<FileEvent[]> {
    const unknown = paths.filter(path => !this.files.known.get(path));
    if (unknown.length === 0 || this.kernel.state.status !== 'idle') {
      return [];
    }
    const statuses = await this.files.check(unknown, signal);
    const there = unknown.filter(path => isThere(statuses.get(path)));
    const deadline = this.clock.now() + DISCOVERY_MS;
    const events = await this.readAll(there, statuses, deadline, signal);
    await this.files.save();
    return [...events.values()]
      .filter(({ state }) => state !== 'failed')
      .map(event => ({ ...event, untold: true }));
  }

  private decide(
    path: string,
    status: FileStatus | undefined,
    isInPlay: boolean
  ): FileEvent | 'read' | 'missing' | null {
    const file = this.files.known.get(path);
    if (!isThere(status)) {
      return file?.profile ? { path, state: 'gone' } : 'missing';
    }
    if (file?.profile && status && isSameFile(file, status)) {
      if (file.profile.partial && isInPlay) {
        return 'read';
      }
      return isInPlay ? eventOf(file, 'unchanged') : null;
    }
    return 'read';
  }

  /** Reads, or takes over, files; a few at a time, and no longer than a turn should wait. */
  private async readAll(
    paths: readonly string[],
    statuses: ReadonlyMap<string, FileStatus>,
    deadline: number,
    signal: AbortSignal
  ): Promise<Map<string, FileEvent>> {
    const events = new Map<string, FileEvent>();
    const waiting = paths.slice(0, LIMITS.filesPerTurn);
    for (const path of paths.slice(LIMITS.filesPerTurn)) {
      const reason = `not read yet: ${LIMITS.filesPerTurn} files are read at once`;
      events.set(path, { path, state: 'failed', reason });
    }
    const work = async (): Promise<void> => {
      for (let path = waiting.shift(); path; path = waiting.shift()) {
        const taken = await this.takeOver(path, statuses.get(path));
        events.set(path, taken ?? (await this.read(path, deadline, signal)));
      }
    };
    await Promise.all(Array.from({ length: LIMITS.filesReadAtOnce }, work));
    return events;
  }

  /** An unchanged file that a sibling session knows; null when there is none, or it is not quite the same. */
  private async takeOver(
    path: string,
    status: FileStatus | undefined
  ): Promise<FileEvent | null> {
    if (this.files.known.get(path)?.profile || !status) {
      return null;
    }
    const file = fileOfSibling(await this.files.siblings(), path);
    return file && isSameFile(file, status)
      ? eventOf(this.files.takeOver(file), 'taken-over')
      : null;
  }

  /** @param deadline when to go on with what there is, milliseconds since 1970; null to wait for the whole of it */
  private async read(
    path: string,
    deadline: number | null,
    signal: AbortSignal
  ): Promise<FileEvent> {
    const before = this.files.known.get(path)?.profile ?? null;
    const reading = this.files.reader.read(
      path,
      before && !before.partial ? before.fingerprint.sha256 : null
    );
    const ended = await orDeadline(
      reading,
      this.files.changed,
      deadline,
      this.clock,
      signal
    ).catch((error: unknown) => {
      this.files.stop(path);
      throw error;
    });
    if (ended === 'late') {
      const quick = this.files.known.get(path);
      return {
        ...(quick ? eventOf(quick, 'partial') : { path, state: 'partial' }),
        reason: 'it is still being read'
      };
    }
    return eventOfReading(ended, before !== null && !before.partial);
  }

  /** Why files cannot be looked at; null when they can. Starts a kernel only if there is a file to be read. */
  private async kernelProblem(
    wanted: readonly string[],
    signal: AbortSignal
  ): Promise<string | null> {
    try {
      if (wanted.length > 0) {
        await this.kernel.ensureStarted(signal);
      }
    } catch (error) {
      if (AgentError.from(error).code === 'stopped') {
        throw error;
      }
      return AgentError.from(error).message;
    }
    const { status, kernel } = this.kernel.state;
    const language = kernel?.language ?? '';
    if (language !== '' && language !== 'python') {
      return 'the kernel is not Python';
    }
    return status === 'none' || status === 'dead'
      ? 'no kernel is running'
      : null;
  }

  /** Null when the kernel is busy with the user's own cell for too long, or cannot be asked. */
  private async look(
    paths: readonly string[],
    signal: AbortSignal
  ): Promise<Map<string, FileStatus> | null> {
    const isBusy = this.kernel.state.status === 'busy';
    const checking = this.files.check(paths, signal).catch((error: unknown) => {
      if (AgentError.is(error) && error.code === 'stopped') {
        throw error;
      }
      return null;
    });
    const found = isBusy
      ? await orLate(checking, BUSY_PATIENCE_MS, this.clock, signal)
      : await checking;
    return found === 'late' ? null : found;
  }

  private unchecked(
    wanted: readonly string[],
    problem: string | null
  ): PreparedFiles {
    const reason =
      problem ??
      (this.kernel.state.status === 'busy'
        ? 'the kernel is busy'
        : 'the kernel does not answer');
    return {
      events: wanted
        .filter(path => !this.files.known.get(path)?.profile)
        .map(path => ({
          path,
          state: 'failed',
          reason: `${path} could not be read yet: ${reason}.`
        })),
      notChecked: reason
    };
  }
}

/** Known to the session, but not to the model as it is now: after a reset, for instance. */
function isNews(file: KnownFile | null, { told }: FilesInPlay): boolean {
  const sha256 = file?.profile?.fingerprint.sha256 ?? null;
  return (
    file !== null &&
    file.profile !== null &&
    told.get(file.path)?.sha256 !== sha256
  );
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}
