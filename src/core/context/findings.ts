import { LIMITS } from '../limits';
import type { Entry, FindingEntry } from '../transcript/entries';
import { currentRun } from '../transcript/run';
import { oneLine } from './phrases';

/** The findings of the current run, each name once with its latest value, in the order in which they were noted. */
export function findings(entries: readonly Entry[]): FindingEntry[] {
  const byName = new Map<string, FindingEntry>();
  for (const entry of currentRun(entries)) {
    if (entry.kind === 'finding') {
      byName.delete(entry.name);
      byName.set(entry.name, entry);
    }
  }
  return [...byName.values()];
}

/** The lines that tell a model what was found, to be repeated unchanged; empty when nothing was. */
export function describeFindings(entries: readonly Entry[]): string[] {
  const all = findings(entries);
  if (all.length === 0) {
    return [];
  }
  const shown = all.slice(-LIMITS.findingsPerTurn);
  const more = all.length - shown.length;
  return [
    'Findings noted so far, to be repeated unchanged:',
    ...shown.map(describe),
    ...(more > 0 ? [`- … and ${more} earlier ones`] : [])
  ];
}

function describe({ name, value, unit, turn, source }: FindingEntry): string {
  const from = [
    `turn ${turn}`,
    ...(source.expression ? [oneLine(source.expression, 120)] : []),
    ...(source.files ?? []).map(({ path }) => oneLine(path, 120))
  ];
  return `- ${oneLine(name, 120)} = ${oneLine(value, LIMITS.findingValue)}${unit ? ` ${oneLine(unit, 40)}` : ''} (${from.join('; ')})`;
}
