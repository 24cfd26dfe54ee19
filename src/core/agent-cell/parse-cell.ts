import { AgentError } from '../errors';
import type { AgentCell } from './cell';
import { readOptions } from './cell-options';
import { parseCommand } from './parse-commands';

const PROMPT_LINE = /^%%agent(?=\s|$)/;
const COMMAND_LINE = /^\s*%agent(?=\s|$)/;
const COMMENT_LINE = /^\s*#/;

/** Reads a code cell's source; null when it is not an agent cell and runs as it usually does. */
export function parseAgentCell(source: string): AgentCell | null {
  const lines = source.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const first = lines.findIndex(line => line.trim() !== '');
  try {
    return (
      parsePrompt(lines, first) ??
      parseCommands(lines) ??
      (isBelowComments(lines) ? notFirst() : null)
    );
  } catch (error) {
    return { kind: 'invalid', error: AgentError.from(error) };
  }
}

function parsePrompt(lines: readonly string[], at: number): AgentCell | null {
  const line = lines[at]?.trim() ?? '';
  if (!PROMPT_LINE.test(line)) {
    return null;
  }
  const { options, rest } = readOptions(line.slice('%%agent'.length));
  const below = lines
    .slice(at + 1)
    .join('\n')
    .trim();
  if (rest !== '' && below !== '') {
    throw invalid(
      `“${rest.slice(0, 60)}” stands on the line of %%agent, and there is a prompt below.`,
      'Put the whole prompt below the first line.'
    );
  }
  const prompt = rest === '' ? below : rest;
  if (prompt === '') {
    throw new AgentError('prompt-empty', 'The prompt is empty.', {
      advice: 'Write the prompt below the line of %%agent.'
    });
  }
  return { kind: 'prompt', prompt, options };
}

function parseCommands(lines: readonly string[]): AgentCell | null {
  const told = lines.filter(
    line => line.trim() !== '' && !COMMENT_LINE.test(line)
  );
  const other = told.find(line => !COMMAND_LINE.test(line));
  if (other !== undefined) {
    if (hasCommandAmongCode(lines)) {
      throw invalid(
        `%agent stands beside other code: “${other.trim().slice(0, 60)}”.`,
        'Put lines of %agent into a cell of their own; a prompt goes into a cell that begins with %%agent.'
      );
    }
    return null;
  }
  return told.length === 0
    ? null
    : { kind: 'commands', commands: told.map(parseCommand) };
}

/** Text that other magics take, and text between triple quotes, may have such lines and is none of ours. */
function hasCommandAmongCode(lines: readonly string[]): boolean {
  const first = lines.find(line => line.trim() !== '') ?? '';
  if (/^\s*%%/.test(first)) {
    return false;
  }
  const at = lines.findIndex(line => COMMAND_LINE.test(line));
  const before = lines.slice(0, Math.max(at, 0)).join('\n');
  const quotes = before.match(/'''|"""/g) ?? [];
  return at !== -1 && quotes.length % 2 === 0;
}

/** `%%agent` below comments alone: Python would call it an error of syntax. */
function isBelowComments(lines: readonly string[]): boolean {
  const first = lines.find(
    line => line.trim() !== '' && !COMMENT_LINE.test(line)
  );
  return first !== undefined && PROMPT_LINE.test(first.trim());
}

function notFirst(): never {
  throw invalid(
    '%%agent is not the first line.',
    'Put %%agent above the comments.'
  );
}

function invalid(message: string, advice: string): AgentError {
  return new AgentError('agent-cell-invalid', message, { advice });
}
