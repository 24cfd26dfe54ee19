import { CELL_OPTIONS, COMMANDS } from '../../core/agent-cell/vocabulary';

/** What can be completed in an agent cell. */
export type Wanted = 'option' | 'file' | 'session' | 'command' | 'variable';

export interface CompletionPlace {
  readonly wanted: Wanted;
  /** Where what was typed of it begins. */
  readonly from: number;
  readonly typed: string;
}

/** A fixed word that can be written, and what it means. */
export interface Suggestion {
  readonly value: string;
  readonly detail: string;
}

/** What is being written at `offset` of an agent cell; null where nothing can be completed, and in other cells. */
export function completionPlace(
  text: string,
  offset: number
): CompletionPlace | null {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.slice(lineStart);
  const command = /^\s*%agent\s(.*)$/.exec(line);
  if (command) {
    return inCommand(command[1] ?? '', offset);
  }
  if (!/^\s*%%agent(?!\S)/.test(text)) {
    return null;
  }
  const options = /^\s*%%agent\s(.*)$/.exec(line);
  const isFirst = before.slice(0, lineStart).trim() === '';
  return (
    (options && isFirst ? inOptions(options[1] ?? '', offset) : null) ??
    (isFirst && !options ? null : inExpression(before, offset))
  );
}

/** The options that were not given yet, with what they mean. */
export function optionSuggestions(text: string): Suggestion[] {
  const given = text.slice(0, (text.trimEnd() + '\n').indexOf('\n'));
  return CELL_OPTIONS.filter(
    ({ name, aliases }) =>
      name === '--files' ||
      ![name, ...aliases].some(word => given.split(/\s+/).includes(word))
  ).map(({ name, summary }) => ({ value: name, detail: summary }));
}

export function commandSuggestions(): Suggestion[] {
  return COMMANDS.map(({ name, summary }) => ({
    value: name,
    detail: summary
  }));
}

/** A path as it is written on the line of options. */
export function quoted(path: string): string {
  return /[\s"'\\]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&')}"` : path;
}

function inCommand(words: string, offset: number): CompletionPlace | null {
  const session = /(?:^|\s)(?:--session|-s)[\s=]+(\S*)$/.exec(words);
  if (session) {
    return place('session', session[1] ?? '', offset);
  }
  const option = /\s(--?\S*)$/.exec(words);
  if (option) {
    return place('option', option[1] ?? '', offset);
  }
  // Commands of two words are completed as a whole.
  return /^[a-z]*(?: [a-z]*)?$/.test(words)
    ? place('command', words, offset)
    : null;
}

function inOptions(words: string, offset: number): CompletionPlace | null {
  const typed = /(?:"[^"]*|'[^']*|\S*)$/.exec(words)?.[0] ?? '';
  if (/^--?[a-z-]*$/.test(typed)) {
    return place('option', typed, offset);
  }
  const option = /.*(?:^|\s)(--?[a-z]\S*)\s/.exec(words)?.[1];
  switch (CELL_OPTIONS.find(known => isNamed(known, option))?.name) {
    case '--files':
      return place('file', typed, offset);
    case '--session':
      return /\s\S+\s\S*$/.test(
        ` ${words.slice(words.lastIndexOf(option ?? '') + (option ?? '').length)}`
      )
        ? null
        : place('session', typed, offset);
    default:
      return null;
  }
}

/** Inside `{…`, where a name begins. */
function inExpression(before: string, offset: number): CompletionPlace | null {
  const open = before.lastIndexOf('{');
  if (open === -1 || /(?<!\{)(?:\{\{)+$/.test(before.slice(0, open + 1))) {
    return null;
  }
  const inside = before.slice(open + 1);
  // An attribute or a format is for others to complete.
  const name = /(?:^|[^\w.'":!])([A-Za-z_]\w*|)$/.exec(inside);
  return name && !/[}\n]/.test(inside)
    ? place('variable', name[1] ?? '', offset)
    : null;
}

function isNamed(
  known: (typeof CELL_OPTIONS)[number],
  option: string | undefined
): boolean {
  return (
    option !== undefined &&
    (known.name === option || known.aliases.includes(option))
  );
}

function place(wanted: Wanted, typed: string, offset: number): CompletionPlace {
  return { wanted, typed, from: offset - typed.length };
}
