import { readdir, readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { AgentError } from '../core/errors';
import { checkSessionId } from '../core/transcript/run';
import { sessionFolder } from '../jupyter/sidecar-path';
import {
  readArguments,
  USAGE,
  UsageError,
  type Arguments,
  type AskArguments,
  type LogArguments
} from './arguments';
import { ask } from './ask';
import { completionLine, reuseLine } from './progress-lines';
import { reportOf, reportOfFailure, type AskReport } from './ask-report';

/** The exit codes that `USAGE` promises. */
const EXIT = { ok: 0, failed: 1, usage: 2, refused: 3, budget: 4 } as const;

type EndingSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** The first of these ends the turn and what was started for it; another one, later than this, ends the program at once. */
const ENDING: readonly EndingSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const SAME_SIGNAL_MS = 1000;

/** What the services library tells the console about its sockets is not for people who asked something else. */
function quietConsole(): void {
  const nothing = (): void => undefined;
  Object.assign(console, {
    log: nothing,
    debug: nothing,
    info: nothing,
    warn: nothing
  });
}

/** A signal that is aborted when the program is asked to end, and the exit code for that. */
function listenForEnd(): {
  signal: AbortSignal;
  exitCode: () => number | null;
} {
  const stopping = new AbortController();
  let code: number | null = null;
  let since = 0;
  for (const name of ENDING) {
    process.on(name, () => {
      if (code !== null && Date.now() - since > SAME_SIGNAL_MS) {
        process.exit(code);
      }
      // A terminal and npm may both pass on the same Ctrl-C.
      if (code === null) {
        code = 128 + constants.signals[name];
        since = Date.now();
        stopping.abort();
      }
    });
  }
  return { signal: stopping.signal, exitCode: () => code };
}

async function runAsk(args: AskArguments): Promise<number> {
  quietConsole();
  const end = listenForEnd();
  let report: AskReport;
  let completion: string | null = null;
  try {
    const result = await ask(args, process.env, end.signal);
    report = reportOf(result);
    await sayIfAny(reuseLine(result));
    completion = completionLine(result, args.phase);
    if (result.storage.kind === 'memory') {
      await say(
        process.stderr,
        `The conversation could not be saved: ${result.storage.reason}.`
      );
    }
  } catch (error) {
    if (error instanceof UsageError) {
      throw error;
    }
    report = reportOfFailure(args, AgentError.from(error));
  }
  await print(report, args.json);
  await sayIfAny(completion);
  return end.exitCode() ?? exitCodeOf(report);
}

async function sayIfAny(line: string | null): Promise<void> {
  if (line !== null) {
    await say(process.stderr, line);
  }
}

async function print(report: AskReport, json: boolean): Promise<void> {
  if (json) {
    await say(process.stdout, JSON.stringify(report));
  } else if (report.answer !== '') {
    await say(process.stdout, report.answer);
  }
  if (report.error) {
    const { message, advice } = report.error;
    await say(process.stderr, [message, advice].filter(Boolean).join(' '));
  }
}

function exitCodeOf({ error }: AskReport): number {
  switch (error?.code) {
    case undefined:
      return EXIT.ok;
    case 'code-refused':
      return EXIT.refused;
    case 'budget-exhausted':
      return EXIT.budget;
    case 'session-id-invalid':
      return EXIT.usage;
    default:
      return EXIT.failed;
  }
}

/** Prints the newest session log; the run id at the head of its name sorts by time. */
async function runLog(args: LogArguments): Promise<number> {
  const folder = sessionFolder(args.notebook, checkSessionId(args.session));
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter(name => name.endsWith('_session.txt'))
    .sort()
    .at(-1);
  if (newest === undefined) {
    await say(
      process.stderr,
      `There is no session log in ${folder}: nothing was asked yet.`
    );
    return EXIT.failed;
  }
  await say(process.stdout, await readFile(join(folder, newest), 'utf8'));
  return EXIT.ok;
}

/** Resolves when the text is handed over, so that exiting cuts nothing off. */
function say(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise(resolve => stream.write(`${text}\n`, () => resolve()));
}

async function run(args: Arguments): Promise<number> {
  switch (args.command) {
    case 'ask':
      checkSessionId(args.session);
      return runAsk(args);
    case 'log':
      return runLog(args);
    case 'help':
      await say(process.stdout, USAGE);
      return EXIT.ok;
  }
}

async function main(): Promise<number> {
  try {
    return await run(readArguments(process.argv.slice(2), process.env));
  } catch (error) {
    if (error instanceof UsageError) {
      await say(process.stderr, `${error.message} (--help tells more.)`);
      return EXIT.usage;
    }
    const { code, message, advice } = AgentError.from(error);
    await say(process.stderr, [message, advice].filter(Boolean).join(' '));
    return code === 'session-id-invalid' ? EXIT.usage : EXIT.failed;
  }
}

process.exit(await main());
