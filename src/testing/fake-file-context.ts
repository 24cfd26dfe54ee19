import type { AgentError } from '../core/errors';
import type { FileContextDocument } from '../core/file-context/document';
import type {
  FileContextView,
  KnownFile
} from '../core/file-context/known-file';
import { ProfileSchema, type FileProfile } from '../core/file-context/profile';
import { Listeners } from '../core/listeners';
import type { FileContextStore } from '../core/ports';
import { START } from './fixed-time';

/** What a session knows of files, as a test sets it; nothing is read. */
export class FakeFileContext implements FileContextView {
  readonly changed = new Listeners<readonly KnownFile[]>();
  /** What was called, in order, with its arguments. */
  readonly calls: string[] = [];
  files: readonly KnownFile[] = [];
  /** Thrown by `profile`, once. */
  failure: AgentError | null = null;

  setFiles(...files: KnownFile[]): void {
    this.files = files;
    this.changed.emit(files);
  }

  async refresh(): Promise<void> {
    this.calls.push('refresh');
  }

  async profile(path: string, again = false): Promise<KnownFile> {
    this.calls.push(`profile ${path}${again ? ' again' : ''}`);
    const { failure } = this;
    this.failure = null;
    if (failure) {
      throw failure;
    }
    return this.files.find(file => file.path === path) ?? knownFile({ path });
  }

  stop(path: string): void {
    this.calls.push(`stop ${path}`);
  }

  async forget(path: string): Promise<boolean> {
    this.calls.push(`forget ${path}`);
    const known = this.files.some(file => file.path === path);
    this.setFiles(...this.files.filter(file => file.path !== path));
    return known;
  }
}

/** `file_context.json` in memory. */
export class FakeFileContextStore implements FileContextStore {
  document: FileContextDocument | null = null;
  others: FileContextDocument[] = [];

  async load(): Promise<FileContextDocument | null> {
    return this.document;
  }

  async update(
    change: (current: FileContextDocument | null) => FileContextDocument | null
  ): Promise<FileContextDocument | null> {
    this.document = change(this.document) ?? this.document;
    return this.document;
  }

  async siblings(): Promise<FileContextDocument[]> {
    return this.others;
  }
}

/** A known file, fresh unless said otherwise. */
export function knownFile(fields: Partial<KnownFile> = {}): KnownFile {
  const path = fields.path ?? 'data/sales.csv';
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    state: 'fresh',
    profile: fileProfile({ path }),
    profiledAt: new Date(START).toISOString(),
    progress: null,
    reason: null,
    ...fields
  };
}

/** A profile as the kernel's helper makes one: two columns of 2,000 rows unless said otherwise. */
export function fileProfile(fields: object = {}): FileProfile {
  return ProfileSchema.parse({
    path: 'data/sales.csv',
    type: 'csv',
    size_bytes: 87_654,
    size_mb: 0.0836,
    modified: '2026-11-20T08:00:00+00:00',
    fingerprint: {
      size: 87_654,
      mtime_ns: '1763625600000000000',
      sha256: 'a'.repeat(64)
    },
    rows: 2000,
    total_columns: 2,
    columns: [
      {
        name: 'region',
        dtype: 'str',
        nulls: 0,
        distinct: 3,
        top: [
          ['North', 900],
          ['South', 700],
          ['West', 400]
        ]
      },
      {
        name: 'revenue',
        dtype: 'float64',
        nulls: 100,
        distinct: 1800,
        min: 1.5,
        max: 1200.25,
        mean: 512.125,
        histogram: [10, 20, 40, 80, 160, 320, 400, 320, 250, 200, 70, 30]
      }
    ],
    preview: [
      ['North', 12.5],
      ['South', null]
    ],
    load_line: "df = pd.read_csv('data/sales.csv')",
    ...fields
  });
}
