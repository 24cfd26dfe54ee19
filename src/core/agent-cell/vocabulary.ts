/** What an agent cell may say: for reading it, for its help, and for completing what a user types. */

export interface OptionWord {
  /** With its dashes. */
  readonly name: string;
  /** Other ways to write it. */
  readonly aliases: readonly string[];
  /** What follows it, as help names it; null when nothing does. */
  readonly value: string | null;
  readonly summary: string;
}

/** Options behind `%%agent`. */
export const CELL_OPTIONS: readonly OptionWord[] = [
  {
    name: '--files',
    aliases: ['-f'],
    value: 'FILE …',
    summary: 'data files the prompt is about, as seen from the notebook'
  },
  {
    name: '--session',
    aliases: ['-s'],
    value: 'NAME',
    summary: 'the conversation to go on with; `main` unless said otherwise'
  },
  {
    name: '--phase',
    aliases: ['-p'],
    value: 'LABEL',
    summary: 'name of the phase that this cell is'
  },
  {
    name: '--output',
    aliases: ['-o'],
    value: 'VARIABLE',
    summary: 'the variable that gets the answer'
  },
  {
    name: '--fresh',
    aliases: [],
    value: null,
    summary: 'ask the model even if a recorded turn would do'
  },
  {
    name: '--replay-only',
    aliases: [],
    value: null,
    summary: 'never ask the model: replay the recorded turn or fail'
  }
];

export interface CommandWord {
  readonly name: string;
  /** What may follow it, as help names it; empty when nothing does. */
  readonly usage: string;
  /** Words that may follow. */
  readonly maximum: number;
  readonly summary: string;
}

/** What may stand behind `%agent`. */
export const COMMANDS: readonly CommandWord[] = [
  command('status', 'model, kernel, session, and what is running'),
  command('files', 'the data files that are known, and whether they changed'),
  command('context', 'what the model is told: files, findings, artifacts'),
  command('namespace', 'the variables in the kernel'),
  command('findings', 'results that later phases repeat unchanged'),
  command('artifacts', 'files that were written, newest first'),
  command('usage', 'tokens and time of each turn'),
  command('log', 'the conversation written out'),
  command(
    'replay',
    'runs the recorded code of this run again, without a model'
  ),
  command('report refresh', 'writes decks again with the numbers of now', {
    usage: '[DECK]',
    maximum: 1
  }),
  command('reset', 'starts a new run: the model forgets the conversation'),
  command('cleanup', 'deletes what the session keeps beside the notebook'),
  command('help', 'this list')
];

function command(
  name: string,
  summary: string,
  more: { usage: string; maximum: number } = { usage: '', maximum: 0 }
): CommandWord {
  return { name, summary, ...more };
}

/** Words that Python keeps to itself. */
export const PYTHON_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' ')
);
