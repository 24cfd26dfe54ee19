import type { Move } from './move';
import { decide } from './plan/decide';
import type { Conversation } from './read-conversation';
import { recogniseRequest } from './understand/recognise-request';
import { understandPrompt } from './understand/understand-prompt';

/** Decides what to do next from everything said so far. The same conversation always gets the same move. */
export function nextMove(conversation: Conversation): Move {
  return decide(conversation, {
    recognise: recogniseRequest,
    understand: understandPrompt
  });
}
