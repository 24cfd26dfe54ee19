import type { Turn } from '../../core/transcript/conversation-types';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import { formatDuration, formatTokens } from '../format';
import { copyButton } from '../markdown/code-block';

/** Duration, tokens and model of a turn that is over; null while it runs. */
export function turnFooter(turn: Turn, drawing: Drawing): HTMLElement | null {
  if (turn.state === 'running') {
    return null;
  }
  const { trans } = drawing;
  const facts = [
    turn.milliseconds === null ? '' : formatDuration(turn.milliseconds, trans),
    formatTokens(turn.usage, trans),
    turn.replays === null
      ? turn.model
      : trans.__(
          'replayed from turn %1, no model was asked',
          String(turn.replays)
        )
  ].filter(fact => fact !== '');
  const answer = answerText(turn);
  if (facts.length === 0 && answer === '') {
    return null;
  }
  const started = new Date(turn.startedAt);
  return element(
    'footer',
    part('footer'),
    isNaN(started.getTime()) ? {} : { title: started.toLocaleString() },
    [
      element('span', part('footerFacts'), {}, [facts.join(' · ')]),
      answer === '' ? null : copyButton(drawing, () => answerText(turn))
    ]
  );
}

/** The last message in words, without thoughts and plans; empty when there is none. */
export function answerText(turn: Turn): string {
  const last = turn.blocks.findLast(block => block.kind === 'text');
  if (last?.kind !== 'text') {
    return '';
  }
  return last.segments
    .filter(({ kind }) => kind === 'text' || kind === 'solution')
    .map(({ text }) => text.trim())
    .filter(text => text !== '')
    .join('\n\n');
}
