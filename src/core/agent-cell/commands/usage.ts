import type { Usage } from '../../llm/chat-message';
import { LIMITS } from '../../limits';
import type { Turn } from '../../transcript/conversation-types';
import { plain, table } from '../markdown';
import { duration, grouped, tokensOf } from '../quantities';
import type { Command } from './command';

/** R42: tokens and time of each turn of this run, and their sums. */
export const usage: Command = async context => {
  const { turns } = (await context.session()).conversation;
  if (turns.length === 0) {
    return 'No turn was run yet.';
  }
  const shown = turns.slice(-LIMITS.cellTableRows);
  const more = turns.length - shown.length;
  const rows = table(
    ['turn', 'phase', 'prompt tokens', 'answer tokens', 'tokens', 'time'],
    [...shown.map(rowOf), sumOf(turns)]
  );
  return more > 0 ? `${rows}\n\n… and ${more} earlier ones, in the sum` : rows;
};

function rowOf(turn: Turn): string[] {
  const { number, phase, replays, milliseconds } = turn;
  return [
    String(number),
    phase === null ? '' : plain(phase),
    ...(replays === null
      ? counts(turn.usage)
      : [`replay of turn ${replays}`, '', '0']),
    milliseconds === null ? 'running' : duration(milliseconds)
  ];
}

function counts(used: Usage | null): string[] {
  return used
    ? [
        used.prompt_tokens ?? 0,
        used.completion_tokens ?? 0,
        tokensOf(used)
      ].map(grouped)
    : ['not reported', '', ''];
}

function sumOf(turns: readonly Turn[]): string[] {
  const sum = (count: (turn: Turn) => number): number =>
    turns.reduce((total, turn) => total + count(turn), 0);
  return [
    '**sum**',
    '',
    grouped(sum(turn => turn.usage?.prompt_tokens ?? 0)),
    grouped(sum(turn => turn.usage?.completion_tokens ?? 0)),
    `**${grouped(sum(turn => tokensOf(turn.usage)))}**`,
    duration(sum(turn => turn.milliseconds ?? 0))
  ];
}
