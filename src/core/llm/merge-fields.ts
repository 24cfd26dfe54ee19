import { isRecord, type JsonRecord } from './json';

/**
 * Fields that a server adds to a message or a call in pieces. Strings grow, lists of reasoning blocks are merged
 * block by block, everything else is taken as it came last. Nothing (null, "", []) is never kept.
 */
export class FieldMerger {
  private readonly fields = new Map<string, unknown>();

  /** @param reserved names that are somebody else's business */
  constructor(private readonly reserved: ReadonlySet<string>) {}

  /** @param isSnapshot the values are whole so far, not pieces to be appended */
  add(source: JsonRecord, isSnapshot = false): void {
    for (const [name, value] of Object.entries(source)) {
      if (!this.reserved.has(name) && !isNothing(value)) {
        this.fields.set(
          name,
          merge(name, this.fields.get(name), value, isSnapshot)
        );
      }
    }
  }

  result(): Record<string, unknown> {
    return Object.fromEntries(this.fields);
  }
}

function isNothing(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** Fields whose strings are told token by token, where a repeated token is not a repeated whole. */
const TOKEN_FIELDS = new Set([
  'reasoning',
  'reasoning_content',
  'thinking',
  'refusal'
]);
/** Lists that arrive piece by piece and must go back complete. */
const BLOCK_LISTS = new Set(['reasoning_details', 'thinking_blocks']);

function merge(
  name: string,
  current: unknown,
  value: unknown,
  isSnapshot: boolean
): unknown {
  if (typeof value === 'string' && typeof current === 'string') {
    if (isSnapshot) {
      return mergeSnapshot(current, value);
    }
    return current === value && !TOKEN_FIELDS.has(name)
      ? current
      : current + value;
  }
  if (BLOCK_LISTS.has(name) && Array.isArray(value)) {
    return Array.isArray(current) && !isSnapshot
      ? mergeBlocks(current, value)
      : value;
  }
  return value;
}

/** A text that may be the whole so far, or only what is new: servers do both under the same name. */
export function mergeSnapshot(current: string, value: string): string {
  if (value.startsWith(current)) {
    return value;
  }
  return current.trim() === value.trim() ? current : current + value;
}

/** Names and marks of a block; they are repeated, not continued. */
const BLOCK_MARKS = new Set(['type', 'id', 'index', 'format', 'signature']);

function mergeBlocks(
  current: readonly unknown[],
  pieces: readonly unknown[]
): unknown[] {
  const blocks = [...current];
  for (const piece of pieces) {
    const last = blocks.findLastIndex(block => continues(block, piece));
    const block = blocks[last];
    if (isRecord(block) && isRecord(piece)) {
      blocks[last] = mergeBlock(block, piece);
    } else {
      blocks.push(piece);
    }
  }
  return blocks;
}

/** A block goes on while type, index and id agree, and until it is signed. */
function continues(block: unknown, piece: unknown): boolean {
  if (!isRecord(block) || !isRecord(piece)) {
    return false;
  }
  const same = (name: string): boolean =>
    block[name] === piece[name] || isNothing(block[name] ?? piece[name]);
  const idAgrees = isNothing(piece.id) || same('id');
  return (
    same('type') && same('index') && idAgrees && isNothing(block.signature)
  );
}

function mergeBlock(block: JsonRecord, piece: JsonRecord): JsonRecord {
  const merged: Record<string, unknown> = { ...block };
  for (const [name, value] of Object.entries(piece)) {
    const before = merged[name];
    if (isNothing(value)) {
      merged[name] = before ?? value;
    } else {
      merged[name] =
        typeof value === 'string' &&
        typeof before === 'string' &&
        !BLOCK_MARKS.has(name)
          ? before + value
          : value;
    }
  }
  return merged;
}
