import { plainPath } from '../paths';
import type { Clock, FileContextStore, Kernel } from '../ports';
import type { FileContextDocument } from './document';
import { displayNames } from './display-names';
import { forgetFile, mergeFiles } from './document-merge';
import { FileReader } from './file-reader';
import { fileStatus, isThere, type FileStatus } from './file-status';
import type { FileContextView, FileState, KnownFile } from './known-file';
import { isSameFile, KnownFiles } from './known-files';
import { metadataOf, profileOf } from './metadata';

export interface SessionFilesOptions {
  readonly sessionId: string;
  readonly kernel: Kernel;
  readonly store: FileContextStore;
  readonly clock: Clock;
}

/**
 * The data files of one session: what is known of them in memory, in step with `file_context.json`. What a turn does with
 * them is in `TurnFiles`.
 */
export class SessionFiles implements FileContextView {
  readonly known = new KnownFiles();
  readonly reader: FileReader;
  /** Paths whose newest profile is not on disk yet. */
  private readonly unsaved = new Set<string>();
  /** Reading and writing the document, one after the other: what was read is never older than what was written. */
  private queue: Promise<unknown> = Promise.resolve();
  private isDisposed = false;

  constructor(private readonly options: SessionFilesOptions) {
    this.reader = new FileReader(
      options.kernel,
      options.clock,
      this.known,
      file => {
        this.unsaved.add(file.path);
        // A reading that nobody waits for any more is kept, too.
        void this.save();
      }
    );
  }

  get files(): readonly KnownFile[] {
    return this.known.all;
  }

  get changed(): KnownFiles['changed'] {
    return this.known.changed;
  }

  /** Takes over what is on disk, also what another tab wrote since. Never throws. */
  load(): Promise<void> {
    return this.enqueue(async () => {
      const document = await this.options.store.load();
      if (document) {
        this.adopt(document);
      }
    });
  }

  async refresh(): Promise<void> {
    await this.load();
    const { kernel } = this.options;
    if (kernel.state.status !== 'idle') {
      return;
    }
    await this.check(
      this.files.map(file => file.path),
      new AbortController().signal
    ).catch(() => undefined);
  }

  /**
   * Compares known files with how they are now, and marks those that are fresh, changed or gone. Reads no content.
   * Throws `AgentError` (`kernel-*`, `stopped`).
   */
  async check(
    paths: readonly string[],
    signal: AbortSignal
  ): ReturnType<typeof fileStatus> {
    const statuses = await fileStatus(this.options.kernel, paths, signal);
    for (const path of paths) {
      const file = this.known.get(path);
      const status = statuses.get(path);
      if (file?.profile && status && !this.reader.isReading(path)) {
        const state = stateNow(file, status);
        if (state !== file.state) {
          this.known.set(path, { state, reason: null });
        }
      }
    }
    return statuses;
  }

  async profile(written: string, again = false): Promise<KnownFile> {
    const path = plainPath(written);
    const signal = new AbortController().signal;
    await this.options.kernel.ensureStarted(signal);
    await this.load();
    if (!again) {
      await this.check([path], signal);
      const file = this.known.get(path);
      if (file && (file.state === 'fresh' || file.state === 'partial')) {
        return file;
      }
    }
    const { file, error } = await this.reader.read(path, null);
    if (error) {
      throw error;
    }
    await this.save();
    return file;
  }

  stop(path: string): void {
    this.reader.stop(plainPath(path));
  }

  async forget(written: string): Promise<boolean> {
    const path = this.known.get(written) ? written : plainPath(written);
    this.reader.discard(path);
    this.unsaved.delete(path);
    const isKnown = this.known.delete(path);
    const { store, clock } = this.options;
    await this.enqueue(async () => {
      // What was being read of the document in that moment may have brought it back.
      if (!this.isNewerHere(path)) {
        this.known.delete(path);
      }
      await store.update(current =>
        current && path in current.validated_files
          ? forgetFile(current, path, isoNow(clock))
          : null
      );
    });
    return isKnown;
  }

  /** File contexts of the notebook's other sessions, newest first. */
  siblings(): Promise<FileContextDocument[]> {
    return this.options.store.siblings();
  }

  /** A profile from elsewhere becomes known here, without a parse. */
  takeOver(file: KnownFile): KnownFile {
    const { path, profile, profiledAt } = file;
    this.unsaved.add(path);
    return this.known.set(path, { state: 'fresh', profile, profiledAt });
  }

  /** Writes what is not on disk yet, merged with what is there. Never throws: it is tried again with the next file. */
  save(): Promise<void> {
    return this.enqueue(() => this.write());
  }

  /** Nothing is read or written any more. */
  dispose(): void {
    this.isDisposed = true;
    this.reader.discardAll();
  }

  private enqueue(job: () => Promise<void>): Promise<void> {
    const done = this.queue.then(job);
    this.queue = done.catch(() => undefined);
    return done;
  }

  private async write(): Promise<void> {
    const entries = [...this.unsaved].flatMap(path => {
      const file = this.known.get(path);
      return file?.profile && file.profiledAt !== null
        ? [{ file, metadata: metadataOf(file.profile, file.profiledAt) }]
        : [];
    });
    if (entries.length === 0 || this.isDisposed) {
      return;
    }
    const { store, sessionId, clock } = this.options;
    const files = entries.map(({ file, metadata }) => ({
      path: file.path,
      metadata
    }));
    const document = await store.update(current =>
      mergeFiles(current, sessionId, files, isoNow(clock))
    );
    for (const { file } of document ? entries : []) {
      if (this.known.get(file.path)?.profile === file.profile) {
        this.unsaved.delete(file.path);
      }
    }
    this.nameFiles();
  }

  /** What is known of it here counts more than what is on disk. */
  private isNewerHere(path: string): boolean {
    return this.unsaved.has(path) || this.reader.isReading(path);
  }

  /** What is on disk counts, but for what is newer here. */
  private adopt(document: FileContextDocument): void {
    for (const [path, metadata] of Object.entries(document.file_metadata)) {
      const here = this.known.get(path);
      const profiledAt = metadata.profiled_at ?? null;
      const isNewer = (profiledAt ?? '') > (here?.profiledAt ?? '');
      if (!this.isNewerHere(path) && (!here?.profile || isNewer)) {
        const profile = profileOf(path, metadata);
        this.known.set(path, { profile, profiledAt, state: 'unchecked' });
      }
    }
    for (const { path, profiledAt } of this.files) {
      // Another tab forgot it.
      if (
        profiledAt !== null &&
        !this.isNewerHere(path) &&
        !(path in document.file_metadata)
      ) {
        this.known.delete(path);
      }
    }
    this.nameFiles();
  }

  private nameFiles(): void {
    const names = displayNames(this.files.map(file => file.path));
    for (const file of this.files) {
      const name = names.get(file.path) ?? file.name;
      if (name !== file.name) {
        this.known.set(file.path, { name });
      }
    }
  }
}

/** The file a sibling session knows at that path; null when it knows none. */
export function fileOfSibling(
  documents: readonly FileContextDocument[],
  path: string
): KnownFile | null {
  for (const document of documents) {
    const metadata = document.file_metadata[path];
    const profile = metadata ? profileOf(path, metadata) : null;
    if (profile && !profile.partial) {
      return {
        path,
        name: path,
        state: 'unchecked',
        profile,
        profiledAt: metadata?.profiled_at ?? null,
        progress: null,
        reason: null
      };
    }
  }
  return null;
}

function stateNow(file: KnownFile, status: FileStatus): FileState {
  if (isSameFile(file, status)) {
    return file.profile?.partial ? 'partial' : 'fresh';
  }
  if (file.state === 'failed') {
    return 'failed';
  }
  return isThere(status) ? 'changed' : 'gone';
}

function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
