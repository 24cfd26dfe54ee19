import { findings as findingsOf } from '../../context/findings';
import { oneLine } from '../../context/phrases';
import { LIMITS } from '../../limits';
import type { FindingEntry } from '../../transcript/entries';
import { codeSpan, plain, table } from '../markdown';
import type { Command } from './command';

/** Longest expression in the table. */
const EXPRESSION = 80;

/** Results of this run that later phases repeat unchanged, in the order in which they were noted. */
export const findings: Command = async context => {
  const { entries } = await context.session();
  const all = findingsOf(entries);
  if (all.length === 0) {
    return 'No findings were noted in this run.';
  }
  const shown = all.slice(-LIMITS.cellTableRows);
  const more = all.length - shown.length;
  const rows = table(['finding', 'value', 'turn', 'from'], shown.map(rowOf));
  return more > 0 ? `${rows}\n\n… and ${more} earlier ones` : rows;
};

function rowOf({ name, value, unit, turn, source }: FindingEntry): string[] {
  const from = [
    ...(source.expression
      ? [codeSpan(oneLine(source.expression, EXPRESSION)).replace(/\|/g, '\\|')]
      : []),
    ...(source.files ?? []).map(({ path }) => plain(path))
  ];
  return [
    plain(oneLine(name, LIMITS.findingName)),
    `**${plain(oneLine(value, LIMITS.findingValue))}**${unit ? ` ${plain(unit)}` : ''}`,
    String(turn),
    from.join(', ')
  ];
}
