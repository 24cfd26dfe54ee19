import { codeSpan, plain } from '../markdown';
import type { Command } from './command';

/** R73–R75: the transcript keeps everything. */
export const reset: Command = async context => {
  const session = await context.session();
  await session.reset();
  return `Session ${codeSpan(session.sessionId)} starts a new run: the model has forgotten the conversation. The transcript, what is known of data files and the variables in the kernel stay.`;
};

/** R78: deletes what one session keeps, and nothing else. */
export const cleanup: Command = async ({ command, host }) =>
  plain(await host.removeSession(command.session ?? host.defaultSession));
