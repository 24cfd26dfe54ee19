import type { IDisposable } from '@lumino/disposable';
import type { Drawing } from '../drawing';
import type { Draft } from '../types';

const SAVE_AFTER_MS = 400;

/** Brings back what was typed but not sent, and keeps it while it is typed. */
export class DraftKeeper implements IDisposable {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private disposed = false;

  constructor(
    private readonly drawing: Drawing,
    private readonly current: () => Draft
  ) {}

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** @param show called with the draft, unless something was typed meanwhile */
  async load(show: (draft: Draft) => void): Promise<void> {
    const { actions, session } = this.drawing;
    try {
      const draft = await actions.loadDraft(session);
      const { text, files } = this.current();
      if (draft !== null && !this.disposed && text === '' && !files.length) {
        show(draft);
      }
    } catch {
      // A draft that cannot be read again is no reason to disturb whoever wants to type a new one.
    }
  }

  changed(): void {
    this.timer ??= setTimeout(() => this.save(), SAVE_AFTER_MS);
  }

  save(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    try {
      this.drawing.actions.saveDraft(this.drawing.session, this.current());
    } catch {
      // The text is still in the field; it is tried again at the next key press.
    }
  }

  dispose(): void {
    if (this.timer !== null) {
      this.save();
    }
    this.disposed = true;
  }
}
