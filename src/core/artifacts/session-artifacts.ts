import { Listeners } from '../listeners';
import type { ArtifactEntry, Entry } from '../transcript/entries';
import type { Journal } from '../transcript/journal';
import { currentRun } from '../transcript/run';
import { newestFirst, type Artifact, type SessionArtifact } from './artifact';

/** The files that the turns of the current run wrote, in step with the transcript. */
export class SessionArtifacts {
  readonly changed = new Listeners<readonly SessionArtifact[]>();
  private known: readonly SessionArtifact[] | null = null;

  constructor(private readonly journal: Journal) {
    journal.added.subscribe(entries => {
      if (entries.some(isAbout)) {
        this.known = null;
        this.changed.emit(this.list);
      }
    });
  }

  /** Newest first, each path once. */
  get list(): readonly SessionArtifact[] {
    this.known ??= artifactsOf(this.journal.entries);
    return this.known;
  }
}

function isAbout({ kind }: Entry): boolean {
  return kind === 'artifact' || kind === 'reset';
}

/** What the entries of the current run say was written, newest first, each path once. */
export function artifactsOf(entries: readonly Entry[]): SessionArtifact[] {
  const phases = new Map<number, string>();
  const byPath = new Map<string, SessionArtifact>();
  for (const entry of currentRun(entries)) {
    if (entry.kind === 'turn' && entry.phase !== undefined) {
      phases.set(entry.turn, entry.phase);
    }
    if (entry.kind === 'artifact') {
      byPath.set(entry.path, {
        ...toArtifact(entry),
        turn: entry.turn,
        phase: phases.get(entry.turn) ?? null
      });
    }
  }
  return [...byPath.values()].sort(newestFirst);
}

/** What one turn wrote, newest first. */
export function artifactsOfTurn(
  entries: readonly Entry[],
  turn: number
): Artifact[] {
  return artifactsOf(entries)
    .filter(artifact => artifact.turn === turn)
    .map(({ turn: _turn, phase: _phase, ...artifact }) => artifact);
}

export function toArtifact({
  path,
  size,
  modified
}: Pick<ArtifactEntry, 'path' | 'size' | 'modified'>): Artifact {
  return {
    filename: path.slice(path.lastIndexOf('/') + 1),
    path,
    size_kb: Math.round((size ?? 0) / 10.24) / 100,
    modified,
    extension: /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? ''
  };
}
