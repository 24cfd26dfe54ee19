import { constants } from 'node:fs';
import {
  access,
  chmod,
  open,
  realpath,
  rename,
  rm,
  stat
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Contents } from '@jupyterlab/services';
import { statusOf, writeProblem } from '../../jupyter/text-file';
import { UsageError } from '../usage-error';
import type { NotebookDocument } from './document';
import { formatNotebook } from './format';
import { NotSavedError } from './not-saved-error';

/** Where a notebook that is run is written to. */
export interface NotebookTarget {
  /** Throws `UsageError` or `NotSavedError` when nothing can be written there, before anything is run. */
  check(): Promise<void>;
  /** Replaces what is there: whoever reads it meanwhile gets the old or the new one. Throws `NotSavedError`. */
  save(notebook: NotebookDocument): Promise<void>;
}

/** A file of this machine. */
export class LocalTarget implements NotebookTarget {
  /** @param path as the person gave it */
  constructor(private readonly path: string) {}

  async check(): Promise<void> {
    const folder = dirname(resolve(this.path));
    const [there, above] = await Promise.all([
      stat(this.path).catch(() => null),
      stat(folder).catch(() => null)
    ]);
    if (!above?.isDirectory()) {
      throw new UsageError(`There is no folder ${folder} to write into.`);
    }
    if (there?.isDirectory()) {
      throw new UsageError(`${this.path} is a folder, not a notebook.`);
    }
    try {
      await access(folder, constants.W_OK);
      if (there) {
        await access(this.path, constants.W_OK);
      }
    } catch (error) {
      throw this.problem(error);
    }
  }

  async save(notebook: NotebookDocument): Promise<void> {
    // What a link points to is replaced, not the link.
    const path = await realpath(this.path).catch(() => resolve(this.path));
    const fresh = join(
      dirname(path),
      `.${basename(path)}.${process.pid}.saving`
    );
    try {
      const file = await open(fresh, 'w');
      try {
        await file.writeFile(formatNotebook(notebook));
        await file.sync();
      } finally {
        await file.close();
      }
      const before = await stat(path).catch(() => null);
      if (before) {
        await chmod(fresh, before.mode);
      }
      await rename(fresh, path);
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => undefined);
      throw this.problem(error);
    }
  }

  private problem(error: unknown): NotSavedError {
    const reason = error instanceof Error ? error.message : String(error);
    return new NotSavedError(`${this.path} cannot be written: ${reason}.`);
  }
}

/** A file of a Jupyter server. */
export class ServerTarget implements NotebookTarget {
  constructor(
    private readonly contents: Contents.IManager,
    private readonly path: string
  ) {}

  async check(): Promise<void> {
    const slash = this.path.lastIndexOf('/');
    const folder = this.path.slice(0, Math.max(0, slash));
    const above = await this.look(folder);
    if (above?.type !== 'directory') {
      throw new UsageError(`There is no folder ${folder} on the server.`);
    }
    const there = await this.look(this.path);
    if (there?.type === 'directory') {
      throw new UsageError(`${this.path} is a folder, not a notebook.`);
    }
    if (there?.writable === false) {
      throw new NotSavedError(`${this.path} cannot be written: read-only.`);
    }
  }

  async save(notebook: NotebookDocument): Promise<void> {
    try {
      await this.contents.save(this.path, {
        type: 'notebook',
        format: 'json',
        content: notebook
      });
    } catch (error) {
      throw new NotSavedError(
        `${this.path} cannot be written: ${writeProblem(error)}.`
      );
    }
  }

  /** Null when there is nothing. */
  private async look(path: string): Promise<Contents.IModel | null> {
    try {
      return await this.contents.get(path, { content: false });
    } catch (error) {
      if (statusOf(error) === 404) {
        return null;
      }
      throw new NotSavedError(
        `${this.path} cannot be written: ${writeProblem(error)}.`
      );
    }
  }
}
