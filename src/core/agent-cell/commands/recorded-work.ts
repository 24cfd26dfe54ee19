import type { Session } from '../../agent/session';
import type { Command, CommandContext } from './command';

/** The code of this run's turns, run again without a model. */
export const replay: Command = context =>
  work(context, session => session.replayCode());

/** Decks of this run, built again; tells which of their numbers changed. */
export const reportRefresh: Command = context =>
  work(context, session =>
    session.refreshReports(context.command.arguments[0])
  );

/** Code that a session runs on its own ends when the session is told to stop. */
async function work(
  { session: load, signal }: CommandContext,
  run: (session: Session) => Promise<string>
): Promise<string> {
  const session = await load();
  const stop = (): void => session.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await run(session);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
