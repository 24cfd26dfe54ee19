import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AgentError } from '../core/errors';
import { checkSessionId } from '../core/transcript/run';
import { sessionFolder } from '../jupyter/sidecar-path';
import {
  readArguments,
  USAGE,
  UsageError,
  type AskArguments,
  type LogArguments
} from './arguments';
import { ask } from './ask';

/** The exit codes that `USAGE` promises. */
const EXIT = { ok: 0, failed: 1, usage: 2, refused: 3, budget: 4 } as const;

async function runAsk(args: AskArguments): Promise<number> {
  const result = await ask(args, process.env);
  const success = result.outcome === 'answered' && !result.refused;
  const error = result.error
    ? { code: result.error.code, message: result.error.message }
    : null;
  if (args.json) {
    const { answer, code, output, attempts, files, artifacts, usage } = result;
    process.stdout.write(
      JSON.stringify({
        success,
        answer,
        code,
        output,
        error,
        attempts,
        files,
        artifacts,
        usage
      }) + '\n'
    );
  } else {
    process.stdout.write(`${result.answer}\n`);
    if (result.error) {
      process.stderr.write(
        `${result.error.message} ${result.error.advice ?? ''}\n`
      );
    }
  }
  if (result.refused) {
    process.stderr.write(
      'Code was refused: it runs only with --approve auto.\n'
    );
    return EXIT.refused;
  }
  return result.outcome === 'budget'
    ? EXIT.budget
    : success
      ? EXIT.ok
      : EXIT.failed;
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
    process.stderr.write(
      `There is no session log in ${folder}: nothing was asked yet.\n`
    );
    return EXIT.failed;
  }
  process.stdout.write(await readFile(join(folder, newest), 'utf8'));
  return EXIT.ok;
}

async function main(): Promise<number> {
  try {
    const args = readArguments(process.argv.slice(2));
    return args.command === 'ask' ? await runAsk(args) : await runLog(args);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${USAGE}\n`);
      return EXIT.usage;
    }
    const { code, message, advice } = AgentError.from(error);
    process.stderr.write(`${message}${advice ? ` ${advice}` : ''}\n`);
    return code === 'session-id-invalid' ? EXIT.usage : EXIT.failed;
  }
}

process.exit(await main());
