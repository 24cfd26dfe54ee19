import type { AgentSession, SessionPhase } from '../core/agent/session-types';

/** Resolves when a call of the running turn has shown `text`. */
export function whenOutput(session: AgentSession, text: string): Promise<void> {
  return new Promise(resolve => {
    const stop = session.conversation.changed.subscribe(change => {
      if (
        change.type === 'block-changed' &&
        change.block.kind === 'tool' &&
        JSON.stringify(change.block.outputs).includes(text)
      ) {
        stop();
        resolve();
      }
    });
  });
}

/** Resolves when the session enters `phase`, in `step` or a later one if that is given. */
export function whenPhase(
  session: AgentSession,
  phase: SessionPhase,
  step = 0
): Promise<void> {
  return new Promise(resolve => {
    const stop = session.statusChanged.subscribe(status => {
      if (status.phase === phase && status.step >= step) {
        stop();
        resolve();
      }
    });
  });
}
