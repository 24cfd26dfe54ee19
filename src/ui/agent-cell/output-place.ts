import type { AgentSession } from '../../core/agent/session-types';
import type { Drawing } from '../drawing';

/** Where an output of an agent cell is shown, and what it can do there. */
export interface OutputPlace {
  readonly drawing: Drawing;
  /** The session of that id of this notebook, if it is in use; null otherwise, also where there is no notebook. */
  session(id: string): AgentSession | null;
  /** Whether a turn runs in this notebook, so that outputs may still grow. */
  isBusy(): boolean;
  /** Shows a turn in the sidebar. */
  showTurn(session: string, turn: number): void;
}

/** A drawn output: made once, and given what it shows whenever that changes. */
export interface OutputView<Payload> {
  readonly node: HTMLElement;
  update(payload: Payload): void;
  dispose(): void;
}
