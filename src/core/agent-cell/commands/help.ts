import { codeSpan, table } from '../markdown';
import { usageOf } from '../parse-commands';
import { CELL_OPTIONS, COMMANDS, type OptionWord } from '../vocabulary';
import type { Command } from './command';

export const help: Command = async () =>
  [
    'A cell that begins with `%%agent` asks the agent; the prompt stands below that line.',
    table(
      ['option', 'what it does'],
      CELL_OPTIONS.map(option => [
        codeSpan(optionUsage(option)),
        option.summary
      ])
    ),
    '`{expression}` in a prompt is replaced by its value in the kernel; write `{{` and `}}` for braces.',
    table(
      ['command', 'what it shows or does'],
      COMMANDS.map(command => [codeSpan(usageOf(command)), command.summary])
    )
  ].join('\n\n');

function optionUsage({ name, aliases, value }: OptionWord): string {
  const names = [name, ...aliases].join(', ');
  return value === null ? names : `${names} ${value}`;
}
