import { AgentError } from '../core/errors';
import type { ScriptedKernel } from './scripted-kernel';

export interface KernelFile {
  /** What is in it; its hash and size follow from it. */
  content: string;
  /** Nanoseconds since 1970, as text. */
  mtime_ns: string;
  /** Why it cannot be profiled. */
  problem?: string;
  /** How often a job must be asked before it is done. */
  polls?: number;
  /** What cannot be hashed, as a folder. */
  isUnhashed?: boolean;
}

/** As the kernel's helper says it, to be read behind the name. */
const MISSING = 'is not there, or is a link to what is not there';

interface Job {
  readonly path: string;
  readonly known: unknown;
  polls: number;
  stopped: boolean;
}

/** The files that a scripted kernel sees, and its helper's functions for them. Every parse is counted. */
export class KernelFiles {
  readonly files = new Map<string, KernelFile>();
  /** Paths that were parsed, in order. */
  readonly parsed: string[] = [];
  private readonly jobs = new Map<string, Job>();
  private clock = 0;

  constructor(kernel: ScriptedKernel) {
    this.attach(kernel);
  }

  /** Another kernel that sees the same files. */
  attach(kernel: ScriptedKernel): void {
    const { helperFunctions } = kernel;
    helperFunctions.set('file_status', args => this.status(args));
    helperFunctions.set('start_profile', args => this.start(args));
    helperFunctions.set('profile_progress', args => this.progress(args));
    helperFunctions.set('stop_profile', args => this.stop(args));
  }

  /** Makes or changes a file. */
  write(path: string, content: string, more: Partial<KernelFile> = {}): void {
    this.clock += 1;
    this.files.set(path, { content, mtime_ns: `${this.clock}`, ...more });
  }

  /** The time of a file changes, its content does not. */
  touch(path: string): void {
    const file = this.files.get(path);
    if (file) {
      this.write(path, file.content);
    }
  }

  private status({ paths }: Record<string, unknown>): unknown {
    const asked = Array.isArray(paths) ? paths.map(String) : [];
    return {
      files: asked.map(path => {
        const file = this.files.get(path);
        return file
          ? { path, kind: 'file', ...this.stamp(file) }
          : { path, kind: 'missing', reason: MISSING };
      })
    };
  }

  private start(args: Record<string, unknown>): unknown {
    const path = String(args.path);
    const file = this.files.get(path);
    if (!file) {
      throw new AgentError('kernel-helper-failed', `There is no file ${path}.`);
    }
    const id = `p${this.jobs.size + 1}`;
    const job = {
      path,
      known: args.known_sha256,
      polls: file.polls ?? 0,
      stopped: false
    };
    this.jobs.set(id, job);
    return { ...this.reply(id, job), quick: this.profile(path, file, true) };
  }

  private progress({ job }: Record<string, unknown>): unknown {
    const id = String(job);
    const found = this.jobs.get(id);
    if (!found) {
      throw new AgentError('kernel-helper-failed', `There is no job ${id}.`);
    }
    found.polls -= 1;
    return this.reply(id, found);
  }

  private stop({ job }: Record<string, unknown>): unknown {
    const found = this.jobs.get(String(job));
    if (found) {
      found.stopped = true;
    }
    return found ? this.reply(String(job), found) : {};
  }

  private reply(id: string, job: Job): object {
    const file = this.files.get(job.path);
    const base = { job: id, fraction: 0.5, rows: 10, unchanged: false };
    if (!file || file.problem !== undefined) {
      const error = file?.problem ?? `${job.path} is gone.`;
      return { ...base, state: 'failed', error };
    }
    if (job.stopped) {
      const profile = this.profile(job.path, file, true);
      return { ...base, state: 'stopped', profile };
    }
    if (job.polls > 0) {
      return { ...base, state: 'running' };
    }
    const fingerprint = this.fingerprint(file);
    if (job.known === fingerprint.sha256) {
      return { ...base, state: 'done', unchanged: true, fingerprint };
    }
    this.parsed.push(job.path);
    const profile = this.profile(job.path, file, false);
    return { ...base, state: 'done', profile };
  }

  private profile(path: string, file: KernelFile, partial: boolean): object {
    const { content } = file;
    const rows = content.split('\n').length - 1;
    return {
      path,
      type: path.slice(path.lastIndexOf('.') + 1),
      size_bytes: content.length,
      size_mb: content.length / 2 ** 20,
      fingerprint: {
        ...this.fingerprint(file),
        ...(partial || file.isUnhashed ? { sha256: null } : {})
      },
      partial,
      rows: partial ? null : rows,
      columns: (content.split('\n')[0] ?? '')
        .split(',')
        .map(name => ({ name, dtype: 'int64', nulls: 0, distinct: rows })),
      load_line: `pd.read_csv('${path}')`
    };
  }

  private fingerprint(file: KernelFile): { sha256: string } & object {
    return { ...this.stamp(file), sha256: `hash of ${file.content}` };
  }

  private stamp({ content, mtime_ns }: KernelFile): object {
    return { size: content.length, mtime_ns };
  }
}
