import { noContextReasons } from '../../core/file-context/document-summary';
import type { LookArguments } from '../arguments';
import { EXIT } from '../exit-codes';
import { knownFiles, type KnownFileReport } from '../known-files';
import { say } from '../say';
import {
  localSession,
  localSessions,
  newestLog,
  savedContext,
  type SessionFacts
} from '../sidecar-files';

/** Commands that print what lies beside a notebook. They resolve with the exit code, and throw `UsageError`. */
export function lookCommand(args: LookArguments): Promise<number> {
  switch (args.command) {
    case 'log':
      return logCommand(args);
    case 'files':
      return filesCommand(args);
    case 'sessions':
      return sessionsCommand(args);
  }
}

async function logCommand({
  notebook,
  session
}: LookArguments): Promise<number> {
  const folder = await localSession(notebook, session);
  const log = await newestLog(folder);
  if (log === null) {
    await say(
      process.stderr,
      `There is no session log in ${folder}: nothing was asked yet.`
    );
    return EXIT.failed;
  }
  await say(process.stdout, log);
  return EXIT.ok;
}

async function filesCommand({
  notebook,
  session,
  json
}: LookArguments): Promise<number> {
  const folder = await localSession(notebook, session);
  const context = await savedContext(folder);
  const files = context ? await knownFiles(context, notebook) : [];
  if (json) {
    const timestamp = context?.timestamp ?? null;
    await say(process.stdout, JSON.stringify({ session, timestamp, files }));
  } else if (context) {
    await say(process.stdout, files.map(fileLine).join('\n'));
  } else {
    await say(process.stderr, noContextReasons(session));
  }
  return EXIT.ok;
}

async function sessionsCommand({
  notebook,
  json
}: LookArguments): Promise<number> {
  const sessions = await localSessions(notebook);
  if (json) {
    await say(process.stdout, JSON.stringify({ sessions }));
  } else if (sessions.length > 0) {
    await say(process.stdout, sessions.map(sessionLine).join('\n'));
  } else {
    await say(process.stderr, `${notebook} has no session yet.`);
  }
  return EXIT.ok;
}

function fileLine(file: KnownFileReport): string {
  const { path, type, rows, columns, size_mb: size, state } = file;
  const shape =
    rows !== null && columns.length > 0
      ? `${rows} × ${columns.length}`
      : `${size} MB`;
  return `${path} · ${type} · ${shape} · ${state}`;
}

function sessionLine({ session, turns, last, files }: SessionFacts): string {
  const parts = [
    session,
    `${turns} ${turns === 1 ? 'turn' : 'turns'}`,
    `${files} ${files === 1 ? 'file' : 'files'}`,
    last === null ? '' : `last used ${last}`
  ];
  return parts.filter(Boolean).join(' · ');
}
