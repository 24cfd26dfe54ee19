import { parseArgs } from 'node:util';
import { UsageError } from './usage-error';

/** Options by command; what is not listed is refused. */
export const OPTIONS_OF = {
  ask: [
    ...['notebook', 'files', 'session', 'approve', 'phase', 'output'],
    ...['model', 'server', 'token', 'json']
  ],
  run: [
    ...['notebook', 'output', 'param', 'session', 'approve', 'model', 'kernel'],
    ...['replay-only', 'fresh', 'server', 'token', 'json']
  ],
  log: ['notebook', 'session'],
  files: ['notebook', 'session', 'json'],
  sessions: ['notebook', 'json']
} as const satisfies Record<string, readonly string[]>;

export type Command = keyof typeof OPTIONS_OF;

const ALL = {
  notebook: { type: 'string' },
  files: { type: 'string', multiple: true },
  session: { type: 'string' },
  approve: { type: 'string' },
  phase: { type: 'string' },
  output: { type: 'string', short: 'o' },
  param: { type: 'string', multiple: true },
  model: { type: 'string' },
  kernel: { type: 'string' },
  'replay-only': { type: 'boolean' },
  fresh: { type: 'boolean' },
  server: { type: 'string' },
  token: { type: 'string' },
  json: { type: 'boolean' }
} as const;

export type Token =
  | { readonly kind: 'option'; readonly name: string; readonly value?: string }
  | { readonly kind: 'positional'; readonly value: string }
  | { readonly kind: 'option-terminator' };

type Values = ReturnType<
  typeof parseArgs<{ options: typeof ALL; tokens: true }>
>['values'];

export interface ParsedOptions {
  readonly values: Values;
  readonly tokens: readonly Token[];
}

/** Throws `UsageError` for an option that the command does not have, or that lacks its value. */
export function parseOptions(command: Command, args: string[]): ParsedOptions {
  const parsed = parse(args);
  const known: readonly string[] = OPTIONS_OF[command];
  for (const token of parsed.tokens) {
    if (token.kind === 'option' && !known.includes(token.name)) {
      throw new UsageError(
        `${command} has no option --${token.name}, only ${known.map(name => `--${name}`).join(', ')}.`
      );
    }
  }
  return parsed;
}

function parse(args: string[]): ParsedOptions {
  try {
    const { values, tokens } = parseArgs({
      args,
      allowPositionals: true,
      tokens: true,
      options: ALL
    });
    return { values, tokens };
  } catch (error) {
    // Node's messages go on with hints about "--" that do not apply here.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message.split('. ')[0]?.replace(/\.$/, '')}.`);
  }
}

/** Words that belong to no option. */
export function wordsOf({ tokens }: ParsedOptions): string[] {
  return tokens.flatMap(token =>
    token.kind === 'positional' ? [token.value] : []
  );
}
