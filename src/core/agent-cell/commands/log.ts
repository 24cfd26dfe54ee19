import { LIMITS } from '../../limits';
import { clip } from '../../tools/clip';
import { fenced } from '../markdown';
import type { Command } from './command';

/** The session log of the current run, its beginning and its end when it is long. */
export const log: Command = async context => {
  const text = await context.host.readLog(await context.session());
  return text.trim() === ''
    ? 'There is no session log yet: it is written when a turn ends.'
    : fenced(clip(text, LIMITS.cellLogText));
};
