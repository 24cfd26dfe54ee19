import type { KnownFile } from '../file-context/known-file';
import { LIMITS } from '../limits';
import type { Entry, FindingEntry } from '../transcript/entries';
import { currentRun } from '../transcript/run';
import { oneLine } from './phrases';

/** Characters of a unit. */
export const UNIT = 40;

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

/**
 * The lines that tell a model what was found, to be repeated unchanged; empty when nothing was.
 * @param files as they are known now: what was found in other content of theirs is marked
 */
export function describeFindings(
  entries: readonly Entry[],
  files: readonly KnownFile[]
): string[] {
  const all = findings(entries);
  if (all.length === 0) {
    return [];
  }
  const contents = new Map(
    files.map(({ path, profile }) => [path, profile?.fingerprint.sha256])
  );
  const shown = all.slice(-LIMITS.findingsPerTurn);
  const more = all.length - shown.length;
  return [
    'Findings noted so far, to be repeated unchanged:',
    ...shown.map(finding => describe(finding, contents)),
    ...(more > 0 ? [`- … and ${more} earlier ones`] : [])
  ];
}

function describe(
  { name, value, unit, turn, source }: FindingEntry,
  contents: ReadonlyMap<string, string | null | undefined>
): string {
  const from = [
    `turn ${turn}`,
    ...(source.expression ? [oneLine(source.expression, 120)] : []),
    ...(source.files ?? []).map(({ path, sha256 }) => {
      const now = contents.get(path);
      const hasChanged = Boolean(now && sha256 && now !== sha256);
      return `${oneLine(path, 120)}${hasChanged ? ', which changed since' : ''}`;
    })
  ];
  return `- ${oneLine(name, LIMITS.findingName)} = ${oneLine(value, LIMITS.findingValue)}${unit ? ` ${oneLine(unit, UNIT)}` : ''} (${from.join('; ')})`;
}
