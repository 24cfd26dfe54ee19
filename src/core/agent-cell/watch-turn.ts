import type { AgentSession } from '../agent/session-types';
import type { Turn } from '../transcript/conversation-types';

/**
 * Calls `onChange` whenever the next turn that the cell asks for is another than it was.
 * @returns how to end it
 */
export function watchTurn(
  { conversation }: Pick<AgentSession, 'conversation'>,
  cell: string,
  onChange: (turn: Turn) => void
): () => void {
  const last = conversation.turns.reduce(
    (highest, { number }) => Math.max(highest, number),
    0
  );
  return conversation.changed.subscribe(change => {
    if (
      change.type !== 'reset' &&
      change.turn.number > last &&
      change.turn.cell === cell
    ) {
      onChange(change.turn);
    }
  });
}
