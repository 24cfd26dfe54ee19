import type { AgentSession } from '../../core/agent/session-types';

/**
 * What the sidebar needs done with files that were written. Paths are relative to the notebook's folder. Each may throw
 * or reject with a readable message.
 */
export interface ArtifactActions {
  /** Whether JupyterLab shows files of this name; others are downloaded. */
  opens(path: string): boolean;
  download(session: AgentSession, path: string): void | Promise<void>;
  /** Which of the files are no longer there. Of what cannot be looked at nothing is said. */
  findGone(
    session: AgentSession,
    paths: readonly string[]
  ): Promise<ReadonlySet<string>>;
  /** What is in a picture. */
  readPicture(session: AgentSession, path: string): Promise<Blob>;
  /** Shows a picture, or the slides of a deck, at large. */
  preview(session: AgentSession, path: string): void | Promise<void>;
}

/** How far the pictures of a deck's slides are. */
export interface DeckPreview {
  readonly state:
    | 'converting'
    | 'ready'
    | 'failed'
    /** This server makes no such pictures. */
    | 'unavailable';
  /** Pictures that there are. */
  readonly slides: number;
  /** The deck has more slides than these. */
  readonly more: boolean;
  /** Names the content that they are of. */
  readonly version: string;
  /** A sentence, when there are none. */
  readonly reason: string;
}

/** A deck to be looked at. */
export interface Deck {
  readonly name: string;
  /** Resolves when something is known, or after some seconds of `converting`. */
  look(signal: AbortSignal): Promise<DeckPreview>;
  /** The picture of a slide, from 1. */
  slide(version: string, number: number, signal: AbortSignal): Promise<Blob>;
}
