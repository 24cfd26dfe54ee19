import { parseArgs } from 'node:util';
import { UsageError } from './usage-error';

export { UsageError } from './usage-error';

/** A running Jupyter server. */
export interface ServerAddress {
  /** With a slash at the end. */
  readonly url: string;
  readonly token: string;
}

export interface AskArguments {
  readonly command: 'ask';
  readonly prompt: string;
  readonly notebook: string;
  readonly files: readonly string[];
  readonly session: string;
  /** Name of the phase that the turn is; null for none. */
  readonly phase: string | null;
  readonly approve: 'auto' | 'never';
  /** Null: a server of its own is started. */
  readonly server: ServerAddress | null;
  readonly json: boolean;
}

export interface LogArguments {
  readonly command: 'log';
  readonly notebook: string;
  readonly session: string;
}

export type Arguments = AskArguments | LogArguments | { command: 'help' };

export const USAGE = `Usage:
  npm run agent -- ask "PROMPT" --notebook NB.ipynb [--files a.csv b.csv] [--session main] [--approve auto|never]
                   [--phase LABEL] [--server URL [--token TOKEN]] [--json]
  npm run agent -- log --notebook NB.ipynb [--session main]

ask   runs one turn beside the notebook and prints the answer. Code runs only with --approve auto.
log   prints the session log of the notebook's current run.

ask starts a Jupyter server and a kernel of its own, and ends both. With --server it works on a running server, in the
notebook's own kernel if that is running; paths are then as that server sees them. JUPYTER_TOKEN may stand for --token.

Files that the session knows and that are unchanged are not read again. --phase names the turn, and says when it is complete.

--json prints one JSON object: success, answer, code, output, error, attempts, files, artifacts, usage.

The model is set by OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL; without them the offline analyst answers.
Exit codes: 0 answered, 1 the turn failed, 2 bad usage, 3 code was refused, 4 a limit was reached, 128 + n ended by
signal n.`;

/** Throws `UsageError`. */
export function readArguments(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {}
): Arguments {
  const [command = '', ...rest] = args;
  if (['help', '--help', '-h'].includes(command) || rest.includes('--help')) {
    return { command: 'help' };
  }
  if (command === '') {
    throw new UsageError('Say what to do, for instance: ask "…".');
  }
  if (command !== 'ask' && command !== 'log') {
    throw new UsageError(`There is no command “${command}”, only ask and log.`);
  }
  const { values, words } = parse(rest);
  if (!values.notebook) {
    throw new UsageError('Say which notebook, with --notebook NB.ipynb.');
  }
  const common = { notebook: values.notebook, session: values.session };
  if (command === 'log') {
    return { command, ...common };
  }
  if (words.prompt.trim() === '') {
    throw new UsageError(
      'The prompt is missing, as in ask "total by region?".'
    );
  }
  if (values.approve !== 'auto' && values.approve !== 'never') {
    throw new UsageError('--approve takes auto or never.');
  }
  return {
    command,
    ...common,
    ...words,
    phase: values.phase?.trim() || null,
    approve: values.approve,
    server: readServer(values.server, values.token, environment),
    json: values.json
  };
}

function parse(args: string[]) {
  try {
    const { values, tokens } = parseArgs({
      args,
      allowPositionals: true,
      tokens: true,
      options: {
        notebook: { type: 'string' },
        files: { type: 'string', multiple: true },
        session: { type: 'string', default: 'main' },
        approve: { type: 'string', default: 'never' },
        phase: { type: 'string' },
        server: { type: 'string' },
        token: { type: 'string' },
        json: { type: 'boolean', default: false }
      }
    });
    return { values, words: readWords(tokens) };
  } catch (error) {
    if (error instanceof UsageError) {
      throw error;
    }
    // Node's messages go on with hints about "--" that do not apply here.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message.split('. ')[0]?.replace(/\.$/, '')}.`);
  }
}

type Token =
  | { readonly kind: 'option'; readonly name: string; readonly value?: string }
  | { readonly kind: 'positional'; readonly value: string }
  | { readonly kind: 'option-terminator' };

/** What stands behind `--files` is files, up to the next option; the prompt stands elsewhere, or last. */
function readWords(tokens: readonly Token[]): {
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

function readServer(
  address: string | undefined,
  token: string | undefined,
  environment: Readonly<Record<string, string | undefined>>
): ServerAddress | null {
  if (address === undefined) {
    if (token !== undefined) {
      throw new UsageError('--token belongs to --server URL.');
    }
    return null;
  }
  if (!URL.canParse(address) || !/^https?:/i.test(address)) {
    throw new UsageError(
      '--server takes an address such as http://127.0.0.1:8888/.'
    );
  }
  const url = new URL(address);
  // People copy what Jupyter prints: …/lab?token=…
  const path = url.pathname.replace(/\/(lab|tree|notebooks)(\/.*)?$/, '');
  return {
    url: `${url.origin}${path.replace(/\/*$/, '/')}`,
    token:
      token ?? url.searchParams.get('token') ?? environment.JUPYTER_TOKEN ?? ''
  };
}
