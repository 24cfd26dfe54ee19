import { AgentError } from '../errors';
import { checkSessionId } from '../transcript/run';
import type { AgentCommand } from './cell';
import { nearest } from './nearest';
import { COMMANDS, type CommandWord } from './vocabulary';
import { splitWords, type Word } from './words';

/**
 * One `%agent …` line. `%agent` alone is `help`.
 * Throws `AgentError` (`agent-cell-invalid`, `session-id-invalid`).
 */
export function parseCommand(line: string): AgentCommand {
  const words = splitWords(line.trim().slice('%agent'.length));
  const { session, others } = takeSession(words);
  const known = commandOf(others.map(({ text }) => text));
  const rest = others.slice(known.name.split(' ').length);
  const option = rest.find(({ text, quoted }) => /^-/.test(text) && !quoted);
  if (option) {
    throw invalid(
      `%agent ${known.name} has no option ${option.text}.`,
      `Write ${usageOf(known)}.`
    );
  }
  if (rest.length > known.maximum) {
    throw invalid(
      `%agent ${known.name} takes ${known.maximum === 0 ? 'nothing' : 'no more'} behind it, but there is “${rest[known.maximum]?.text ?? ''}”.`,
      `Write ${usageOf(known)}.`
    );
  }
  return { name: known.name, arguments: rest.map(({ text }) => text), session };
}

/** How a command is written, for instance `%agent report refresh [DECK] [--session NAME]`. */
export function usageOf({ name, usage }: CommandWord): string {
  return `%agent ${name}${usage === '' ? '' : ` ${usage}`} [--session NAME]`;
}

function takeSession(words: readonly Word[]): {
  session: string | null;
  others: Word[];
} {
  const others: Word[] = [];
  let session: string | null = null;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    const match = /^(?:--session|-s)(?:=(.*))?$/s.exec(word?.text ?? '');
    if (!word || !match) {
      others.push(...(word ? [word] : []));
      continue;
    }
    const attached = match[1];
    const value = attached ?? words[i + 1]?.text;
    if (value === undefined || value === '' || /^--?[a-z]/.test(value)) {
      throw invalid(
        '--session needs a value.',
        'Write --session NAME, for instance --session sales_2024.'
      );
    }
    if (session !== null) {
      throw invalid('--session is given twice.', 'Give it once.');
    }
    session = checkSessionId(value);
    i += attached === undefined ? 1 : 0;
  }
  return { session, others };
}

function commandOf(words: readonly string[]): CommandWord {
  const [first = 'help', second = ''] = words;
  const known = COMMANDS.find(
    ({ name }) => name === first || name === `${first} ${second}`
  );
  if (known) {
    return known;
  }
  const names = COMMANDS.map(({ name }) => name);
  const both = `${first} ${second}`.trim();
  const meant = nearest(both, names) ?? nearest(first, names);
  const isHalf = names.some(name => name.startsWith(`${first} `));
  throw invalid(
    `%agent has no command ${(isHalf ? both : first).slice(0, 60)}.`,
    `${meant === null ? '' : `Did you mean %agent ${meant}? `}There are ${names.join(', ')}. A prompt goes into a cell that begins with %%agent.`
  );
}

function invalid(message: string, advice: string): AgentError {
  return new AgentError('agent-cell-invalid', message, { advice });
}
