import { LIMITS } from '../limits';
import { contextText } from './context-text';
import type { FileContextDocument, FileMetadata } from './document';
import { formatDocument, pretty } from './document-format';
import { displayNames } from './display-names';

/** What of an entry is left out, one after the other: the keys that go at each step. */
const STEPS = [
  ['preview'],
  ['statistics'],
  ['columns', 'dtypes', 'nulls', 'tables', 'structure', 'details']
] as const;

/** Names of the steps, as an entry's `shortened` has them. */
const STEP_NAMES = ['preview', 'statistics', 'columns'] as const;

/** What is left of an entry that is large in other ways. */
const ESSENTIAL = new Set([
  'type',
  'size_mb',
  'fingerprint',
  'profiled_at',
  'load_line',
  'shortened',
  'notes'
]);

/**
 * The document within `LIMITS.fileContextBytes`. When it is larger, the previews of the files that were profiled longest
 * ago go first, then statistics, then the lists of columns; a note in each entry says so. Only when nothing else is left
 * are files forgotten, which a note of the document tells.
 */
export function boundDocument(
  document: FileContextDocument
): FileContextDocument {
  let bytes = bytesOf(document);
  if (bytes <= LIMITS.fileContextBytes) {
    return document;
  }
  const entries = new Map(Object.entries(document.file_metadata));
  const sizes = new Map(
    [...entries].map(([path, entry]) => [path, sizeOf(entry)])
  );
  const oldestFirst = [...entries.keys()].sort((a, b) =>
    timeOf(entries.get(a)) < timeOf(entries.get(b)) ? -1 : 1
  );
  for (let step = 0; step <= STEPS.length; step += 1) {
    for (const path of oldestFirst) {
      if (bytes <= LIMITS.fileContextBytes) {
        const fitting = withEntries(document, entries);
        bytes = bytesOf(fitting);
        if (bytes <= LIMITS.fileContextBytes) {
          return fitting;
        }
      }
      const entry = entries.get(path);
      const shorter =
        entry &&
        (step < STEPS.length ? shortened(entry, step) : essential(entry));
      if (entry && shorter) {
        const size = sizeOf(shorter);
        bytes += size - (sizes.get(path) ?? 0);
        sizes.set(path, size);
        entries.set(path, shorter);
      }
    }
  }
  return withoutOldest(document, entries, oldestFirst);
}

/** UTF-8. */
export function bytesOf(document: FileContextDocument): number {
  return new TextEncoder().encode(formatDocument(document)).length;
}

/** Bytes of an entry where it stands, to within a few. */
function sizeOf(metadata: FileMetadata): number {
  return new TextEncoder().encode(pretty(metadata, '    ')).length;
}

function timeOf(metadata: FileMetadata | undefined): string {
  return metadata?.profiled_at ?? '';
}

/** Null when there is nothing of that kind to leave out. */
function shortened(metadata: FileMetadata, step: number): FileMetadata | null {
  const keys: readonly string[] = STEPS[step] ?? [];
  const name = STEP_NAMES[step];
  if (!name || !keys.some(key => key in metadata)) {
    return null;
  }
  const notes: unknown = metadata.notes;
  const kept = Object.entries(metadata).filter(([key]) => !keys.includes(key));
  return {
    ...Object.fromEntries(kept),
    type: metadata.type,
    size_mb: metadata.size_mb,
    shortened: name,
    notes: [
      ...(Array.isArray(notes) ? notes : []).filter(isOther),
      noteOf(step)
    ]
  };
}

/** What names an entry and says whether it is up to date; null when nothing else is in it. */
function essential(metadata: FileMetadata): FileMetadata | null {
  const kept = Object.entries(metadata).filter(([key]) => ESSENTIAL.has(key));
  return kept.length === Object.keys(metadata).length
    ? null
    : {
        ...Object.fromEntries(kept),
        type: metadata.type,
        size_mb: metadata.size_mb
      };
}

const NOTE = 'Left out here because the file context is large: ';

function noteOf(step: number): string {
  return `${NOTE}${STEP_NAMES.slice(0, step + 1).join(', ')}.`;
}

function isOther(note: unknown): boolean {
  return typeof note !== 'string' || !note.startsWith(NOTE);
}

function withEntries(
  document: FileContextDocument,
  entries: ReadonlyMap<string, FileMetadata>
): FileContextDocument {
  return { ...document, file_metadata: Object.fromEntries(entries) };
}

/** Bytes that naming a file takes beside its entry, without the path itself. */
const NAMING = 120;

function withoutOldest(
  document: FileContextDocument,
  entries: Map<string, FileMetadata>,
  oldestFirst: readonly string[]
): FileContextDocument {
  let rest = withFiles(document, entries);
  let forgotten = 0;
  while (entries.size > 0) {
    let excess = bytesOf(rest) - LIMITS.fileContextBytes;
    if (excess <= 0) {
      break;
    }
    for (const path of oldestFirst.slice(forgotten)) {
      const entry = entries.get(path);
      excess -= entry ? sizeOf(entry) + 3 * path.length + NAMING : 0;
      entries.delete(path);
      forgotten += 1;
      if (excess <= 0) {
        break;
      }
    }
    rest = withFiles(
      { ...document, notes: [forgottenNote(forgotten)] },
      entries
    );
  }
  return rest;
}

function forgottenNote(count: number): string {
  return `${count} files that were profiled longest ago are not listed: the file context would be too large.`;
}

/** The usual names, but for those that somebody gave and that are nobody else's. */
function namesOf(
  paths: readonly string[],
  given: Readonly<Record<string, string>>
): Map<string, string> {
  const names = displayNames(paths);
  const taken = new Set(names.values());
  for (const path of paths) {
    const name = Object.hasOwn(given, path) ? given[path] : undefined;
    if (name && !path.endsWith(name) && !taken.has(name)) {
      taken.add(name);
      names.set(path, name);
    }
  }
  return names;
}

/** The document with these files and no others: names, text, count and list follow from them. */
export function withFiles(
  document: FileContextDocument,
  entries: ReadonlyMap<string, FileMetadata>
): FileContextDocument {
  const names = namesOf([...entries.keys()], document.validated_files);
  const validated = Object.fromEntries(names);
  return {
    ...document,
    validated_files: validated,
    file_metadata: Object.fromEntries(entries),
    file_context_text: contextText(
      [...entries].map(([path, metadata]) => ({
        path,
        name: names.get(path) ?? path,
        metadata
      }))
    ),
    file_count: entries.size,
    // In the order that the names have as keys, which is another one for names that are numbers.
    file_list: Object.values(validated)
  };
}
