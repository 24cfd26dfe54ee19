import type { Output } from '../outputs';
import type { Turn } from '../transcript/conversation-types';

/** What a cell shows of a turn: outputs that keep their places as the turn grows. */
export function turnOutputs(turn: Turn, session: string): Output[] {
  void [turn, session];
  return [];
}
