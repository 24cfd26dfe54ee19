import type { ReplayMode } from '../core/agent-cell/cell';
import { parseOptions, wordsOf, type ParsedOptions } from './options';
import { isVariableName, readParameters, type Parameter } from './parameters';
import { readServer, type ServerAddress } from './server-address';
import { UsageError } from './usage-error';

export type { ServerAddress } from './server-address';
export { UsageError } from './usage-error';

type Environment = Readonly<Record<string, string | undefined>>;

/** What `ask` and `run` have in common. */
interface WorkArguments {
  readonly notebook: string;
  readonly session: string;
  readonly approve: 'auto' | 'never';
  /** Name of the model; null for the environment's. */
  readonly model: string | null;
  /** Null: a server of its own is started. */
  readonly server: ServerAddress | null;
  readonly json: boolean;
}

export interface AskArguments extends WorkArguments {
  readonly command: 'ask';
  readonly prompt: string;
  readonly files: readonly string[];
  /** Name of the phase that the turn is; null for none. */
  readonly phase: string | null;
  /** Name of the variable that gets the answer; null for none. */
  readonly variable: string | null;
}

export interface RunArguments extends WorkArguments {
  readonly command: 'run';
  /** Where the notebook with its outputs is written; null: in place. */
  readonly output: string | null;
  readonly parameters: readonly Parameter[];
  /** Name of the kernel spec instead of the notebook's; null for that. */
  readonly kernel: string | null;
  readonly replay: ReplayMode;
}

/** Commands that only read what lies beside the notebook. */
export interface LookArguments {
  readonly command: 'log' | 'files' | 'sessions';
  readonly notebook: string;
  readonly session: string;
  readonly json: boolean;
}

export type Arguments =
  AskArguments | RunArguments | LookArguments | { readonly command: 'help' };

/** Throws `UsageError`. */
export function readArguments(
  args: readonly string[],
  environment: Environment = {}
): Arguments {
  const [command = '', ...rest] = args;
  if (['help', '--help', '-h'].includes(command) || rest.includes('--help')) {
    return { command: 'help' };
  }
  switch (command) {
    case '':
      throw new UsageError('Say what to do, for instance: ask "…".');
    case 'ask':
      return readAsk(rest, environment);
    case 'run':
      return readRun(rest, environment);
    case 'log':
    case 'files':
    case 'sessions':
      return readLook(command, rest);
    default:
      throw new UsageError(
        `There is no command “${command}”, only run, ask, log, files and sessions.`
      );
  }
}

function readAsk(args: string[], environment: Environment): AskArguments {
  const parsed = parseOptions('ask', args);
  const notebook = theNotebook(parsed);
  const { prompt, files } = askWords(parsed);
  const variable = parsed.values.output ?? null;
  if (prompt.trim() === '') {
    throw new UsageError(
      'The prompt is missing, as in ask "total by region?".'
    );
  }
  if (variable !== null && !isVariableName(variable)) {
    throw new UsageError(
      `-o takes the name of a Python variable, not “${variable}”.`
    );
  }
  return {
    command: 'ask',
    ...readWork(parsed, notebook, environment),
    prompt,
    files,
    phase: parsed.values.phase?.trim() || null,
    variable
  };
}

function readRun(args: string[], environment: Environment): RunArguments {
  const parsed = parseOptions('run', args);
  const { values } = parsed;
  const words = wordsOf(parsed);
  const named = [...words, ...(values.notebook ? [values.notebook] : [])];
  if (named.length !== 1) {
    throw new UsageError(
      named.length === 0
        ? 'Say which notebook, as in run NB.ipynb.'
        : 'run takes one notebook; quote a path with spaces.'
    );
  }
  if (values['replay-only'] && values.fresh) {
    throw new UsageError('--replay-only and --fresh exclude each other.');
  }
  if (values.output?.trim() === '') {
    throw new UsageError('--output lacks a path, as in --output OUT.ipynb.');
  }
  const parameters = readParameters(values.param ?? []);
  if (parameters.length > 0 && !values.output) {
    throw new UsageError(
      '--param needs --output OUT.ipynb: the notebook itself keeps its own values.'
    );
  }
  return {
    command: 'run',
    ...readWork(parsed, named[0] ?? '', environment),
    output: values.output ?? null,
    parameters,
    kernel: values.kernel ?? null,
    replay: values['replay-only'] ? 'only' : values.fresh ? 'never' : 'allowed'
  };
}

function readLook(
  command: LookArguments['command'],
  args: string[]
): LookArguments {
  const parsed = parseOptions(command, args);
  const [word] = wordsOf(parsed);
  if (word !== undefined) {
    throw new UsageError(
      `${command} does not know what to do with “${word}”; the notebook goes behind --notebook.`
    );
  }
  return {
    command,
    notebook: theNotebook(parsed),
    session: parsed.values.session ?? 'main',
    json: parsed.values.json ?? false
  };
}

function readWork(
  { values }: ParsedOptions,
  notebook: string,
  environment: Environment
): WorkArguments {
  const approve = values.approve ?? 'never';
  if (approve !== 'auto' && approve !== 'never') {
    throw new UsageError('--approve takes auto or never.');
  }
  return {
    notebook,
    session: values.session ?? 'main',
    approve,
    model: values.model?.trim() || null,
    server: readServer(values.server, values.token, environment),
    json: values.json ?? false
  };
}

function theNotebook({ values }: ParsedOptions): string {
  if (!values.notebook) {
    throw new UsageError('Say which notebook, with --notebook NB.ipynb.');
  }
  return values.notebook;
}

/** What stands behind `--files` is files, up to the next option; the prompt stands elsewhere, or last. */
function askWords({ tokens }: ParsedOptions): {
  prompt: string;
  files: string[];
} {
  const files: string[] = [];
  const prompts: string[] = [];
  let behindFiles = false;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      (behindFiles ? files : prompts).push(token.value);
    } else {
      behindFiles = token.kind === 'option' && token.name === 'files';
      if (behindFiles && token.kind === 'option') {
        files.push(token.value ?? '');
      }
    }
  }
  const prompt = prompts[0] ?? (files.length > 1 ? (files.pop() ?? '') : '');
  if (prompts.length > 1) {
    throw new UsageError('Put the prompt into quotes: it is one argument.');
  }
  return { prompt, files };
}
