import type { Conversation } from '../read-conversation';
import { readError } from '../read-output';

/** Where things stand when no more calls are possible. */
export function soFarAnswer(conversation: Conversation): string {
  const turn = conversation.turns.at(-1);
  const steps = turn?.steps ?? [];
  const printed = steps
    .filter(step => step.outcome === 'ok' && step.tool === 'execute_python')
    .map(step => step.result)
    .filter(result => !result.startsWith('Schema:'));
  const failed = steps.filter(step => readError(step.result)).length;
  if (steps.length === 0) {
    return 'To answer this I would have to run code in your kernel, and no tool for that is offered to me here.';
  }
  return [
    turn?.limitReached
      ? 'The limit of this turn is reached before I was done.'
      : 'I cannot run anything more here.',
    `${steps.length} ${steps.length === 1 ? 'step was' : 'steps were'} taken${failed > 0 ? `, ${failed} of them failed` : ''}.`,
    printed.length > 0
      ? `What came out so far:\n\n\`\`\`\n${(printed.at(-1) ?? '').slice(0, 2000).replace(/```/g, "'''")}\n\`\`\``
      : 'There is no result yet.',
    'Ask again to go on from here.'
  ].join('\n\n');
}
