import type { Session } from '../../agent/session';
import { orStopped, throwIfStopped } from '../../clock';
import { AgentError } from '../../errors';
import type { Output } from '../../outputs';
import type { AgentCommand, ShowOutputs } from '../cell';
import { textOutput } from '../markdown';
import type { AgentCellHost } from '../run-cell';
import { artifacts } from './artifacts';
import type { Command, CommandContext } from './command';
import { context } from './context';
import { cleanup, reset } from './end-session';
import { files } from './files';
import { findings } from './findings';
import { help } from './help';
import { log } from './log';
import { namespace } from './namespace';
import { replay, reportRefresh } from './recorded-work';
import { status } from './status';
import { usage } from './usage';

const ALL: ReadonlyMap<string, Command> = new Map([
  ['status', status],
  ['files', files],
  ['context', context],
  ['namespace', namespace],
  ['findings', findings],
  ['artifacts', artifacts],
  ['usage', usage],
  ['log', log],
  ['replay', replay],
  ['report refresh', reportRefresh],
  ['reset', reset],
  ['cleanup', cleanup],
  ['help', help]
]);

/**
 * Does one command after the other; each shows one output. Throws `AgentError` at the first that fails; what those before it
 * showed stays.
 */
export async function runCommands(
  commands: readonly AgentCommand[],
  host: AgentCellHost,
  show: ShowOutputs,
  signal: AbortSignal
): Promise<void> {
  const outputs: Output[] = [];
  for (const command of commands) {
    throwIfStopped(signal);
    outputs.push(textOutput(await runCommand(command, host, signal)));
    show([...outputs]);
  }
}

async function runCommand(
  command: AgentCommand,
  host: AgentCellHost,
  signal: AbortSignal
): Promise<string> {
  const run = ALL.get(command.name);
  if (!run) {
    throw new AgentError(
      'agent-cell-invalid',
      `%agent has no command ${command.name}.`
    );
  }
  let session: Promise<Session> | null = null;
  const work: CommandContext = {
    command,
    host,
    signal,
    session: () => (session ??= host.session(command.session))
  };
  return orStopped(run(work), signal);
}
