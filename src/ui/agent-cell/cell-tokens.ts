import { CELL_OPTIONS, COMMANDS } from '../../core/agent-cell/vocabulary';

export interface CellToken {
  readonly from: number;
  readonly to: number;
  readonly kind: 'magic' | 'option' | 'value' | 'command' | 'expression';
}

/** What an agent cell is made of, for its colours; positions in the text. */
export interface CellTokens {
  /** In order, not overlapping. */
  readonly tokens: readonly CellToken[];
  /** Where lines begin that are no Python. */
  readonly lines: readonly number[];
}

/** Null when `text` is no agent cell. Reads on where the parser would complain: text is coloured while it is typed. */
export function cellTokens(text: string): CellTokens | null {
  const start = firstCode(text);
  if (/^%%agent(?!\S)/.test(text.slice(start, start + 8))) {
    return promptCell(text, start);
  }
  return /^%agent(?!\S)/.test(text.slice(start, start + 7))
    ? commandsCell(text)
    : null;
}

/** Longer expressions are taken for a brace that was left open. */
const LONGEST_EXPRESSION = 500;

/** Where the first line begins that is neither blank nor a comment. */
function firstCode(text: string): number {
  return /^(?:[^\S\n]*(?:#.*)?\n)*[^\S\n]*/.exec(text)?.[0].length ?? 0;
}

function promptCell(text: string, start: number): CellTokens {
  const end = endOfLine(text, start);
  const magic = start + '%%agent'.length;
  const options = optionTokens(text, magic, end);
  return {
    tokens: [
      { from: start, to: magic, kind: 'magic' },
      ...options.tokens,
      ...expressions(text, options.rest)
    ],
    lines: lineStarts(text, start)
  };
}

function commandsCell(text: string): CellTokens {
  const lines = lineStarts(text, 0).filter(from =>
    /^[^\S\n]*%agent(?!\S)/.test(text.slice(from, endOfLine(text, from)))
  );
  return { tokens: lines.flatMap(from => commandTokens(text, from)), lines };
}

function commandTokens(text: string, lineStart: number): CellToken[] {
  const end = endOfLine(text, lineStart);
  const from = text.indexOf('%', lineStart);
  const magic = from + '%agent'.length;
  const words = wordsIn(text, magic, end);
  const known = COMMANDS.map(({ name }) => name.split(' '));
  return [
    { from, to: magic, kind: 'magic' },
    ...words.map(({ from: start, to }, index): CellToken => {
      const word = text.slice(start, to);
      const isCommand = known.some(name => name[index] === word);
      const kind = word.startsWith('-')
        ? 'option'
        : isCommand
          ? 'command'
          : 'value';
      return { from: start, to, kind };
    })
  ];
}

/** Options and their values up to the first word that belongs to none: there the prompt begins. */
function optionTokens(
  text: string,
  start: number,
  end: number
): { tokens: CellToken[]; rest: number } {
  const tokens: CellToken[] = [];
  /** How many values may follow. */
  let values = 0;
  for (const { from, to } of wordsIn(text, start, end)) {
    const word = text.slice(from, to);
    if (/^--?[a-z]/i.test(word)) {
      tokens.push({ from, to, kind: 'option' });
      values = word.includes('=') ? 0 : valuesOf(word);
    } else if (values > 0 && word !== '--') {
      tokens.push({ from, to, kind: 'value' });
      values -= 1;
    } else {
      return { tokens, rest: from };
    }
  }
  return { tokens, rest: end };
}

function valuesOf(word: string): number {
  const option = CELL_OPTIONS.find(
    ({ name, aliases }) => name === word || aliases.includes(word)
  );
  return option?.name === '--files' ? Infinity : option?.value ? 1 : 0;
}

/** Words as a shell would split them; a quote that is not closed yet goes to the end. */
function wordsIn(
  text: string,
  start: number,
  end: number
): { from: number; to: number }[] {
  const pattern =
    /(?:"(?:[^"\\\n]|\\.)*(?:"|$)|'[^'\n]*(?:'|$)|\\.|[^\s"'\\])+/g;
  return [...text.slice(start, end).matchAll(pattern)].map(match => ({
    from: start + match.index,
    to: start + match.index + match[0].length
  }));
}

/** `{expressions}`, braces included; doubled braces are text. */
function expressions(text: string, start: number): CellToken[] {
  const found: CellToken[] = [];
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if ((letter === '{' || letter === '}') && text[at + 1] === letter) {
      at += 1;
    } else if (letter === '{') {
      const to = endOfExpression(text, at);
      if (to !== null) {
        found.push({ from: at, to, kind: 'expression' });
        at = to - 1;
      }
    }
  }
  return found;
}

/** Behind the brace that closes the one at `start`; null when none does. */
function endOfExpression(text: string, start: number): number | null {
  let depth = 0;
  let quote = '';
  const end = Math.min(text.length, start + LONGEST_EXPRESSION);
  for (let at = start; at < end; at += 1) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      quote = letter === quote ? '' : quote;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
    } else if ('{[('.includes(letter)) {
      depth += 1;
    } else if ('}])'.includes(letter)) {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return null;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Where each line begins, from the one that `start` is in. */
function lineStarts(text: string, start: number): number[] {
  const first = text.lastIndexOf('\n', start - 1) + 1;
  const rest = text.slice(start).matchAll(/\n/g);
  return [
    start === 0 ? 0 : first,
    ...[...rest].map(({ index }) => start + index + 1)
  ];
}
