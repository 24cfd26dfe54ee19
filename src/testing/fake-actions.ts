import type { ArtifactActions } from '../ui/artifacts/artifact-actions';
import type { AgentActions, Completion, Draft } from '../ui/types';

/** Pictures and files that a test put in. */
class FakeArtifactActions implements ArtifactActions {
  /** Paths that are no longer there. */
  gone: readonly string[] = [];
  /** Paths that JupyterLab does not show. */
  unknown: readonly string[] = [];
  /** Pictures cannot be read. */
  unreadable = false;
  failure: Error | null = null;

  constructor(private readonly calls: string[]) {}

  opens(path: string): boolean {
    return !path.endsWith('.pptx') && !this.unknown.includes(path);
  }

  download(_session: unknown, path: string): void {
    this.record('download', path);
  }

  async findGone(
    _session: unknown,
    paths: readonly string[]
  ): Promise<ReadonlySet<string>> {
    this.record('findGone', ...paths);
    return new Set(paths.filter(path => this.gone.includes(path)));
  }

  async readPicture(_session: unknown, path: string): Promise<Blob> {
    this.record('readPicture', path);
    if (this.unreadable) {
      throw new Error('The picture is too large.');
    }
    return new Blob(['a picture']);
  }

  preview(_session: unknown, path: string): void {
    this.record('preview', path);
  }

  private record(...words: string[]): void {
    this.calls.push(words.join(' '));
    const { failure } = this;
    this.failure = null;
    if (failure) {
      throw failure;
    }
  }
}

/** Does nothing of what the sidebar asks for, but keeps a record and gives back what a test put in. */
export class FakeActions implements AgentActions {
  /** What was called, in order, with its text arguments. */
  readonly calls: string[] = [];
  readonly saved: Draft[] = [];
  readonly artifacts = new FakeArtifactActions(this.calls);
  /** Thrown by the next action. */
  failure: Error | null = null;
  connection: Promise<string> = Promise.resolve('The model answers.');
  files: readonly Completion[] = [];
  variables: readonly Completion[] = [];
  picked: readonly string[] = [];
  prompts: readonly string[] = [];
  draft: Draft | null | Promise<Draft | null> = null;

  openSettings(): void {
    this.record('openSettings');
  }

  pickModel(): void {
    this.record('pickModel');
  }

  testConnection(): Promise<string> {
    this.record('testConnection');
    return this.connection;
  }

  insertCodeBelow(_session: unknown, code: string): void {
    this.record('insertCodeBelow', code);
  }

  newRun(): void {
    this.record('newRun');
  }

  openTranscriptFolder(): void {
    this.record('openTranscriptFolder');
  }

  openSessionLog(): void {
    this.record('openSessionLog');
  }

  openFile(_session: unknown, path: string): void {
    this.record('openFile', path);
  }

  async pickFiles(): Promise<readonly string[]> {
    this.record('pickFiles');
    return this.picked;
  }

  async listFiles(
    _session: unknown,
    prefix: string
  ): Promise<readonly Completion[]> {
    this.record('listFiles', prefix);
    return this.files;
  }

  async listVariables(
    _session: unknown,
    prefix: string
  ): Promise<readonly Completion[]> {
    this.record('listVariables', prefix);
    return this.variables;
  }

  async suggestions(): Promise<readonly string[]> {
    this.record('suggestions');
    return this.prompts;
  }

  loadDraft(): Draft | null | Promise<Draft | null> {
    return this.draft;
  }

  saveDraft(_session: unknown, draft: Draft): void {
    this.saved.push(draft);
  }

  newNotebook(): void {
    this.record('newNotebook');
  }

  private record(...words: string[]): void {
    this.calls.push(words.join(' ').trim());
    const { failure } = this;
    this.failure = null;
    if (failure) {
      throw failure;
    }
  }
}
