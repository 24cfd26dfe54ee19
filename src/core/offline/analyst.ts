import { INTRODUCTION, introduced } from './answer/introduction';
import { isTabular } from './knowledge';
import type { Move } from './move';
import type { Conversation } from './read-conversation';

/** Decides what to do next from everything said so far. The same conversation always gets the same move. */
export function nextMove(conversation: Conversation): Move {
  const turn = conversation.turns.at(-1);
  const files = conversation.files.filter(isTabular);
  const named = files.find(path => turn?.prompt.includes(path));
  const told = named !== undefined && conversation.profiles.get(named);
  if (named !== undefined && !told && turn?.steps.length === 0) {
    if (conversation.tools.has('dataset_info')) {
      return {
        text: `Let me look at \`${named}\`.`,
        call: { tool: 'dataset_info', path: named }
      };
    }
  }
  if (told) {
    const names = told.columns.map(column => `\`${column.name}\``).join(', ');
    return {
      text: introduced(
        `\`${named}\` has ${told.rows ?? 'an unknown number of'} rows and these columns: ${names}.`,
        conversation
      )
    };
  }
  return {
    text: `${INTRODUCTION}\n\nData files here: ${files.join(', ') || 'none'}.`
  };
}
