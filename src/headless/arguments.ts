import { parseArgs } from 'node:util';

export interface AskArguments {
  readonly command: 'ask';
  readonly prompt: string;
  readonly notebook: string;
  readonly files: readonly string[];
  readonly session: string;
  readonly approve: 'auto' | 'never';
  readonly json: boolean;
}

export interface LogArguments {
  readonly command: 'log';
  readonly notebook: string;
  readonly session: string;
}

export type Arguments = AskArguments | LogArguments;

/** A command line that cannot be understood; its message says what to write. */
export class UsageError extends Error {}

export const USAGE = `Usage:
  npm run agent -- ask "PROMPT" --notebook NB.ipynb [--files a.csv b.csv] [--session main] [--approve auto|never] [--json]
  npm run agent -- log --notebook NB.ipynb [--session main]

ask   runs one turn in a kernel of its own and prints the answer. Code runs only with --approve auto.
log   prints the session log of the notebook's current run.

The model is set by OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL; without them the offline analyst answers.
Exit codes: 0 answered, 1 the turn failed, 2 bad usage, 3 code was refused, 4 a limit was reached.`;

/** Throws `UsageError`. */
export function readArguments(args: readonly string[]): Arguments {
  const [command, ...rest] = args;
  const { values, positionals } = parse(rest);
  if (!values.notebook) {
    throw new UsageError('Say which notebook: --notebook NB.ipynb');
  }
  const common = { notebook: values.notebook, session: values.session };
  switch (command) {
    case 'log':
      return { command, ...common };
    case 'ask': {
      const [prompt, ...more] = positionals;
      if (!prompt?.trim()) {
        throw new UsageError('The prompt is missing: ask "…"');
      }
      if (values.approve !== 'auto' && values.approve !== 'never') {
        throw new UsageError('--approve takes auto or never.');
      }
      return {
        command,
        ...common,
        prompt,
        // `--files a b`: the first follows the option, the others stand alone.
        files: [...(values.files ?? []), ...more],
        approve: values.approve,
        json: values.json
      };
    }
    default:
      throw new UsageError(`There is no command “${command ?? ''}”.`);
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        notebook: { type: 'string' },
        files: { type: 'string', multiple: true },
        session: { type: 'string', default: 'main' },
        approve: { type: 'string', default: 'never' },
        json: { type: 'boolean', default: false }
      }
    });
  } catch (error) {
    throw new UsageError(
      error instanceof Error ? error.message : String(error)
    );
  }
}
