import { isTabular } from '../knowledge';
import type { Conversation, Turn } from '../read-conversation';
import { findTarget, previousTable } from '../understand/find-target';
import { filesNamed } from '../understand/table-names';
import type { Target } from '../understand/understanding';
import { listItems, phaseOf } from './phase-of';

/** The table that a report is about: what is attached or named, else what was worked on before. */
export function reportTarget(conversation: Conversation, turn: Turn): Target {
  const isGiven =
    turn.attached.some(isTabular) ||
    filesNamed(turn.prompt, conversation.files).some(each =>
      isTabular(each.path ?? each.written)
    );
  const target = isGiven
    ? findTarget(conversation)
    : (previousTable(conversation) ?? findTarget(conversation));
  // The words of a report name columns of many sheets: only a sheet that is called one is meant.
  return target.kind === 'file' &&
    !/\b(?:sheet|tab|blatt|tabellenblatt)\b/i.test(withoutItems(turn.prompt))
    ? { ...target, sheet: null }
    : target;
}

/** What a list names are parts of the report. */
function withoutItems(prompt: string): string {
  return prompt
    .split('\n')
    .filter(line => listItems(line).length === 0)
    .join('\n');
}

/** The prompt that said what is to be analysed: the latest one, this one included; empty when there was none. */
export function analysisPrompt(conversation: Conversation): string {
  return (
    conversation.turns.findLast(turn => phaseOf(turn.prompt) === 'analysis')
      ?.prompt ?? ''
  );
}
