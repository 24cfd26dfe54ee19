import type { Command } from './command';

/** The code of this run's turns, run again without a model. */
export const replay: Command = async ({ session, signal }) =>
  (await session()).replayCode(signal);

/** Decks of this run, built again; tells which of their numbers changed. */
export const reportRefresh: Command = async ({ session, command, signal }) =>
  (await session()).refreshReports(command.arguments[0], signal);
