import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Signal, type ISignal } from '@lumino/signaling';
import { checkSessionId, DEFAULT_SESSION_ID } from '../core/transcript/run';
import type { AgentSession } from '../core/agent/session-types';
import { NotebookSession, type LabServices } from './notebook-session';

/** The sessions of all open notebooks. A notebook keeps its sessions while other tabs are in front. */
export class SessionRegistry {
  private readonly byPanel = new Map<
    NotebookPanel,
    Map<string, NotebookSession>
  >();
  private readonly chosen = new Map<NotebookPanel, string>();
  private readonly currentChangedSignal = new Signal<
    this,
    NotebookSession | null
  >(this);

  constructor(
    private readonly tracker: INotebookTracker,
    private readonly services: LabServices
  ) {
    tracker.currentChanged.connect(() => this.announce());
  }

  /** The session of the notebook in front; null when no notebook is open. */
  get current(): NotebookSession | null {
    const panel = this.tracker.currentWidget;
    return panel ? this.of(panel) : null;
  }

  get currentChanged(): ISignal<this, NotebookSession | null> {
    return this.currentChangedSignal;
  }

  /**
   * The session of a notebook; made, and its transcript read, when it is asked for first.
   * Throws `AgentError` `session-id-invalid`.
   */
  of(panel: NotebookPanel, sessionId?: string): NotebookSession {
    const id = checkSessionId(
      sessionId ?? this.chosen.get(panel) ?? DEFAULT_SESSION_ID
    );
    const sessions = this.byPanel.get(panel) ?? this.adopt(panel);
    const known = sessions.get(id);
    if (known) {
      return known;
    }
    const made = new NotebookSession(panel, id, this.services);
    sessions.set(id, made);
    // What cannot be read is said when a prompt is sent; nothing is lost until then.
    void panel.context.ready
      .then(() => this.services.mover.settled)
      .then(() => made.session.load())
      .then(() => made.session.lookUpModel())
      .catch(() => undefined);
    return made;
  }

  /** The session if somebody asked for it already; it is not made. */
  known(panel: NotebookPanel, sessionId: string): NotebookSession | null {
    return this.byPanel.get(panel)?.get(sessionId) ?? null;
  }

  /** The sessions of a notebook that somebody asked for. */
  allOf(panel: NotebookPanel): NotebookSession[] {
    return [...(this.byPanel.get(panel)?.values() ?? [])];
  }

  /** Shows another session of the notebook in front. Throws `AgentError` `session-id-invalid`. */
  choose(panel: NotebookPanel, sessionId: string): NotebookSession {
    const session = this.of(panel, sessionId);
    this.chosen.set(panel, session.sessionId);
    this.announce();
    return session;
  }

  /**
   * Lets go of a session: ends its turn, and runs `remove` when it writes no more. Whoever asks for the session
   * afterwards gets a new one, which reads what is on disk then. Passes on what `remove` throws.
   */
  async discard<T>(
    panel: NotebookPanel | null,
    sessionId: string,
    remove: () => Promise<T>
  ): Promise<T> {
    const sessions = panel === null ? undefined : this.byPanel.get(panel);
    const known = sessions?.get(sessionId);
    if (!known) {
      return remove();
    }
    known.session.stop();
    await idle(known.session);
    // Files that are being read would be written down later.
    known.dispose();
    try {
      return await remove();
    } finally {
      sessions?.delete(sessionId);
      this.announce();
    }
  }

  /** The notebook that lies at `path`, if it is open. */
  panelAt(path: string): NotebookPanel | null {
    return (
      this.tracker.find(
        panel =>
          panel.context.path === path ||
          panel.context.path.replace(/^RTC:/, '') === path
      ) ?? null
    );
  }

  /** Finds what belongs to a session that is shown somewhere. */
  find(session: unknown): NotebookSession | null {
    for (const sessions of this.byPanel.values()) {
      for (const candidate of sessions.values()) {
        if (candidate.session === session) {
          return candidate;
        }
      }
    }
    return null;
  }

  /** After a change of settings every session looks up which model answers next. */
  lookUpModels(): void {
    for (const sessions of this.byPanel.values()) {
      sessions.forEach(({ session }) => void session.lookUpModel());
    }
  }

  private adopt(panel: NotebookPanel): Map<string, NotebookSession> {
    const sessions = new Map<string, NotebookSession>();
    this.byPanel.set(panel, sessions);
    panel.context.pathChanged.connect(() => this.announce());
    panel.disposed.connect(() => {
      sessions.forEach(session => session.dispose());
      this.byPanel.delete(panel);
      this.chosen.delete(panel);
      this.announce();
    });
    return sessions;
  }

  private announce(): void {
    this.currentChangedSignal.emit(this.current);
  }
}

/** Resolves when no turn runs. */
function idle({ status, statusChanged }: AgentSession): Promise<void> {
  if (['idle', 'loading'].includes(status.phase)) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const stop = statusChanged.subscribe(({ phase }) => {
      if (phase === 'idle') {
        stop();
        resolve();
      }
    });
  });
}
