import { KnownEntrySchema, UnknownEntrySchema, type Entry } from './entries';

/** One line of the transcript: strict JSON (a NaN becomes null) and a line feed. */
export function encodeEntry(entry: Entry): string {
  return JSON.stringify(entry) + '\n';
}

export interface DecodedTranscript {
  readonly entries: Entry[];
  /** Lines that are no entry, for instance one torn by a crash. */
  readonly unreadableLines: number;
  /** Entries of kinds that this version does not know; they stay on disk. */
  readonly unknownEntries: number;
  /** False when the text ends in the middle of a line, so that the next append must begin a new one. */
  readonly endsWithNewline: boolean;
}

/** Reads a transcript, or a part of it that begins at a line. Never throws: what cannot be read is counted. */
export function decodeTranscript(text: string): DecodedTranscript {
  const entries: Entry[] = [];
  let unreadableLines = 0;
  let unknownEntries = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      continue;
    }
    const value = parseLine(line);
    const known = KnownEntrySchema.safeParse(value);
    if (known.success) {
      entries.push(inOrderOf(value, known.data));
    } else if (isUnknownKind(value)) {
      unknownEntries += 1;
    } else {
      unreadableLines += 1;
    }
  }
  return {
    entries,
    unreadableLines,
    unknownEntries,
    endsWithNewline: text === '' || text.endsWith('\n')
  };
}

/**
 * `parsed` with its keys in the order of `source`: validation puts declared keys first, but a message must go back to
 * the model byte for byte as it was sent before.
 */
function inOrderOf<T>(source: unknown, parsed: T): T {
  return reorder(source, parsed) as T;
}

function reorder(source: unknown, parsed: unknown): unknown {
  if (Array.isArray(source) && Array.isArray(parsed)) {
    return parsed.map((value, index) => reorder(source[index], value));
  }
  if (!isObject(source) || !isObject(parsed)) {
    return parsed;
  }
  const keys = new Set([...Object.keys(source), ...Object.keys(parsed)]);
  return Object.fromEntries(
    [...keys]
      .filter(key => key in parsed)
      .map(key => [key, reorder(source[key], parsed[key])])
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const KNOWN_KINDS = new Set(
  KnownEntrySchema.options.map(option => option.shape.kind.value as string)
);

function isUnknownKind(value: unknown): boolean {
  const entry = UnknownEntrySchema.safeParse(value);
  return entry.success && !KNOWN_KINDS.has(entry.data.kind);
}
