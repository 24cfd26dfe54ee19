import { AgentError } from '../errors';

/** A word of an option line, as a shell would read it. */
export interface Word {
  readonly text: string;
  /** Where it begins in the line. */
  readonly start: number;
  readonly end: number;
  /** True when any of it stood in quotes: it is a value then, whatever it looks like. */
  readonly quoted: boolean;
}

/**
 * The next word of `line` from `start` on; null when there is none. Quotes keep blanks together; a backslash stands for
 * the quote, blank or backslash behind it, and for itself otherwise, as in a path of Windows.
 * Throws `AgentError` `agent-cell-invalid` for a quote that is not closed.
 */
export function nextWord(line: string, start: number): Word | null {
  let position = start;
  while (position < line.length && isBlank(line[position])) {
    position += 1;
  }
  if (position === line.length) {
    return null;
  }
  const begin = position;
  let text = '';
  let quoted = false;
  while (position < line.length && !isBlank(line[position])) {
    const letter = line[position] ?? '';
    if (letter === '"' || letter === "'") {
      const inside = quotedPart(line, position);
      quoted = true;
      text += inside.text;
      position = inside.end;
    } else if (letter === '\\' && /[\s"'\\]/.test(line[position + 1] ?? '')) {
      text += line[position + 1] ?? '';
      position += 2;
    } else {
      text += letter;
      position += 1;
    }
  }
  return { text, start: begin, end: position, quoted };
}

/** All words of `line`. Throws as `nextWord` does. */
export function splitWords(line: string, start = 0): Word[] {
  const words: Word[] = [];
  for (
    let word = nextWord(line, start);
    word !== null;
    word = nextWord(line, word.end)
  ) {
    words.push(word);
  }
  return words;
}

function quotedPart(
  line: string,
  start: number
): { text: string; end: number } {
  const quote = line[start] ?? '';
  let text = '';
  for (let position = start + 1; position < line.length; position += 1) {
    const letter = line[position] ?? '';
    const next = line[position + 1] ?? '';
    if (letter === quote) {
      return { text, end: position + 1 };
    }
    if (letter === '\\' && quote === '"' && (next === '"' || next === '\\')) {
      text += next;
      position += 1;
    } else {
      text += letter;
    }
  }
  throw new AgentError(
    'agent-cell-invalid',
    `The quote ${quote} before “${line.slice(start + 1, start + 31)}” is not closed.`,
    {
      advice: `Write ${quote} behind it as well; an apostrophe goes between double quotes.`
    }
  );
}

function isBlank(letter: string | undefined): boolean {
  return letter !== undefined && /\s/.test(letter);
}
