import { throwIfStopped } from '../clock';
import { LIMITS } from '../limits';
import type { Clock } from '../ports';
import type { FileEvent } from '../transcript/entries';
import { eventOf, eventOfReading } from './file-events';
import type { FileStatus } from './file-status';
import { isSameFile } from './known-files';
import { orDeadline } from './patience';
import { fileOfSibling, type SessionFiles } from './session-files';
import { stampOf } from './told-files';

/** Reads the files that a turn needs and nobody knows, each once, or takes over what another session knows of them. */
export class TurnReadings {
  /** What files were like that could not be read: they are tried again when they changed, or when they are asked for. */
  private readonly unreadable = new Map<string, string>();

  constructor(
    private readonly files: SessionFiles,
    private readonly clock: Clock
  ) {}

  /** Whether a file is as it was when it could not be read. */
  isHopeless(path: string, status: FileStatus | undefined): boolean {
    return (
      status !== undefined && this.unreadable.get(path) === stampOf(status)
    );
  }

  /** One file, however long it takes. Throws `AgentError` `stopped`. */
  async readOne(
    path: string,
    status: FileStatus | undefined,
    signal: AbortSignal
  ): Promise<FileEvent> {
    return (
      (await this.takeOver(path, status, () => this.files.siblings())) ??
      (await this.read(path, status, null, signal))
    );
  }

  /** Reads, or takes over, files; a few at a time, and no longer than a turn should wait. */
  async readAll(
    paths: readonly string[],
    statuses: ReadonlyMap<string, FileStatus>,
    deadline: number,
    signal: AbortSignal
  ): Promise<Map<string, FileEvent>> {
    const events = new Map<string, FileEvent>();
    const waiting = paths.slice(0, LIMITS.filesPerTurn);
    for (const path of paths.slice(LIMITS.filesPerTurn)) {
      const reason = `not read yet, ${LIMITS.filesPerTurn} files are read at once; dataset_info reads it`;
      events.set(path, { path, state: 'failed', reason });
    }
    let found: ReturnType<SessionFiles['siblings']> | null = null;
    const siblings = (): ReturnType<SessionFiles['siblings']> =>
      (found ??= this.files.siblings());
    const work = async (): Promise<void> => {
      for (
        let path = waiting.shift();
        path !== undefined;
        path = waiting.shift()
      ) {
        throwIfStopped(signal);
        const status = statuses.get(path);
        const taken = await this.takeOver(path, status, siblings);
        events.set(
          path,
          taken ?? (await this.read(path, status, deadline, signal))
        );
      }
    };
    await Promise.all(Array.from({ length: LIMITS.filesReadAtOnce }, work));
    return events;
  }

  /** An unchanged file that a sibling session knows; null when there is none, or it is not quite the same. */
  private async takeOver(
    path: string,
    status: FileStatus | undefined,
    siblings: SessionFiles['siblings']
  ): Promise<FileEvent | null> {
    if (this.files.known.get(path)?.profile || !status) {
      return null;
    }
    const file = fileOfSibling(await siblings(), path);
    return file && isSameFile(file, status)
      ? eventOf(this.files.takeOver(file), 'taken-over')
      : null;
  }

  /** @param deadline when to go on with what there is, milliseconds since 1970; null to wait for the whole of it */
  private async read(
    path: string,
    status: FileStatus | undefined,
    deadline: number | null,
    signal: AbortSignal
  ): Promise<FileEvent> {
    const before = this.files.known.get(path)?.profile ?? null;
    const isLate = deadline !== null && this.clock.now() >= deadline;
    const isOurs = !this.files.reader.isReading(path);
    const reading = this.files.reader.read(
      path,
      before && !before.partial ? before.fingerprint.sha256 : null
    );
    if (isLate && isOurs) {
      // There is time for a glance only: no more files are read to their end than at once.
      this.files.stop(path);
    }
    const ended = await orDeadline(
      reading,
      this.files.changed,
      isLate && isOurs ? null : deadline,
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
    if (ended.error?.code === 'file-not-profiled' && status) {
      this.unreadable.set(path, stampOf(status));
    } else {
      this.unreadable.delete(path);
    }
    return eventOfReading(ended, before !== null && !before.partial);
  }
}
