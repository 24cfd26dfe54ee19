import { AgentError } from '../errors';
import { checkSessionId } from '../transcript/run';
import type { CellOptions, ReplayMode } from './cell';
import { nearest } from './nearest';
import { CELL_OPTIONS, PYTHON_KEYWORDS, type OptionWord } from './vocabulary';
import { nextWord, type Word } from './words';

/** What the first line of a cell says. */
export interface OptionLine {
  readonly options: CellOptions;
  /** What stands behind the options, as written. */
  readonly rest: string;
}

const NAME = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u;

/**
 * Reads what stands behind `%%agent` on its line. The first word that belongs to no option begins the rest; so does `--`.
 * Throws `AgentError` (`agent-cell-invalid`, `session-id-invalid`).
 */
export function readOptions(line: string): OptionLine {
  const given = new Map<string, string[]>();
  let position = 0;
  for (;;) {
    const start = nextStart(line, position);
    const word = startsOption(line, start) ? nextWord(line, start) : null;
    if (word === null || word.text === '--') {
      const rest = line.slice(word === null ? start : word.end).trim();
      refuseLateOptions(rest, word === null);
      return { options: toOptions(given), rest };
    }
    position = readOption(line, word, given);
  }
}

/** The known option that a word names; throws for a word that begins as one and is none. */
function optionOf(name: string): OptionWord {
  const option = CELL_OPTIONS.find(
    known => known.name === name || known.aliases.includes(name)
  );
  if (option) {
    return option;
  }
  const names = CELL_OPTIONS.map(known => known.name);
  const meant = nearest(name, names);
  throw new AgentError(
    'agent-cell-invalid',
    `%%agent has no option ${name.slice(0, 60)}.`,
    {
      advice: `${meant === null ? '' : `Did you mean ${meant}? `}There are ${names.join(', ')}; “--” ends the options.`
    }
  );
}

/** Takes one option with its values; resolves to where the line goes on. */
function readOption(
  line: string,
  word: Word,
  given: Map<string, string[]>
): number {
  const equals = word.text.startsWith('--') ? word.text.indexOf('=') : -1;
  const name = equals === -1 ? word.text : word.text.slice(0, equals);
  const option = optionOf(name);
  const before = given.get(option.name);
  if (before && option.name !== '--files') {
    throw invalid(`${name} is given twice.`, 'Give it once.');
  }
  if (option.value === null) {
    if (equals !== -1) {
      throw invalid(`${name} takes no value.`, `Write ${name} alone.`);
    }
    given.set(option.name, []);
    return word.end;
  }
  const attached = equals === -1 ? [] : [word.text.slice(equals + 1)];
  const many = option.name === '--files';
  const values = [...attached];
  let position = word.end;
  while (values.length === 0 || (many && equals === -1)) {
    const start = nextStart(line, position);
    const next = startsOption(line, start) ? null : nextWord(line, start);
    if (next === null) {
      break;
    }
    values.push(next.text);
    position = next.end;
  }
  if (values.length === 0 || values.some(value => value.trim() === '')) {
    throw invalid(
      `${name} needs a value.`,
      `Write ${name} ${option.value}, for instance ${name} ${EXAMPLES[option.name] ?? 'a'}.`
    );
  }
  given.set(option.name, [...(before ?? []), ...values]);
  return position;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  '--files': 'sales.csv "my data.xlsx"',
  '--session': 'sales_2024',
  '--phase': '"Phase 1"',
  '--output': 'summary'
};

function toOptions(given: ReadonlyMap<string, readonly string[]>): CellOptions {
  const one = (name: string): string | null => given.get(name)?.[0] ?? null;
  const session = one('--session');
  const output = one('--output');
  return {
    files: given.get('--files') ?? [],
    session: session === null ? null : checkSessionId(session),
    phase: one('--phase')?.trim() ?? null,
    output: output === null ? null : checkVariable(output),
    replay: replayMode(given.has('--fresh'), given.has('--replay-only'))
  };
}

function replayMode(fresh: boolean, only: boolean): ReplayMode {
  if (fresh && only) {
    throw invalid(
      '--fresh and --replay-only exclude each other.',
      'Leave one of them out.'
    );
  }
  return fresh ? 'never' : only ? 'only' : 'allowed';
}

/** Returns `name` when Python takes it for a variable. Throws `AgentError` `agent-cell-invalid`. */
function checkVariable(name: string): string {
  if (NAME.test(name) && !PYTHON_KEYWORDS.has(name)) {
    return name;
  }
  throw invalid(
    `“${name.slice(0, 60)}” cannot be the name of a variable${PYTHON_KEYWORDS.has(name) ? ': Python keeps the word to itself' : ''}.`,
    'Write letters, digits and _, not beginning with a digit, for instance -o summary.'
  );
}

/** An option behind the prompt would be taken for a part of it. */
function refuseLateOptions(rest: string, isOpen: boolean): void {
  const names = CELL_OPTIONS.flatMap(({ name, aliases }) => [name, ...aliases]);
  const late = isOpen
    ? rest.split(/\s+/).find(word => names.includes(word.split('=')[0] ?? ''))
    : undefined;
  if (late !== undefined) {
    throw invalid(
      `${late} stands behind the prompt.`,
      'Put options before the prompt, or “--” before a prompt that is to have such a word.'
    );
  }
}

/** A dash and a letter: numbers and lists with dashes are text. */
function startsOption(line: string, start: number): boolean {
  return /^(?:--?[a-z]|--(?:\s|$))/i.test(line.slice(start, start + 3));
}

function nextStart(line: string, position: number): number {
  const found = line.slice(position).search(/\S/);
  return found === -1 ? line.length : position + found;
}

function invalid(message: string, advice: string): AgentError {
  return new AgentError('agent-cell-invalid', message, { advice });
}
