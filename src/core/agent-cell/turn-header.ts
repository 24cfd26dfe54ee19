import type { Output } from '../outputs';
import type { Turn } from '../transcript/conversation-types';
import { TURN_MIME_TYPE } from './cell';
import { markdownOutput, plain } from './markdown';
import { phaseName } from './progress-lines';
import { counted, duration, tokensOf } from './quantities';

const STATES: Readonly<Record<Turn['state'], string>> = {
  running: 'running',
  answered: '',
  stopped: 'stopped',
  failed: 'failed',
  budget: 'stopped at a limit',
  interrupted: 'interrupted'
};

/** The first output of a turn: which one it is, who answers, how long it took. */
export function turnHeader(turn: Turn, session: string): Output {
  const { number, state, model, phase, replays, milliseconds, usage } = turn;
  const tokens = tokensOf(usage);
  const words = [
    'Agent',
    ...(session === 'main' ? [] : [`session ${session}`]),
    `turn ${number}`,
    ...(phase === null ? [] : [phaseName(phase)]),
    ...(replays === null ? [] : [`replayed from turn ${replays}`]),
    ...(model === '' || replays !== null ? [] : [model]),
    ...(STATES[state] === '' ? [] : [STATES[state]]),
    ...(milliseconds === null ? [] : [duration(milliseconds)]),
    ...(tokens === 0 ? [] : [counted(tokens, 'token')])
  ];
  return markdownOutput(
    `*${words.map(plain).join(' · ')}*`,
    {
      [TURN_MIME_TYPE]: {
        version: 1,
        session,
        turn: number,
        state,
        model,
        phase,
        replays,
        milliseconds,
        ...(tokens === 0 ? {} : { usage: countsOf(usage) })
      }
    },
    words.join(' · ')
  );
}

/** The counts alone: what else a server reports is in the transcript. */
function countsOf(usage: Turn['usage']): Record<string, number> {
  const { prompt_tokens, completion_tokens, total_tokens } = usage ?? {};
  return Object.fromEntries(
    Object.entries({ prompt_tokens, completion_tokens, total_tokens }).flatMap(
      ([name, count]) => (typeof count === 'number' ? [[name, count]] : [])
    )
  );
}
