import { artifactsOf } from '../artifacts/session-artifacts';
import { LIMITS } from '../limits';
import type { Entry, TurnEntry } from '../transcript/entries';
import { currentRun } from '../transcript/run';
import { oneLine } from './phrases';

/** Characters of a phase's label. */
const LABEL = 80;

/**
 * What a model is told of the run so far besides files, findings and variables: phases, files that were written, and
 * turns that were run again without it.
 * @param turn the one that begins
 */
export function describeWork(
  entries: readonly Entry[],
  turn: number
): string[] {
  const run = currentRun(entries);
  return [
    ...describePhases(run, turn),
    ...describeArtifacts(run),
    ...describeReplays(run)
  ];
}

function describePhases(run: readonly Entry[], turn: number): string[] {
  const phases = run.filter(
    (entry): entry is TurnEntry & { phase: string } =>
      entry.kind === 'turn' &&
      entry.state === 'started' &&
      entry.phase !== undefined
  );
  const own = phases.find(entry => entry.turn === turn);
  if (!own) {
    return [];
  }
  const before = phases
    .filter(entry => entry.turn < turn)
    .slice(-LIMITS.phasesTold)
    .map(entry => `${label(entry.phase)} (turn ${entry.turn})`);
  return [
    `This turn is ${label(own.phase)}` +
      (before.length > 0
        ? `; done before: ${before.join(', ')}. Rely on their files, findings, variables and written files.`
        : '.')
  ];
}

function label(phase: string): string {
  const text = oneLine(phase, LABEL);
  return /^phase\b/i.test(text) ? text : `phase ${text}`;
}

function describeArtifacts(run: readonly Entry[]): string[] {
  const all = artifactsOf(run);
  if (all.length === 0) {
    return [];
  }
  const shown = all
    .slice(0, LIMITS.artifactsTold)
    .map(({ path, turn, size_kb }) =>
      oneLine(`${path} (${size_kb} KB, turn ${turn})`, 200)
    );
  const more = all.length - shown.length;
  return [
    `Files written so far: ${shown.join(', ')}${more > 0 ? `, and ${more} more` : ''}.`
  ];
}

/** Turns whose code was run again since a model was last asked: it would not know otherwise. */
function describeReplays(run: readonly Entry[]): string[] {
  const asked = run.findLastIndex(
    entry => entry.kind === 'message' && entry.message.role === 'user'
  );
  const replayed = run
    .slice(asked + 1)
    .flatMap(entry =>
      entry.kind === 'turn' && entry.replays !== undefined ? entry.replays : []
    );
  return replayed.length === 0
    ? []
    : [
        `Run again since then, with the same results as before: the code of ${replayed.length === 1 ? 'turn' : 'turns'} ${[...new Set(replayed)].join(', ')}.`
      ];
}
