import { orStopped } from '../clock';
import { AgentError } from '../errors';
import { LIMITS } from '../limits';
import { isOwnFile } from '../paths';
import type { Clock, FileEntry, Kernel } from '../ports';
import type { FileEvent } from '../transcript/entries';
import { eventOf, missingFile } from './file-events';
import { isThere, type FileStatus } from './file-status';
import type { KnownFile } from './known-file';
import { isSameFile } from './known-files';
import { orDeadline, orLate } from './patience';
import { promptPaths } from './prompt-paths';
import type { SessionFiles } from './session-files';
import { isTold, type Told } from './told-files';
import { TurnReadings } from './turn-readings';

/** How long a turn waits for a look at its files while the user's own cell is running. */
const BUSY_PATIENCE_MS = 1500;
/** How long it waits for one while nothing runs; a kernel that was started just now takes a moment. */
const LOOK_MS = 10_000;
/** How long the end of a turn waits for files that its code read for the first time. */
const DISCOVERY_MS = 3000;

export interface FilesInPlay {
  /** Files the user attached. */
  readonly attached: readonly string[];
  readonly prompt: string;
  /** What lies beside the notebook. */
  readonly nearby: readonly FileEntry[];
  /** What the model was told of files before. */
  readonly told: ReadonlyMap<string, Told>;
}

export interface PreparedFiles {
  /** What became of each file in play, and of known ones that changed; in that order. */
  readonly events: readonly FileEvent[];
  /** Why nothing could be looked at; null when it could. */
  readonly notChecked: string | null;
}

/** Why a file is not looked at. */
const OWN_FILE =
  "is one of the agent's own files, which change with every turn";

/** What a turn does with data files before its first request: each is read at most once for as long as it is unchanged. */
export class TurnFiles {
  private readonly readings: TurnReadings;

  constructor(
    private readonly files: SessionFiles,
    private readonly kernel: Kernel,
    private readonly clock: Clock
  ) {
    this.readings = new TurnReadings(files, clock);
  }

  /**
   * @param onRead called before the first file is read
   * Throws `AgentError` `stopped`; what is wrong with a file is in its event.
   */
  async prepare(
    play: FilesInPlay,
    onRead: () => void,
    signal: AbortSignal
  ): Promise<PreparedFiles> {
    await orStopped(this.files.load(), signal);
    const { mentioned, named } = promptPaths(play.prompt, play.nearby);
    const asked = unique([...play.attached, ...mentioned]);
    const wanted = asked.filter(path => !isOwnFile(path));
    const known = this.files.files.map(({ path }) => path);
    const all = unique([...wanted, ...named, ...known]);
    const own = asked
      .filter(isOwnFile)
      .map((path): FileEvent => ({ path, state: 'failed', reason: OWN_FILE }));
    if (all.length === 0) {
      return { events: own, notChecked: null };
    }
    const beside = new Set(play.nearby.map(({ path }) => path));
    const isNeeded =
      wanted.length + known.length > 0 || named.some(path => beside.has(path));
    const problem = await this.kernelProblem(isNeeded, signal);
    const statuses = problem === null ? await this.look(all, signal) : null;
    if (statuses === null) {
      const prepared = this.unchecked(all, new Set(wanted), play, problem);
      return { ...prepared, events: [...prepared.events, ...own] };
    }
    const inPlay = new Set([...wanted, ...named]);
    const events = new Map<string, FileEvent>();
    const toRead: string[] = [];
    for (const path of all) {
      const status = statuses.get(path);
      const isInPlay =
        inPlay.has(path) || isNews(this.files.known.get(path), play);
      const decision = this.decide(path, status, isInPlay);
      if (decision === 'read') {
        toRead.push(path);
      } else if (decision !== 'missing' && decision !== null) {
        const isKnownToBeGone =
          decision.state === 'gone' && play.told.get(path)?.isGone === true;
        if (!isKnownToBeGone || inPlay.has(path)) {
          events.set(path, decision);
        }
      } else if (decision === 'missing' && wanted.includes(path)) {
        events.set(path, missingFile(path, status));
      }
    }
    await this.readInto(events, toRead, statuses, onRead, signal);
    return {
      events: [...all.flatMap(path => events.get(path) ?? []), ...own],
      notChecked: null
    };
  }

  private async readInto(
    events: Map<string, FileEvent>,
    paths: readonly string[],
    statuses: ReadonlyMap<string, FileStatus>,
    onRead: () => void,
    signal: AbortSignal
  ): Promise<void> {
    if (paths.length > 0) {
      onRead();
      const deadline = this.clock.now() + LIMITS.fileReadSeconds * 1000;
      const readings = await this.readings.readAll(
        paths,
        statuses,
        deadline,
        signal
      );
      readings.forEach((event, path) => events.set(path, event));
    }
    await orStopped(this.files.save(), signal);
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
    if (isOwnFile(path)) {
      throw notProfiled(`It ${OWN_FILE}.`);
    }
    await orStopped(this.files.load(), signal);
    const statuses = await this.files.check([path], signal);
    const status = statuses.get(path);
    const decision = this.decide(path, status, true);
    if (status?.kind === 'missing') {
      // The helper knows what lies there instead.
      await this.kernel
        .callHelper('start_profile', { path }, signal)
        .catch((error: unknown) => {
          throw notProfiled(AgentError.from(error).message);
        });
    }
    const known = this.files.known.get(path);
    if (
      decision !== null &&
      typeof decision === 'object' &&
      decision.state === 'unchanged' &&
      known
    ) {
      return { file: known, event: decision };
    }
    const event = await this.readings.readOne(path, status, signal);
    await orStopped(this.files.save(), signal);
    const file = this.files.known.get(path);
    if (event.state === 'failed' || !file) {
      throw notProfiled(event.reason ?? `${path} could not be described.`);
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
    const deadline = this.clock.now() + DISCOVERY_MS;
    const statuses = await this.lookUntil(unknown, deadline, signal);
    if (statuses === 'late') {
      return [];
    }
    const there = unknown.filter(path => isThere(statuses.get(path)));
    const events = await this.readings.readAll(
      there,
      statuses,
      deadline,
      signal
    );
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
    if (!status && !isInPlay) {
      return null;
    }
    if (!isThere(status)) {
      if (!file?.profile) {
        return 'missing';
      }
      return status?.kind === 'other'
        ? missingFile(path, status)
        : { path, state: 'gone' };
    }
    if (file?.profile && status && isSameFile(file, status)) {
      if (file.profile.partial && isInPlay) {
        return 'read';
      }
      return isInPlay ? eventOf(file, 'unchanged') : null;
    }
    // What is known by name only is read when somebody needs it; what could not be read, once it is another.
    const isIdle = file !== null && !file.profile && file.state !== 'failed';
    return !isInPlay && (isIdle || this.readings.isHopeless(path, status))
      ? null
      : 'read';
  }

  /** Why files cannot be looked at; null when they can. Starts a kernel only if there is a file to look at. */
  private async kernelProblem(
    isNeeded: boolean,
    signal: AbortSignal
  ): Promise<string | null> {
    try {
      if (isNeeded) {
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
    try {
      const found = isBusy
        ? await orLate(
            this.files.check(paths, signal),
            BUSY_PATIENCE_MS,
            this.clock,
            signal
          )
        : await this.lookUntil(paths, this.clock.now() + LOOK_MS, signal);
      return found === 'late' ? null : found;
    } catch (error) {
      if (AgentError.is(error) && error.code === 'stopped') {
        throw error;
      }
      return null;
    }
  }

  /** The user's own cell may begin in that moment, and go on for long. */
  private lookUntil(
    paths: readonly string[],
    deadline: number,
    signal: AbortSignal
  ): Promise<Map<string, FileStatus> | 'late'> {
    return orDeadline(
      this.files.check(paths, signal),
      this.files.changed,
      deadline,
      this.clock,
      signal
    );
  }

  /** What is known is told as it was, if the model does not know it. */
  private unchecked(
    all: readonly string[],
    wanted: ReadonlySet<string>,
    play: FilesInPlay,
    problem: string | null
  ): PreparedFiles {
    const reason =
      problem ??
      (this.kernel.state.status === 'busy'
        ? 'the kernel is busy'
        : 'the kernel does not answer');
    const events = all.flatMap((path): FileEvent[] => {
      const file = this.files.known.get(path);
      if (!file?.profile) {
        const failure = `${path} could not be read yet: ${reason}.`;
        return wanted.has(path)
          ? [{ path, state: 'failed', reason: failure }]
          : [];
      }
      return isNews(file, play) && !['gone', 'failed'].includes(file.state)
        ? [eventOf(file, 'unchanged')]
        : [];
    });
    return { events, notChecked: reason };
  }
}

/** Known to the session, but not to the model as it is now: after a reset, for instance. */
function isNews(file: KnownFile | null, { told }: FilesInPlay): boolean {
  return (
    file !== null &&
    file.profile !== null &&
    !isTold(file.profile, told.get(file.path))
  );
}

function notProfiled(message: string): AgentError {
  return new AgentError('file-not-profiled', message);
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}
