import { AgentError } from '../core/errors';
import { readArguments, type Arguments } from './arguments';
import { askCommand } from './commands/ask-command';
import { lookCommand } from './commands/look-commands';
import { runCommand } from './commands/run-command';
import { EXIT, exitCodeOf } from './exit-codes';
import { asReported, sentence } from './reported-error';
import { say } from './say';
import { USAGE } from './usage';
import { UsageError } from './usage-error';

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

/**
 * The services library leaves promises alone that fail when a kernel it reconnects to is gone. Whatever is waited for here
 * fails where it is waited for; a run must not end for the rest.
 */
function outliveLostSockets(): void {
  process.on('unhandledRejection', () => undefined);
}

async function follow(args: Arguments): Promise<number> {
  switch (args.command) {
    case 'ask':
      return askCommand(args);
    case 'run':
      return runCommand(args);
    case 'log':
    case 'files':
    case 'sessions':
      return lookCommand(args);
    case 'help':
      await say(process.stdout, USAGE);
      return EXIT.ok;
  }
}

async function main(): Promise<number> {
  quietConsole();
  outliveLostSockets();
  try {
    return await follow(readArguments(process.argv.slice(2), process.env));
  } catch (error) {
    if (error instanceof UsageError) {
      await say(process.stderr, `${error.message} (--help tells more.)`);
      return EXIT.usage;
    }
    const reported = asReported(AgentError.from(error));
    await say(process.stderr, sentence(reported));
    return exitCodeOf(reported);
  }
}

process.exit(await main());
